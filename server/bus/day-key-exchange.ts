/**
 * Hands the keys of days from node to node. Pub/sub keeps nothing, and what goes over it is
 * sealed: neither a file of Redis, nor its slow log, nor a listener ever has a key. A node asks
 * when it starts and every few seconds afterwards, and says in a digest what it has; who has
 * something else answers, and asks in turn. So all nodes soon have the keys of all.
 */
import { hash, randomUUID } from "node:crypto";

import { z } from "zod";

import { type DurationMs, seconds } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";
import type { SharedDayKeys } from "#engine/shared-day-keys.ts";

import type { BusConnection } from "./connection.ts";
import { newPair, type OneTimePair, seal, unseal } from "./sealed.ts";

const EVERY = seconds(10);

const question = z.strictObject({
  kind: z.literal("question"),
  from: z.string().max(64),
  publicKey: z.base64().max(200),
  /** Of all keys that it has. */
  digest: z.string().max(64),
});
const answer = z.strictObject({
  kind: z.literal("answer"),
  from: z.string().max(64),
  to: z.string().max(64),
  publicKey: z.base64().max(200),
  sealed: z.base64().max(20_000),
});
const message = z.discriminatedUnion("kind", [question, answer]);
const keysByDay = z.record(z.string(), z.array(z.base64()));

export interface DayKeyExchangeOptions {
  readonly bus: Pick<BusConnection, "write" | "subscribe" | "onChange" | "isUp">;
  readonly channel: string;
  readonly keys: SharedDayKeys;
  /** What all nodes know and others do not: the password of the bus. Empty when there is none. */
  readonly word: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly every?: DurationMs;
}

export interface DayKeyExchange {
  /** Resolves when another node has answered that it has the same keys or others, or after `within`. */
  settled(within: DurationMs): Promise<void>;
  close(): void;
}

export function exchangeDayKeys(options: DayKeyExchangeOptions): DayKeyExchange {
  const { bus, channel, keys, word, clock, logger, every = EVERY } = options;
  const from = randomUUID();
  const heard = Promise.withResolvers<void>();
  /** To the present question and the one before: an answer may come late. */
  let pairs: readonly OneTimePair[] = [];
  let mayAskBack = true;
  let isForeign = false;
  let cancel: (() => void) | null = null;

  const tell = (text: object): void =>
    void bus.write((redis) => redis.publish(channel, JSON.stringify(text))).catch(() => undefined);

  const ask = (): void => {
    pairs = [newPair(), ...pairs.slice(0, 1)];
    tell({ kind: "question", from, publicKey: pairs[0]?.publicKey, digest: digestOf(keys) });
  };

  const onQuestion = ({ publicKey, digest, from: asker }: z.output<typeof question>): void => {
    const isSame = digest === digestOf(keys);
    // An empty answer tells a node that has just started that it need not wait any longer.
    const text = JSON.stringify(isSame ? {} : textOf(keys));
    const pair = newPair();
    tell({
      kind: "answer",
      from,
      to: asker,
      publicKey: pair.publicKey,
      sealed: seal(text, pair, publicKey, word),
    });
    // Once in a while only: two that cannot take each other's keys would never come to an end.
    if (!isSame && digest !== NOTHING && mayAskBack) {
      mayAskBack = false;
      ask();
    }
  };

  const onAnswer = ({ sealed, publicKey }: z.output<typeof answer>): void => {
    const text =
      pairs.map((pair) => unseal(sealed, pair, publicKey, word)).find((one) => one !== null) ?? null;
    if (text === null) {
      if (!isForeign)
        logger.warn({}, "keys of days came from somebody who does not know the password of the bus");
      isForeign = true;
      return;
    }
    isForeign = false;
    let news = 0;
    for (const [day, list] of Object.entries(keysByDay.parse(JSON.parse(text))))
      for (const key of list) if (keys.learn(day, Buffer.from(key, "base64"))) news += 1;
    if (news > 0) logger.info({ keys: news }, "keys of days came from another node");
    heard.resolve();
  };

  const onMessage = (bytes: Buffer): void => {
    try {
      const said = message.parse(JSON.parse(bytes.toString("utf8")));
      if (said.from === from) return;
      if (said.kind === "question") onQuestion(said);
      else if (said.to === from) onAnswer(said);
    } catch {
      logger.warn({}, "something else than a key of a day was said where nodes hand them on");
    }
  };

  const again = (): void => {
    cancel = clock.after(every, again);
    mayAskBack = true;
    if (bus.isUp) ask();
  };
  const unsubscribe = bus.subscribe(channel, onMessage, ask);
  again();
  return {
    async settled(within) {
      const late = Promise.withResolvers<void>();
      const stop = clock.after(within, late.resolve);
      await Promise.race([heard.promise, late.promise]);
      stop();
    },
    close() {
      cancel?.();
      unsubscribe();
      pairs = [];
    },
  };
}

function textOf(keys: SharedDayKeys): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    [...keys.held()].map(([day, list]) => [day, list.map((key) => Buffer.from(key).toString("base64"))]),
  );
}

/** Equal exactly when two nodes have the same keys; tells nothing about them. */
const digestOf = (keys: SharedDayKeys): string =>
  hash(
    "sha256",
    JSON.stringify(Object.entries(textOf(keys)).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    "hex",
  );
const NOTHING = hash("sha256", "[]", "hex");
