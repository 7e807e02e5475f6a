import type { BoardReader, View } from "#engine/ports.ts";
import { type BoardSnapshot, wallSnapshotOf } from "#wire/board-snapshot.ts";
import type { Heartbeat } from "#wire/heartbeat.ts";

import { eventText } from "./event-text.ts";
import { Frame } from "./frame.ts";

/** What there is to say to walls. */
export interface Frames {
  /** The same frame for the same revision and view, so walls that come in a crowd share one too. */
  readonly snapshot: (snapshot: BoardSnapshot, view: View) => Frame;
  /** Of this moment. Carries no id: a wall keeps the id of its snapshot. */
  readonly heartbeat: () => Frame;
  readonly bye: Frame;
  /** To somebody who may not look any longer. */
  readonly revoked: Frame;
}

export function createFrames(options: {
  readonly board: BoardReader;
  readonly build: string;
  readonly epoch: string;
}): Frames {
  const { board, build, epoch } = options;
  const latest = new Map<View, { readonly revision: number; readonly frame: Frame }>();

  return {
    snapshot(snapshot, view) {
      const { revision } = snapshot;
      const known = latest.get(view);
      if (known?.revision === revision) return known.frame;
      const shown = (): BoardSnapshot => (view === "wall" ? wallSnapshotOf(snapshot) : snapshot);
      const frame = new Frame(() => eventText("snapshot", shown(), `${epoch}:${revision}`));
      latest.set(view, { revision, frame });
      return frame;
    },
    heartbeat() {
      const message: Heartbeat = { ...board.heartbeat(), build };
      return new Frame(() => eventText("heartbeat", message));
    },
    bye: new Frame(() => eventText("bye", {})),
    revoked: new Frame(() => eventText("revoked", {})),
  };
}

/** Marks one life of the process in snapshot ids: a restart counts its revisions anew. */
export function epochOf(random: () => number): string {
  return Math.floor(random() * 2 ** 48).toString(36);
}
