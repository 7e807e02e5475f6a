/**
 * What nodes tell each other of alerts, in two hashes whose values are sealed: who acknowledged or
 * silenced, and why, is for nobody who reads Redis. The node that tells writes what it has
 * told and what still waits, before it sends it; the others go on from there when they take over.
 * What people decide is merged on every node, and written again wherever it is missing: so a bus
 * that lost everything has it again within a second.
 */
import { hash } from "node:crypto";

import type { Redis } from "ioredis";

import type { AlertDecision } from "#domain/alert/decision.ts";
import { subjectOf } from "#domain/alert/decision.ts";
import { type DurationMs, seconds } from "#domain/time.ts";
import type { SharedAlerts, ToldAlerts } from "#engine/alert-sharing.ts";
import { type Clock, JournalUnavailable, type Logger } from "#engine/ports.ts";

import { ignoreExpected } from "./answers.ts";
import type { BusConnection } from "./connection.ts";
import { every } from "./every.ts";
import { createRareWarning } from "./rare-warning.ts";
import { LEASE_PERIODS, type RunningLease } from "./redis-lease.ts";
import type { KeptSeal } from "./sealed.ts";
import type { SharedNames } from "./shared-names.ts";

const EVERY = seconds(1);
const SAVED = "saved";
/** Who cannot find out for so many rounds what was told tells all the same. */
const MOST_FAILURES = 5;

export interface AlertExchangeOptions {
  readonly bus: Pick<BusConnection, "write" | "isUp">;
  readonly names: Pick<SharedNames, "alerts" | "alertDecisions">;
  readonly alerts: SharedAlerts;
  /** Who tells. When it comes to this node, another one may have told a moment before. */
  readonly lease: Pick<RunningLease, "onChange">;
  /** Names what this node remembers: the same after a restart, another one in an empty directory. */
  readonly identity: string;
  readonly seal: KeptSeal;
  readonly clock: Clock;
  /** Milliseconds that no step of the clock changes, and that go on while the process is stopped. */
  readonly monotonic: () => number;
  readonly logger: Logger;
  readonly period?: DurationMs;
}

export interface AlertExchange {
  /** Whether this node knows what was told last, as far as the bus can be asked. Before, it must not tell: it may have been away meanwhile. */
  readonly isCurrent: boolean;
  /** Exchanges now, and answers when that is done or cannot be. Never rejects. */
  sync(): Promise<void>;
  /** Has no rounds of its own any more. */
  close(): void;
}

export function exchangeAlerts(options: AlertExchangeOptions): AlertExchange {
  const { bus, names, alerts, lease, identity, seal, clock, monotonic, logger, period = EVERY } = options;
  /** What was adopted last; `null`: this node told since. */
  let adopted: string | null = null;
  /** What another node told last is known; while the bus is away only to who tells meanwhile. */
  let isRead = false;
  /** When that was known last. A process that was stopped for longer than a lease lives may have been replaced meanwhile. */
  let knownAt = -Infinity;
  /** How often the lease has come to this node: what was read before is not enough. */
  let turns = 0;
  let failures = 0;
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const warnOfVersion = createRareWarning(logger);

  const isKnown = (): boolean => isRead && monotonic() - knownAt <= LEASE_PERIODS.life;
  const isCurrent = (): boolean => isKnown() || failures >= MOST_FAILURES || !bus.isUp;

  const round = async (): Promise<void> => {
    if (!bus.isUp) {
      isRead = isKnown() && alerts.told() !== null;
      knownAt = monotonic();
      return;
    }
    const [askedAt, turn] = [monotonic(), turns];
    const [sealed, [written = null, by]] = await bus.write(async (redis) =>
      Promise.all([redis.hgetall(names.alertDecisions), redis.hmget(names.alerts, "fingerprint", "by")]),
    );
    const theirs = new Map(
      Object.entries(sealed).map(([subject, text]) => [subject, seal.unseal(text, subject)]),
    );
    alerts.takeDecisions([...theirs.values()].map((text) => parsed(text ?? "")));
    const told = isCurrent() ? alerts.told() : null;
    // What this node told itself it knows at least as well.
    if (told === null) await (by === identity ? undefined : follow(written));
    else {
      adopted = null;
      await bus.write(async (redis) => publish(redis, told, written));
    }
    isRead = turn === turns;
    knownAt = askedAt;
    failures = 0;
    await bus.write(async (redis) => mergeDecisions(redis, theirs, told !== null));
  };

  const follow = async (written: string | null): Promise<void> => {
    if (written === null || written === adopted) return;
    const text = await bus.write(async (redis) => redis.hget(names.alerts, SAVED));
    const saved = parsed(seal.unseal(text ?? "", SAVED) ?? "");
    if (!isSaved(saved) || !alerts.adopt(saved))
      warnOfVersion(
        {},
        "alerts of the node that tells cannot be read: do all nodes have the same bus.secretFile, and run the same version?",
      );
    adopted = written;
  };

  const publish = async (
    redis: Redis,
    { fingerprint, saved }: ToldAlerts,
    written: string | null,
  ): Promise<void> => {
    const digest = hash("sha256", fingerprint, "hex");
    if (digest === written) return;
    const text = seal.seal(JSON.stringify(saved), SAVED);
    await redis.hset(names.alerts, { fingerprint: digest, by: identity, [SAVED]: text });
  };

  /** `tidies`: takes away what is of no use to anybody any more. */
  const mergeDecisions = async (
    redis: Redis,
    theirs: ReadonlyMap<string, string | null>,
    tidies: boolean,
  ): Promise<void> => {
    const ours = new Map(alerts.decisions().map((decision) => [subjectOf(decision), textOf(decision)]));
    const news = [...ours]
      .filter(([subject, text]) => theirs.get(subject) !== text)
      .map(([subject, text]) => [subject, seal.seal(text, subject)]);
    const old = tidies ? [...theirs.keys()].filter((subject) => !ours.has(subject)) : [];
    if (news.length > 0) await redis.hset(names.alertDecisions, Object.fromEntries(news));
    if (old.length > 0) await redis.hdel(names.alertDecisions, ...old);
  };

  const attempt = async (): Promise<void> => {
    try {
      await round();
    } catch (error) {
      failures += 1;
      if (!(error instanceof JournalUnavailable)) ignoreExpected(error);
    }
  };

  /** One round at a time. What is asked for during one is a round of its own behind it, the same for all who ask. */
  const sync = (): Promise<void> => {
    if (running === null) return (running = attempt().finally(() => (running = null)));
    return (next ??= running.then(() => {
      next = null;
      return sync();
    }));
  };
  const cancel = every(clock, period, () => {
    if (running === null) void sync();
  });
  const unsubscribe = lease.onChange((isHeld) => {
    if (!isHeld) return;
    turns += 1;
    isRead = false;
    void sync();
  });
  return {
    get isCurrent() {
      return isCurrent();
    },
    sync,
    close() {
      cancel();
      unsubscribe();
    },
  };
}

const textOf = (decision: AlertDecision): string => JSON.stringify(decision);

/** `null`: it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isSaved = (value: unknown): value is ToldAlerts["saved"] =>
  typeof value === "object" &&
  value !== null &&
  "version" in value &&
  typeof value.version === "number" &&
  "state" in value;
