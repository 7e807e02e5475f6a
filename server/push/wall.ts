import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

import { seconds } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

import type { BodyEncoding } from "./body-encoding.ts";
import type { Frame } from "./frame.ts";

/** A wall that takes nothing for so long is cut off; it comes back by itself if anybody is there. */
export const CUT_AFTER = seconds(30);

/** What is counted over all walls since the start. */
export interface WallTally {
  /** Snapshots never sent to a slow wall because a newer one replaced them. */
  skipped: number;
  /** Walls cut off because they did not read. */
  cut: number;
}

export interface WallOptions {
  readonly response: ServerResponse;
  readonly socket: Socket;
  readonly encoding: BodyEncoding;
  /** The present, for a heartbeat that had to wait: an old one would set the wall's clock back. */
  readonly heartbeat: () => Frame;
  readonly clock: Clock;
  readonly tally: WallTally;
  readonly onCut: () => void;
}

/**
 * One connected wall. Frames are written straight to the socket, below the
 * response object; once the socket says it is full, only the latest snapshot is
 * kept until it drains. So a wall that does not read costs one socket buffer of
 * Buffers it shares with the others.
 */
export class Wall {
  readonly #options: WallOptions;
  /** Set while the socket is full: calls the cut off. */
  #cancelCut: (() => void) | null = null;
  #pending: Frame | null = null;
  #heartbeatDue = false;

  constructor(options: WallOptions) {
    this.#options = options;
    options.socket.on("drain", this.#onDrain);
  }

  get stalled(): boolean {
    return this.#cancelCut !== null;
  }

  /** Sends now, or as soon as the socket drains unless a newer one comes first. */
  show(snapshot: Frame): void {
    if (!this.stalled) return this.#write(snapshot);
    if (this.#pending !== null) this.#options.tally.skipped += 1;
    this.#pending = snapshot;
  }

  /** Sends now, or a fresh one after the snapshot that waits. */
  beat(heartbeat: Frame): void {
    if (this.stalled) this.#heartbeatDue = true;
    else this.#write(heartbeat);
  }

  /** Says goodbye and ends the connection in order; one that is full is closed at once. */
  dismiss(bye: Frame): void {
    const { response, socket } = this.#options;
    if (this.stalled) return this.destroy();
    this.#write(bye);
    // A kept-alive connection would hold up the closing of the server.
    response.end(() => socket.destroySoon());
  }

  destroy(): void {
    this.#options.socket.destroy();
  }

  /** To be called when the connection is closed. */
  release(): void {
    this.#cancelCut?.();
    this.#cancelCut = null;
    this.#pending = null;
    this.#options.socket.off("drain", this.#onDrain);
  }

  #write(frame: Frame): void {
    const { socket, encoding, clock } = this.#options;
    // False from the moment the other side has hung up, somewhat before `close` tells us.
    if (!socket.writable) return;
    const hasRoom = socket.write(frame.body(encoding));
    if (!hasRoom) this.#cancelCut ??= clock.after(CUT_AFTER, this.#cut);
  }

  readonly #onDrain = (): void => {
    this.#cancelCut?.();
    this.#cancelCut = null;
    const snapshot = this.#pending;
    this.#pending = null;
    if (snapshot !== null) this.#write(snapshot);
    if (this.#heartbeatDue && !this.stalled) {
      this.#heartbeatDue = false;
      this.#write(this.#options.heartbeat());
    }
  };

  readonly #cut = (): void => {
    this.#options.tally.cut += 1;
    this.#options.onCut();
    this.destroy();
  };
}
