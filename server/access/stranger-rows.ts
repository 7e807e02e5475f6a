import { elapsed, type EpochMs, minutes } from "#domain/time.ts";

/** Rows a minute about people whom nobody knows. */
const ROWS = 60;
const WINDOW = minutes(1);

/**
 * How many rows the audit log has room for that anybody can bring about, from however many addresses: a disk is not filled, and
 * what people did is not buried.
 */
export class StrangerRows {
  #since: EpochMs | null = null;
  #rows = 0;
  #leftOut = 0;

  /** `last`: there is room for one more, which says so. `none`: it is counted alone. */
  admit(now: EpochMs): "row" | "last" | "none" {
    if (!this.#isOpen(now)) {
      this.#since = now;
      this.#rows = 0;
    }
    this.#rows += 1;
    if (this.#rows <= ROWS) return "row";
    if (this.#rows === ROWS + 1) return "last";
    this.#leftOut += 1;
    return "none";
  }

  /** How many were left out in a minute that is over; they are told once. */
  takeLeftOut(now: EpochMs): number {
    if (this.#leftOut === 0 || this.#isOpen(now)) return 0;
    const leftOut = this.#leftOut;
    this.#leftOut = 0;
    return leftOut;
  }

  /** A clock that was put back begins anew. */
  #isOpen(now: EpochMs): boolean {
    if (this.#since === null) return false;
    return now >= this.#since && elapsed(this.#since, now) < WINDOW;
  }
}
