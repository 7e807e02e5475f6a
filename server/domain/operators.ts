import { OPERATOR_STATES, type OperatorCounts, type OperatorsChanged } from "./contact-event.ts";
import { type DurationMs, type EpochMs, earlier, epochMs } from "./time.ts";

type Change = Pick<OperatorsChanged, "at" | "sequence" | "counts">;

/** A change as it is saved: `at`, `sequence`, and the counts in the order of `OPERATOR_STATES`, NaN when unknown. */
const SAVED_WIDTH = 2 + OPERATOR_STATES.length;

/**
 * The operators of one channel as one source counts them, and how the counts
 * went over time. The highest sequence is the present. People are counts here:
 * no identity ever reaches this file.
 */
export class OperatorHistory {
  /** Sorted by sequence; a repeated sequence changes nothing. */
  readonly #changes: Change[] = [];

  add(change: Change): void {
    // From the end: nearly every change is the newest.
    const index = this.#changes.findLastIndex((other) => other.sequence <= change.sequence);
    const other = this.#changes[index];
    if (other?.sequence !== change.sequence) this.#changes.splice(index + 1, 0, change);
    else if (compareChanges(change, other) < 0) this.#changes[index] = change;
  }

  /** All changes as one array of numbers: two hundred thousand objects took half a second to read back. */
  save(): Float64Array {
    const saved = new Float64Array(this.#changes.length * SAVED_WIDTH).fill(Number.NaN);
    for (const [index, { at, sequence, counts }] of this.#changes.entries()) {
      const numbers = counts === null ? [] : OPERATOR_STATES.map((state) => counts[state]);
      saved.set([at, sequence, ...numbers], index * SAVED_WIDTH);
    }
    return saved;
  }

  takeBack(saved: Float64Array): void {
    for (let start = 0; start < saved.length; start += SAVED_WIDTH) {
      const number = (place: number): number => saved[start + place] ?? Number.NaN;
      const counts = {
        available: number(2),
        ringing: number(3),
        busy: number(4),
        wrapUp: number(5),
        paused: number(6),
        offline: number(7),
      };
      const known = !Number.isNaN(counts.available);
      this.add({ at: epochMs(number(0)), sequence: number(1), counts: known ? counts : null });
    }
  }

  /** `null`: the source has not told, or cannot count them at present. */
  latest(): OperatorCounts | null {
    return this.#changes.at(-1)?.counts ?? null;
  }

  /** Operator-milliseconds spent busy and available between `from` and `to`, as far as counts were known. */
  workload(from: EpochMs, to: EpochMs): { readonly busy: number; readonly available: number } {
    let busy = 0;
    let available = 0;
    let until = to;
    for (let index = this.#changes.length - 1; index >= 0 && until > from; index -= 1) {
      const change = this.#changes[index];
      if (change === undefined || change.at >= until) continue;
      const length = until - Math.max(change.at, from);
      busy += length * (change.counts?.busy ?? 0);
      available += length * (change.counts?.available ?? 0);
      until = change.at;
    }
    return { busy, available };
  }

  /** Drops changes before `before`, keeping the one that was in force then. */
  forget(before: EpochMs): void {
    const kept = this.#changes.findIndex((_, index) => (this.#changes[index + 1]?.at ?? before) >= before);
    this.#changes.splice(0, kept);
  }
}

/** Same sequence twice with different content: the earlier, then unknown, then the smaller counts win, so order does not matter. */
function compareChanges(a: Change, b: Change): number {
  return a.at - b.at || compareCounts(a.counts, b.counts);
}

function compareCounts(a: OperatorCounts | null, b: OperatorCounts | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  const differing = OPERATOR_STATES.find((state) => a[state] !== b[state]);
  return differing === undefined ? 0 : a[differing] - b[differing];
}

/** The sum over the sources of a channel that can count; `null` when none can. */
export function totalOf(counts: readonly (OperatorCounts | null)[]): OperatorCounts | null {
  const told = counts.filter((count) => count !== null);
  if (told.length === 0) return null;
  const total = { available: 0, ringing: 0, busy: 0, wrapUp: 0, paused: 0, offline: 0 };
  for (const count of told) for (const state of OPERATOR_STATES) total[state] += count[state];
  return total;
}

/** Signed in and not paused: able to talk, talking, or about to. */
export const onLineOf = (counts: OperatorCounts): number =>
  counts.available + counts.ringing + counts.busy + counts.wrapUp;

/** busy / (busy + available), weighted by time, over `length` up to `now`. Team level only. `null`: nobody was either. */
export function occupancyOf(
  histories: readonly OperatorHistory[],
  now: EpochMs,
  length: DurationMs,
): number | null {
  let busy = 0;
  let available = 0;
  for (const history of histories) {
    const workload = history.workload(earlier(now, length), now);
    busy += workload.busy;
    available += workload.available;
  }
  return busy + available === 0 ? null : busy / (busy + available);
}
