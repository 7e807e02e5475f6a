import { type DurationMs, elapsed, type EpochMs, later, minutes, seconds } from "#domain/time.ts";
import type { SharedState } from "#engine/shared-state.ts";

import { networkOf, oldestOfFullest } from "./network.ts";
import { newCode, newSecret, plainCode, secretHash } from "./secrets.ts";
import type { Origin } from "./sessions.ts";
import { digestOfRows, partsOf } from "./shared-parts.ts";
import { isFurther, type Pairing, sharedPairings } from "./shared-pairing.ts";

/** 20 letters to the eighth are 34.6 bits; with the limit on guesses that is enough for ten minutes. */
const CODE_LENGTH = 8;
const CODE_LIFE = minutes(10);
const POLL_EVERY = seconds(5);
/** Who asks too soon waits so much longer from then on (RFC 8628 3.5). */
const SLOW_DOWN_BY = seconds(5);
/** A poll may come a little early: timers of browsers do. */
const POLL_SLACK = seconds(1);
/** Codes that may wait at a time, of all, of one network, and of the networks of one site of IPv6. */
const MAX_WAITING = 1_000;
const MAX_WAITING_OF_NETWORK = 20;
const MAX_WAITING_OF_SITE = 40;
/** So many of a site wait as long as they may, whoever else comes. */
const NEVER_PUT_OUT = 3;
/** With those that were put out or have come in, of which the oldest are forgotten beyond it. */
const MAX_KNOWN = 5_000;

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

/** Somebody let the screen in, under a name. */
type Approval = NonNullable<Pairing["approvedAs"]>;

/** Where a screen is, for counting. */
interface Place {
  readonly network: string;
  readonly site: string;
}

/** How a screen asks at this node. */
interface Polling {
  every: DurationMs;
  last: EpochMs | null;
}

/**
 * Screens on their way in, as RFC 8628 has it for devices: the screen shows a short code and keeps
 * a long secret, somebody types the code, and the screen that has the secret comes in, once. In
 * memory alone, of the secrets only hashes: when every node was restarted a screen shows a new code.
 */
export class Pairings implements SharedState {
  /** By the hash of the secret. */
  readonly #known = new Map<string, Pairing>();
  readonly #polling = new Map<string, Polling>();
  readonly #places = new Map<string, Place>();
  readonly #listeners = new Set<(part: string) => void>();

  /**
   * `null`: too many wait, of its network or in all. Of all the oldest of the site that has the most gives way,
   * unless it was approved or its site has but a few. A screen that waits already, by its secret, keeps its code.
   */
  begin(
    origin: Origin,
    now: EpochMs,
    known: string | null,
  ): { readonly secret: string; readonly waiting: Waiting; readonly pollEvery: DurationMs } | null {
    this.#forget(now);
    const before = known === null ? undefined : this.#known.get(idOf(known));
    if (known !== null && before !== undefined && before.approvedAs === null && !before.isUsed)
      return { secret: known, waiting: before, pollEvery: this.#pollingOf(before.id).every };
    const waiting = [...this.#known.values()].filter(({ isUsed }) => !isUsed);
    const own = placeOf(origin);
    const ofSame = (part: keyof Place): number =>
      waiting.filter((one) => this.#placeOf(one)[part] === own[part]).length;
    if (ofSame("network") >= MAX_WAITING_OF_NETWORK || ofSame("site") >= MAX_WAITING_OF_SITE) return null;
    if (waiting.length >= MAX_WAITING) {
      const open = waiting.filter(({ approvedAs }) => approvedAs === null);
      const givesWay = oldestOfFullest(open, (one) => this.#placeOf(one).site, NEVER_PUT_OUT);
      if (givesWay === undefined) return null;
      // As used, so that no other node brings it back.
      this.#change({ ...givesWay, isUsed: true });
    }
    this.#makeRoom();
    const secret = newSecret();
    const pairing: Pairing = {
      id: idOf(secret),
      code: this.#freeCode(),
      until: later(now, CODE_LIFE),
      address: origin.address,
      device: origin.device,
      approvedAs: null,
      isUsed: false,
    };
    this.#change(pairing);
    return { secret, waiting: pairing, pollEvery: POLL_EVERY };
  }

  /**
   * An approved one is let in once: afterwards its code and its secret are of no use. `letIn` comes first: when
   * it throws the screen may ask again.
   */
  poll(secret: string, now: EpochMs, letIn: (approval: Approval) => void = () => undefined): PollAnswer {
    this.#forget(now);
    const pairing = this.#known.get(idOf(secret));
    if (pairing === undefined || pairing.isUsed) return { status: "expired" };
    const polling = this.#pollingOf(pairing.id);
    const isEarly = polling.last !== null && elapsed(polling.last, now) + POLL_SLACK < polling.every;
    polling.last = now;
    if (isEarly) {
      polling.every = seconds((polling.every + SLOW_DOWN_BY) / 1_000);
      return { status: "slow-down", pollEvery: polling.every };
    }
    if (pairing.approvedAs === null) return { status: "waiting", pollEvery: polling.every };
    letIn(pairing.approvedAs);
    this.#change({ ...pairing, isUsed: true });
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
    this.#change({ ...pairing, approvedAs: approval });
    return pairing;
  }

  digest(now: EpochMs): string {
    this.#forget(now);
    return digestOfRows([...this.#known.values()]);
  }

  told(now: EpochMs): readonly string[] {
    this.#forget(now);
    return partsOf([...this.#known.values()]);
  }

  take(part: string, now: EpochMs): number {
    this.#forget(now);
    const news = sharedPairings
      .parse(JSON.parse(part))
      .filter((pairing) => pairing.until > now && isFurther(pairing, this.#known.get(pairing.id)));
    for (const pairing of news) this.#known.set(pairing.id, pairing);
    return news.length;
  }

  onChange(listener: (part: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #change(pairing: Pairing): void {
    this.#known.set(pairing.id, pairing);
    for (const part of partsOf([pairing])) this.#listeners.forEach((listener) => listener(part));
  }

  #pollingOf(id: string): Polling {
    const polling = this.#polling.get(id) ?? { every: POLL_EVERY, last: null };
    this.#polling.set(id, polling);
    return polling;
  }

  #waiting(typed: string, now: EpochMs): Pairing | undefined {
    this.#forget(now);
    const code = plainCode(typed);
    return [...this.#known.values()].find(
      (one) => one.code === code && one.approvedAs === null && !one.isUsed,
    );
  }

  #freeCode(): string {
    const taken = new Set([...this.#known.values()].map(({ code }) => code));
    for (;;) {
      const code = newCode(CODE_LENGTH);
      if (!taken.has(code)) return code;
    }
  }

  /** Those that are over are there for other nodes, which were told of it. */
  #makeRoom(): void {
    for (const { id, isUsed } of this.#known.values()) {
      if (this.#known.size < MAX_KNOWN) return;
      if (isUsed) this.#drop(id);
    }
  }

  #drop(id: string): void {
    this.#known.delete(id);
    this.#polling.delete(id);
    this.#places.delete(id);
  }

  /** Reckoned once: all that wait are looked at for each that comes. */
  #placeOf(pairing: Pairing): Place {
    const place = this.#places.get(pairing.id) ?? placeOf(pairing);
    this.#places.set(pairing.id, place);
    return place;
  }

  #forget(now: EpochMs): void {
    for (const [id, { until }] of this.#known) {
      if (until <= now) this.#drop(id);
    }
  }
}

const placeOf = ({ address }: Pick<Origin, "address">): Place => ({
  network: networkOf(address),
  site: networkOf(address, 48),
});
const idOf = (secret: string): string => Buffer.from(secretHash(secret)).toString("base64");
