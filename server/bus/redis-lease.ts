/**
 * A duty that one node has at a time: a key that names its holder and dies with it. The holder
 * renews it; the others look again when it would run out. While the bus is away the holder
 * goes on, and after a while the others begin: done twice is better than not at all.
 */
import { type DurationMs, ms, seconds } from "#domain/time.ts";
import type { Lease } from "#engine/lease.ts";
import type { Clock, Logger } from "#engine/ports.ts";

import type { BusConnection } from "./connection.ts";

export interface LeasePeriods {
  /** How long the key lives without being renewed. */
  readonly life: DurationMs;
  readonly renew: DurationMs;
  /** After so long without an answer from the bus the duty is done by those who do not hold it, too. */
  readonly alone: DurationMs;
}

/** Another node takes over within 20 s. */
export const LEASE_PERIODS: LeasePeriods = { life: seconds(15), renew: seconds(5), alone: seconds(15) };

export interface LeaseOptions {
  readonly bus: Pick<BusConnection, "write">;
  readonly key: string;
  /** This process and no other: two processes of one name must not hold it together. */
  readonly holder: string;
  /** What the log calls it. */
  readonly duty: string;
  readonly clock: Clock;
  /** Milliseconds that no step of the clock changes, and that go on while the process is stopped. */
  readonly monotonic: () => number;
  readonly logger: Logger;
  readonly periods?: LeasePeriods;
}

/** Who has a duty, as far as the bus has said so and that still holds good. */
export type LeaseHolder = "this" | "another" | "unknown";

export interface RunningLease extends Lease {
  holder(): LeaseHolder;
  /** Called when this node begins or ceases to hold it, late by a moment at the most. Returns unsubscribe. */
  onChange(listener: (isHeld: boolean) => void): () => void;
  /** Gives it up, so that another need not wait. Never rejects. */
  close(): Promise<void>;
}

/** Answers who holds it and for how long: takes what is free, renews what is ours. */
const CLAIM = `
local holder = redis.call('GET', KEYS[1])
if holder == false or holder == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return {ARGV[1], tonumber(ARGV[2])}
end
return {holder, redis.call('PTTL', KEYS[1])}`;

const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

/** Asks at once. Until the first answer, or `alone` without one, the lease is not held. */
export function startLease(options: LeaseOptions): RunningLease {
  const { bus, key, holder, duty, clock, monotonic, logger, periods = LEASE_PERIODS } = options;
  const listeners = new Set<(isHeld: boolean) => void>();
  /** By the last answer. */
  let isOurs = false;
  let goodUntil = -Infinity;
  /** When the first question was asked that the bus has not answered. */
  let silentSince: number | null = null;
  let wasHeld = false;
  let cancel: (() => void) | null = null;
  let isClosed = false;

  const isHeld = (): boolean => {
    const now = monotonic();
    if (now < goodUntil) return isOurs;
    // A process that was stopped for a while knows nothing until it has asked again.
    if (silentSince === null) return false;
    return isOurs || now - silentSince >= periods.alone;
  };

  const notice = (): void => {
    const held = isHeld();
    if (held === wasHeld) return;
    wasHeld = held;
    const how = silentSince === null ? "" : ": the bus does not say who does";
    if (held) logger.info({ duty }, `this node takes over a duty${how}`);
    else logger.info({ duty }, "another node does this duty");
    for (const listener of listeners) listener(held);
  };

  /** Answers when to ask again. */
  const ask = async (): Promise<number> => {
    // What lives on the server begins to live later than this.
    const askedAt = monotonic();
    try {
      const [who, left] = claimOf(
        await bus.write((redis) => redis.eval(CLAIM, 1, key, holder, periods.life)),
      );
      if (isClosed) return periods.renew;
      silentSince = null;
      isOurs = who === holder;
      goodUntil = askedAt + left;
      return isOurs ? periods.renew : Math.min(periods.renew, left + 1);
    } catch {
      // The bus is away, or refuses, and the connection says either in the log.
      silentSince ??= askedAt;
      return Math.min(periods.renew, periods.life / 10);
    }
  };

  const turn = async (): Promise<void> => {
    const wait = await ask();
    if (isClosed) return;
    notice();
    cancel = clock.after(ms(wait), () => void turn());
  };
  void turn();

  return {
    isHeld,
    holder() {
      if (monotonic() >= goodUntil) return "unknown";
      return isOurs ? "this" : "another";
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      isClosed = true;
      cancel?.();
      const mayBeOurs = isOurs;
      isOurs = false;
      if (mayBeOurs) await bus.write((redis) => redis.eval(RELEASE, 1, key, holder)).catch(() => undefined);
    },
  };
}

function claimOf(answer: unknown): readonly [string, number] {
  const [who, left] = Array.isArray(answer) ? answer : [];
  return [String(who), typeof left === "number" && left > 0 ? left : 1];
}
