import { ms } from "#domain/time.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import type { Clock } from "./ports.ts";

/** Snapshots go out at most this often. */
const INTERVAL_MS = 250;
/** Figures that only time changes (a deadline passes, a window slides) are looked at this often. */
const IDLE_CHECK_MS = 1_000;

/** A snapshot before it has a revision. */
export type SnapshotBody = Omit<BoardSnapshot, "revision">;

/**
 * Decides when walls get a new snapshot: the first change after a quiet moment at
 * once, later ones at most four times a second, and none that says nothing new.
 */
export class Publisher {
  readonly #clock: Clock;
  readonly #speed: number;
  readonly #take: () => SnapshotBody;
  readonly #listeners = new Set<(snapshot: BoardSnapshot) => void>();
  #latest: BoardSnapshot;
  #fingerprint: string;
  /** Set from a publication until the interval after it is over. */
  #cancelPause: (() => void) | null = null;
  #changedInPause = false;
  #cancelIdle: () => void = () => undefined;

  constructor(options: {
    readonly clock: Clock;
    /** The clock runs this many times faster than life; intervals are of real time. */
    readonly speed: number;
    readonly take: () => SnapshotBody;
  }) {
    this.#clock = options.clock;
    this.#speed = options.speed;
    this.#take = options.take;
    const body = options.take();
    this.#latest = { revision: 1, ...body };
    this.#fingerprint = fingerprintOf(body);
  }

  get latest(): BoardSnapshot {
    return this.#latest;
  }

  onSnapshot(listener: (snapshot: BoardSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts the look at figures that only time changes. */
  start(): void {
    this.#cancelIdle();
    const check = (): void => {
      this.changed();
      this.#cancelIdle = this.#clock.after(this.#real(IDLE_CHECK_MS), check);
    };
    this.#cancelIdle = this.#clock.after(this.#real(IDLE_CHECK_MS), check);
  }

  /**
   * Something may have changed. Publishes now, or when the interval is over. The
   * interval is a timer, not a comparison of instants: a step of the machine's
   * clock neither holds a snapshot back nor hurries it.
   */
  changed(): void {
    if (this.#cancelPause === null) this.#publish();
    else this.#changedInPause = true;
  }

  close(): void {
    this.#cancelPause?.();
    this.#cancelIdle();
    this.#listeners.clear();
  }

  #publish(): void {
    const body = this.#take();
    const fingerprint = fingerprintOf(body);
    if (fingerprint === this.#fingerprint) return;
    this.#fingerprint = fingerprint;
    this.#latest = { revision: this.#latest.revision + 1, ...body };
    this.#cancelPause = this.#clock.after(this.#real(INTERVAL_MS), () => this.#endPause());
    for (const listener of this.#listeners) listener(this.#latest);
  }

  #endPause(): void {
    this.#cancelPause = null;
    if (!this.#changedInPause) return;
    this.#changedInPause = false;
    this.#publish();
  }

  #real(milliseconds: number) {
    return ms(milliseconds * this.#speed);
  }
}

/** Equal exactly when a wall would show the same. The instant alone is no news, nor how far the bus was read. */
const fingerprintOf = (body: SnapshotBody): string =>
  JSON.stringify({ ...body, asOfMs: 0, bus: body.bus?.state ?? null });
