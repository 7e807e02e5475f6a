import type { TimeRange } from "#domain/ledger-cell.ts";
import { elapsed, type EpochMs, epochMs, hours, later } from "#domain/time.ts";

/** Longer than a call takes from its queue to its marked end. */
const LONGEST_CALL = hours(3);
const HOUR = hours(1);

/**
 * In which hours of a queue_log the dialplan did not mark the ends of calls, so that only those
 * that came to a queue are in it. With markers each call has one: where a call joined a queue
 * and three hours later no end at all was marked, there were none. What lies before a first
 * marker that came so late was not marked either.
 */
export class UnmarkedHours {
  readonly #unmarked: TimeRange[] = [];
  #isMarked = false;
  /** The first call that joined a queue since the last marker. */
  #joinedAt: EpochMs | null = null;

  joined(at: EpochMs): void {
    this.#joinedAt ??= at;
  }

  marked(at: EpochMs): void {
    this.#endAt(at, at);
    this.#isMarked = true;
    this.#joinedAt = null;
  }

  /** Of these hours, when the log ends at `last`. */
  among(covered: readonly EpochMs[], last: EpochMs): ReadonlySet<EpochMs> {
    if (!this.#isMarked) return new Set(covered);
    this.#endAt(last, epochMs(Number.POSITIVE_INFINITY));
    const overlaps = (hour: EpochMs): boolean =>
      this.#unmarked.some(({ from, to }) => from < later(hour, HOUR) && to > hour);
    return new Set(covered.filter(overlaps));
  }

  /** Looks back at `now`: what was not marked until then was not until `to`. */
  #endAt(now: EpochMs, to: EpochMs): void {
    const from = this.#joinedAt;
    if (from === null || elapsed(from, now) <= LONGEST_CALL) return;
    this.#unmarked.push({ from: this.#isMarked ? from : epochMs(Number.NEGATIVE_INFINITY), to });
  }
}
