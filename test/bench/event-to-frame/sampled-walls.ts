import { setTimeout as sleep } from "node:timers/promises";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { connectSse, type SseClient } from "../../support/sse-client.ts";

/** One clock for this machine's processes, in milliseconds. */
export const clock = (): number => performance.timeOrigin + performance.now();

interface Frame {
  readonly at: number;
  /** Contacts that had arrived today. */
  readonly arrived: number;
}

/** Walls whose frames are read: when each came, and how many contacts it knew of. */
export class SampledWalls {
  readonly #walls: { readonly client: SseClient; readonly frames: Frame[] }[] = [];
  #lastFrameAt = 0;

  async connect(url: string): Promise<void> {
    const client = await connectSse(`${url}/api/v1/stream`);
    if (client.status !== 200) throw new Error(`a wall was answered ${client.status}`);
    const frames: Frame[] = [];
    this.#walls.push({ client, frames });
    void this.#read(client, frames);
  }

  /** When a frame came to any of them for the last time. */
  get lastFrameAt(): number {
    return this.#lastFrameAt;
  }

  /** Resolves when every wall knows of so many contacts. */
  async haveSeen(arrived: number): Promise<void> {
    while (this.#walls.some(({ frames }) => (frames.at(-1)?.arrived ?? 0) < arrived)) await sleep(1);
  }

  /** The instant at which the last of the walls knew of so many contacts. */
  seenByAll(arrived: number): number {
    return Math.max(
      ...this.#walls.map(({ frames }) => frames.find((frame) => frame.arrived >= arrived)?.at ?? Infinity),
    );
  }

  leave(): void {
    for (const { client } of this.#walls) client.leave();
  }

  async #read(client: SseClient, frames: Frame[]): Promise<void> {
    for (;;) {
      const message = await client.nextNamed("snapshot").catch(() => null);
      if (message === null) return;
      const at = clock();
      this.#lastFrameAt = at;
      const { channels }: BoardSnapshot = JSON.parse(message.data);
      frames.push({ at, arrived: channels.reduce((sum, { today }) => sum + today.counts.arrived, 0) });
    }
  }
}
