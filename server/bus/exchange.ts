/**
 * Hands something secret from node to node, so that all of them have the same. Pub/sub keeps
 * nothing, and what goes over it is sealed: neither a file of Redis, nor its slow log, nor a
 * listener ever has it. A node asks when it starts, when it is connected again and every few seconds
 * afterwards, and says in a digest what it has; who has something else answers, and asks in turn.
 * What a node changes goes at once to everyone who has asked lately.
 */
import { hash, randomUUID } from "node:crypto";

import { z } from "zod";

import { type DurationMs, seconds } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";
import type { SharedState } from "#engine/shared-state.ts";

import type { BusConnection } from "./connection.ts";
import { every } from "./every.ts";
import { createPeers } from "./peers.ts";
import { createRareWarning } from "./rare-warning.ts";
import { newPair, type OneTimePair, seal, unseal } from "./sealed.ts";

const EVERY = seconds(10);
const KEPT_PAIRS = 4;

const name = z.string().max(64);
const publicKey = z.base64().max(200);
const sealed = z.base64().max(2_000_000);
const question = z.strictObject({
  kind: z.literal("question"),
  from: name,
  publicKey,
  /** Of all that it has. */
  digest: name,
});
/** `left`: how many follow that belong to the same answer. `news`: it was not asked for. */
const answer = z.strictObject({
  kind: z.enum(["answer", "news"]),
  from: name,
  to: name,
  publicKey,
  sealed,
  left: z.int().min(0),
});
const message = z.discriminatedUnion("kind", [question, answer]);

export interface ExchangeOptions {
  readonly bus: Pick<BusConnection, "write" | "subscribe" | "isUp">;
  readonly channel: string;
  readonly state: SharedState;
  /** What is handed on, in the plural, for the log. */
  readonly what: string;
  /** What all nodes know and others do not, neither the Redis nor a producer: `bus.secretFile`. */
  readonly word: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly every?: DurationMs;
  /** Where only one node is to make what is shared: whether there is nothing yet. Of two that start together one makes it. */
  readonly isEmpty?: () => boolean;
}

export interface Exchange {
  /**
   * Resolves when another node has answered that it has the same or something else, or after `within`.
   * With `isEmpty`: when there is something, or this node is the one to make it.
   */
  settled(within: DurationMs): Promise<void>;
  /** Tells all of it to everyone who has asked lately. */
  announce(): void;
  /** False while it is known that another node cannot hear what this one changes. */
  readonly isHeard: boolean;
  close(): void;
}

export function startExchange(options: ExchangeOptions): Exchange {
  const { bus, channel, state, what, word, clock, logger, isEmpty = () => false } = options;
  const period = options.every ?? EVERY;
  const from = randomUUID();
  const heard = Promise.withResolvers<void>();
  const peers = createPeers(period);
  /** To the last questions: an answer may come late, and news by the question before. */
  let pairs: readonly OneTimePair[] = [];
  let mayAskBack = true;
  const warnOfStrangers = createRareWarning(logger);
  const warnOfNonsense = createRareWarning(logger);

  const say = (text: z.output<typeof message>): void =>
    void bus.write((redis) => redis.publish(channel, JSON.stringify(text))).catch(() => undefined);

  const ask = (): void => {
    const pair = newPair();
    pairs = [pair, ...pairs.slice(0, KEPT_PAIRS - 1)];
    say({ kind: "question", from, publicKey: pair.publicKey, digest: state.digest(clock.now()) });
  };

  const tell = (peer: { readonly id: string; readonly publicKey: string }, part: string, left?: number) => {
    const pair = newPair();
    const text = seal(part, pair, peer.publicKey, word);
    const kind = left === undefined ? "news" : "answer";
    say({ kind, from, to: peer.id, publicKey: pair.publicKey, sealed: text, left: left ?? 0 });
  };

  const onQuestion = (asked: z.output<typeof question>): void => {
    const now = clock.now();
    const peer = { id: asked.from, publicKey: asked.publicKey };
    const isSame = asked.digest === state.digest(now);
    const parts = isSame ? [] : state.told(now);
    // An empty answer tells a node that has just started that it need not wait any longer.
    const said = parts.length === 0 ? [NOTHING] : parts;
    for (const [index, part] of said.entries()) tell(peer, part, said.length - 1 - index);
    // A new one has to know whom it can tell something.
    const isNew = peers.heard(peer, now);
    // Once in a while only: two that cannot take what the other has would never come to an end.
    if (isNew || (!isSame && mayAskBack)) {
      mayAskBack = isNew && mayAskBack;
      ask();
    }
  };

  const onAnswer = (said: z.output<typeof answer>): void => {
    const part = pairs.map((pair) => unseal(said.sealed, pair, said.publicKey, word)).find(isText);
    if (part === undefined) {
      warnOfStrangers({}, `${what} came from somebody who does not know the secret of the nodes`);
      return;
    }
    const news = part === NOTHING ? 0 : state.take(part, clock.now());
    if (news > 0 && said.kind === "answer") logger.info({ news }, `${what} came from another node`);
    if (said.kind === "answer" && isEmpty() ? from < said.from : isWhole(said)) heard.resolve();
  };

  /** News are all there is only where one node makes it. */
  const isWhole = ({ kind, left }: z.output<typeof answer>): boolean =>
    kind === "answer" ? left === 0 : options.isEmpty !== undefined && !isEmpty();

  const onMessage = (bytes: Buffer): void => {
    try {
      const said = message.parse(JSON.parse(bytes.toString("utf8")));
      if (said.from === from) return;
      if (said.kind === "question") onQuestion(said);
      else if (said.to === from) onAnswer(said);
    } catch {
      warnOfNonsense({}, `something else was said where nodes hand on ${what}`);
    }
  };

  const unsubscribe = bus.subscribe(channel, onMessage, ask);
  const stopTelling = state.onChange((part) => {
    for (const peer of peers.present(clock.now())) tell(peer, part);
  });
  const stopAsking = every(clock, period, () => {
    mayAskBack = true;
    if (bus.isUp) ask();
  });
  return {
    async settled(within) {
      const late = Promise.withResolvers<void>();
      const stop = clock.after(within, late.resolve);
      await Promise.race([heard.promise, late.promise]);
      stop();
    },
    announce() {
      const now = clock.now();
      for (const part of state.told(now)) for (const peer of peers.present(now)) tell(peer, part);
      ask();
    },
    get isHeard() {
      return bus.isUp && peers.missing(clock.now()) === 0;
    },
    close() {
      stopAsking();
      stopTelling();
      unsubscribe();
      pairs = [];
    },
  };
}

const NOTHING = "";
const isText = (text: string | null): text is string => text !== null;

/** A digest of what can be written as JSON. */
export const digestOf = (value: unknown): string => hash("sha256", JSON.stringify(value), "hex");
