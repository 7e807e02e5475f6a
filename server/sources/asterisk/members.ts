/**
 * Counts operators by state. Events come once per queue and pause is per queue,
 * so memberships are kept by queue and interface, and people are counted by
 * interface, once each.
 */
import type { OperatorCounts, OperatorState } from "#domain/contact-event.ts";
import { type DurationMs, elapsed, type EpochMs } from "#domain/time.ts";

import type { Membership } from "./membership.ts";

/** Device states: in use, busy, ringing while in use, on hold. */
const IN_USE: ReadonlySet<string> = new Set(["2", "3", "7", "8"]);
const RINGING = "6";
/** Device states of a phone that is gone, misconfigured, or not heard of yet. */
const NO_PHONE: ReadonlySet<string> = new Set(["", "0", "4", "5"]);
/** More memberships than any call centre has. */
const MAX_MEMBERSHIPS = 20_000;

export class Members {
  /** Memberships of one person by queue. */
  readonly #people = new Map<string, Map<string, Membership>>();
  /** Who is on a helpline call, by AgentConnect and AgentComplete. */
  readonly #onCall = new Set<string>();
  #size = 0;

  put(member: Membership): void {
    const known = this.#people.get(member.interface) ?? new Map<string, Membership>();
    if (!known.has(member.queue)) {
      if (this.#size >= MAX_MEMBERSHIPS) return;
      this.#size += 1;
    }
    known.set(member.queue, member);
    this.#people.set(member.interface, known);
  }

  remove(queue: string, who: string): void {
    const known = this.#people.get(who);
    if (known?.delete(queue) !== true) return;
    this.#size -= 1;
    if (known.size > 0) return;
    this.#people.delete(who);
    this.#onCall.delete(who);
  }

  /** Takes a whole listing in the place of all that was known. */
  replace(members: readonly Membership[]): void {
    this.#people.clear();
    this.#onCall.clear();
    this.#size = 0;
    for (const member of members) {
      this.put(member);
      if (member.inCall) this.#onCall.add(member.interface);
    }
  }

  connected(who: string): void {
    if (this.#people.has(who)) this.#onCall.add(who);
  }

  completed(who: string): void {
    this.#onCall.delete(who);
  }

  /** `wrapUp`: as configured; a longer one told by the PBX wins. */
  counts(now: EpochMs, wrapUp: DurationMs): OperatorCounts {
    const counts = { available: 0, ringing: 0, busy: 0, wrapUp: 0, paused: 0, offline: 0 };
    for (const [who, memberships] of this.#people)
      counts[stateOf([...memberships.values()], this.#onCall.has(who), now, wrapUp)] += 1;
    return counts;
  }
}

/**
 * Paused is who is paused in every queue. The end of a helpline call that is
 * still on comes before that; any other call of a paused operator does not.
 */
function stateOf(
  memberships: readonly Membership[],
  onCall: boolean,
  now: EpochMs,
  configuredWrapUp: DurationMs,
): OperatorState {
  const has = (test: (membership: Membership) => boolean): boolean => memberships.some(test);
  if (memberships.every(({ status }) => NO_PHONE.has(status))) return "offline";
  if (onCall && has(({ status }) => IN_USE.has(status))) return "busy";
  if (memberships.every(({ paused }) => paused)) return "paused";
  if (has(({ status }) => IN_USE.has(status))) return "busy";
  if (has(({ status }) => status === RINGING)) return "ringing";
  const isWrappingUp = has(
    ({ lastCall, wrapUp }) =>
      lastCall !== undefined && elapsed(lastCall, now) < Math.max(wrapUp, configuredWrapUp),
  );
  return isWrappingUp ? "wrapUp" : "available";
}
