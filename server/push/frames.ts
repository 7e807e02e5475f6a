import type { BoardReader } from "#engine/ports.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { Heartbeat } from "#wire/heartbeat.ts";

import { eventText } from "./event-text.ts";
import { Frame } from "./frame.ts";

/** What there is to say to walls. */
export interface Frames {
  /** The same frame for the same revision, so walls that come in a crowd share one too. */
  readonly snapshot: (snapshot: BoardSnapshot) => Frame;
  /** Of this moment. Carries no id: a wall keeps the id of its snapshot. */
  readonly heartbeat: () => Frame;
  readonly bye: Frame;
}

export function createFrames(options: {
  readonly board: BoardReader;
  readonly build: string;
  readonly epoch: string;
}): Frames {
  const { board, build, epoch } = options;
  let latest: { readonly revision: number; readonly frame: Frame } | null = null;

  return {
    snapshot(snapshot) {
      const { revision } = snapshot;
      if (latest?.revision !== revision) {
        const frame = new Frame(() => eventText("snapshot", snapshot, `${epoch}:${revision}`));
        latest = { revision, frame };
      }
      return latest.frame;
    },
    heartbeat() {
      const message: Heartbeat = { ...board.heartbeat(), build };
      return new Frame(() => eventText("heartbeat", message));
    },
    bye: new Frame(() => eventText("bye", {})),
  };
}

/** Marks one life of the process in snapshot ids: a restart counts its revisions anew. */
export function epochOf(random: () => number): string {
  return Math.floor(random() * 2 ** 48).toString(36);
}
