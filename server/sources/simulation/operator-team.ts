import type { OperatorCounts, OperatorState } from "#domain/contact-event.ts";
import type { EpochMs } from "#domain/time.ts";

/** How many operators are in each state from `at` on. */
export interface TeamChange {
  readonly at: EpochMs;
  readonly counts: OperatorCounts;
}

/** One person on shift. Exists only inside the simulation: what leaves it are counts. */
export interface Operator {
  state: OperatorState;
  /** From then on she takes a break as soon as she is free and somebody else is on line. */
  breakDue: EpochMs;
  gone: boolean;
}

export const NOBODY: OperatorCounts = { available: 0, ringing: 0, busy: 0, wrapUp: 0, paused: 0, offline: 0 };

/** The operators of one channel: who is in which state, and how the counts went. */
export class OperatorTeam {
  /** Free operators, the one free for longest first. */
  readonly #free: Operator[] = [];
  readonly #pausing = new Set<Operator>();
  readonly #counts = { ...NOBODY };
  #size = 0;
  readonly changes: TeamChange[] = [];

  get size(): number {
    return this.#size;
  }

  get onLine(): number {
    return this.#size - this.#counts.paused;
  }

  longestFree(): Operator | undefined {
    return this.#free[0];
  }

  /** Those who are free at this moment, as a list of its own. */
  free(): readonly Operator[] {
    return [...this.#free];
  }

  join(breakDue: EpochMs): void {
    const operator: Operator = { state: "available", breakDue, gone: false };
    this.#counts.available += 1;
    this.#size += 1;
    this.#free.push(operator);
  }

  move(operator: Operator, state: OperatorState): void {
    if (operator.gone) return;
    this.#leaveState(operator);
    operator.state = state;
    this.#counts[state] += 1;
    if (state === "available") this.#free.push(operator);
    if (state === "paused") this.#pausing.add(operator);
  }

  /** Sends home somebody who talks to nobody. False: everybody is engaged. */
  release(): boolean {
    const operator = this.#free.at(-1) ?? this.#pausing.values().next().value;
    if (operator === undefined) return false;
    this.#leaveState(operator);
    operator.gone = true;
    this.#size -= 1;
    return true;
  }

  /** Notes the counts of this instant, once per instant and only when they differ from the last. */
  record(at: EpochMs): void {
    const last = this.changes.at(-1);
    const counts = { ...this.#counts };
    if (last === undefined || !sameCounts(last.counts, counts)) {
      if (last?.at === at) this.changes.pop();
      this.changes.push({ at, counts });
    }
  }

  #leaveState(operator: Operator): void {
    this.#counts[operator.state] -= 1;
    if (operator.state === "available") this.#free.splice(this.#free.indexOf(operator), 1);
    this.#pausing.delete(operator);
  }
}

export const sameCounts = (a: OperatorCounts, b: OperatorCounts): boolean =>
  a.available === b.available &&
  a.ringing === b.ringing &&
  a.busy === b.busy &&
  a.wrapUp === b.wrapUp &&
  a.paused === b.paused &&
  a.offline === b.offline;
