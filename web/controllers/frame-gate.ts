import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import { type BusSnapshot, compareCursors } from "#wire/bus.ts";

/**
 * A server that has fallen behind is given so long to catch up before its figures are shown all the
 * same: shorter than figures take to be called old, so a wall never stands still without saying so.
 */
export const HOLD_BACK_MS = 10_000;

/**
 * Keeps a wall that was moved to another server from jumping back. Figures that hold less of the bus
 * than those that are shown wait, for a while after the connection began; of another epoch, or of a
 * server that is alone, nobody can tell, and they are shown.
 */
export class FrameGate {
  #shown: BusSnapshot | null = null;
  #held: BoardSnapshot | null = null;
  #opensAtMs = 0;

  /** A new connection, perhaps to another server. */
  connected(nowMs: number): void {
    this.#opensAtMs = nowMs + HOLD_BACK_MS;
    this.#held = null;
  }

  /** The figures to show; `null`: none of them yet. */
  take(snapshot: BoardSnapshot, nowMs: number): BoardSnapshot | null {
    if (nowMs < this.#opensAtMs && isBehind(snapshot.bus, this.#shown)) {
      this.#held = snapshot;
      return null;
    }
    this.#held = null;
    this.#shown = snapshot.bus;
    return snapshot;
  }

  /** The server has come so far with what it shows; figures that waited for that are shown now. */
  reached(bus: BusSnapshot | null, nowMs: number): BoardSnapshot | null {
    const held = this.#held;
    if (held === null) {
      if (!isBehind(bus, this.#shown)) this.#shown = bus;
      return null;
    }
    return nowMs >= this.#opensAtMs || !isBehind(bus, this.#shown) ? this.#release(held) : null;
  }

  /** After `HOLD_BACK_MS` nothing waits any more. */
  open(): BoardSnapshot | null {
    return this.#held === null ? null : this.#release(this.#held);
  }

  #release(held: BoardSnapshot): BoardSnapshot {
    this.#held = null;
    this.#shown = held.bus;
    return held;
  }
}

const isBehind = (bus: BusSnapshot | null, shown: BusSnapshot | null): boolean =>
  bus !== null && shown !== null && bus.epoch === shown.epoch && compareCursors(bus.cursor, shown.cursor) < 0;
