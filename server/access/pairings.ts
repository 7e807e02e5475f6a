import { type DurationMs, elapsed, type EpochMs, later, minutes, seconds } from "#domain/time.ts";

import { newCode, newSecret, plainCode } from "./secrets.ts";
import type { Origin } from "./sessions.ts";

/** 20 letters to the eighth are 34.6 bits; with the limit on guesses that is enough for ten minutes. */
const CODE_LENGTH = 8;
const CODE_LIFE = minutes(10);
const POLL_EVERY = seconds(5);
/** Who asks too soon waits so much longer from then on (RFC 8628 3.5). */
const SLOW_DOWN_BY = seconds(5);
/** A poll may come a little early: timers of browsers do. */
const POLL_SLACK = seconds(1);
/** Codes that may wait at a time, of all and of one address. */
const MAX_WAITING = 1_000;
const MAX_WAITING_PER_ADDRESS = 20;

/** A screen that shows a code and waits for somebody to type it in. */
export interface Waiting extends Origin {
  readonly code: string;
  readonly until: EpochMs;
}

/** What becomes of a screen that asks whether it was approved. */
export type PollAnswer =
  | { readonly status: "waiting" | "slow-down"; readonly pollEvery: DurationMs }
  | { readonly status: "approved"; readonly name: string; readonly by: string }
  | { readonly status: "expired" };

interface Pairing extends Waiting {
  pollEvery: DurationMs;
  polled: EpochMs | null;
  approvedAs: Approval | null;
}

/** Somebody let the screen in, under a name. */
export interface Approval {
  readonly name: string;
  readonly by: string;
}

/**
 * Screens on their way in, as RFC 8628 has it for devices: the screen shows a short code and keeps
 * a long secret, somebody types the code, and the screen that has the secret comes in, once. In
 * memory alone: after a restart a screen shows a new code.
 */
export class Pairings {
  readonly #bySecret = new Map<string, Pairing>();

  /** `null`: too many wait. A screen that waits already, by its secret, keeps its code. */
  begin(
    origin: Origin,
    now: EpochMs,
    known: string | null,
  ): { readonly secret: string; readonly waiting: Waiting; readonly pollEvery: DurationMs } | null {
    this.#forget(now);
    const before = known === null ? undefined : this.#bySecret.get(known);
    if (known !== null && before !== undefined && before.approvedAs === null)
      return { secret: known, waiting: before, pollEvery: before.pollEvery };
    const ofAddress = [...this.#bySecret.values()].filter(({ address }) => address === origin.address);
    if (this.#bySecret.size >= MAX_WAITING || ofAddress.length >= MAX_WAITING_PER_ADDRESS) return null;
    const secret = newSecret();
    const pairing: Pairing = {
      ...origin,
      code: this.#freeCode(),
      until: later(now, CODE_LIFE),
      pollEvery: POLL_EVERY,
      polled: null,
      approvedAs: null,
    };
    this.#bySecret.set(secret, pairing);
    return { secret, waiting: pairing, pollEvery: POLL_EVERY };
  }

  /** An approved one is let in once: afterwards its code and its secret are gone. */
  poll(secret: string, now: EpochMs): PollAnswer {
    this.#forget(now);
    const pairing = this.#bySecret.get(secret);
    if (pairing === undefined) return { status: "expired" };
    const isEarly = pairing.polled !== null && elapsed(pairing.polled, now) + POLL_SLACK < pairing.pollEvery;
    pairing.polled = now;
    if (isEarly) {
      pairing.pollEvery = seconds((pairing.pollEvery + SLOW_DOWN_BY) / 1_000);
      return { status: "slow-down", pollEvery: pairing.pollEvery };
    }
    if (pairing.approvedAs === null) return { status: "waiting", pollEvery: pairing.pollEvery };
    this.#bySecret.delete(secret);
    return { status: "approved", ...pairing.approvedAs };
  }

  /** Who shows this code and has not been approved; `typed` as people type. */
  look(typed: string, now: EpochMs): Waiting | null {
    return this.#waiting(typed, now) ?? null;
  }

  /** `null` when nobody shows this code. It works once. */
  approve(typed: string, approval: Approval, now: EpochMs): Waiting | null {
    const pairing = this.#waiting(typed, now);
    if (pairing === undefined) return null;
    pairing.approvedAs = approval;
    return pairing;
  }

  #waiting(typed: string, now: EpochMs): Pairing | undefined {
    this.#forget(now);
    const code = plainCode(typed);
    return [...this.#bySecret.values()].find((one) => one.code === code && one.approvedAs === null);
  }

  #freeCode(): string {
    const taken = new Set([...this.#bySecret.values()].map(({ code }) => code));
    for (;;) {
      const code = newCode(CODE_LENGTH);
      if (!taken.has(code)) return code;
    }
  }

  #forget(now: EpochMs): void {
    for (const [secret, { until }] of this.#bySecret) if (until <= now) this.#bySecret.delete(secret);
  }
}
