/**
 * One connection whose questions always come to an end. A client that reconnects leaves
 * the promises of what it had sent unsettled, or sends it a second time; here a question is
 * asked once, and fails when its connection does or its time is over. Whether it was carried
 * out is then unknown: ask in a way that may be repeated.
 */
import { Redis, type RedisOptions } from "ioredis";

import type { DurationMs } from "#domain/time.ts";

/** The bus cannot be asked at present, or did not answer in time. */
export class BusUnavailable extends Error {
  override readonly name = "BusUnavailable";
}

/** The server answers, but not what the nodes must know. */
export class UnsupportedServer extends Error {
  override readonly name = "UnsupportedServer";
  override readonly message =
    "the server of the bus does not tell how many entries a stream ever had, so nothing is shared over it: use Redis 7.0 or newer, or Valkey 8";
}

export interface GuardedRedis {
  readonly isReady: boolean;
  /**
   * Asks once. Rejects with `BusUnavailable` when the connection is not there or is lost, or
   * after `within`; then the connection is given up and made anew. What the server itself
   * refuses rejects with its words.
   */
  ask<Answer>(question: (redis: Redis) => Promise<Answer>): Promise<Answer>;
  /** Resolves when the connection is there; rejects with `BusUnavailable` when it is closed for good. */
  ready(): Promise<void>;
  /** The connection is given up and made anew. */
  renew(): void;
  onReady(listener: () => void): void;
  /** With the reason, where one is known. Once for each attempt that fails. */
  onLost(listener: (error: Error | null) => void): void;
  /** For listeners to messages. */
  readonly redis: Redis;
  close(): void;
}

/** `onRefused`: called with what the server answers to a question that it refuses. */
export function connectGuarded(
  options: RedisOptions,
  within: DurationMs,
  onRefused: (refusal: Error) => void,
): GuardedRedis {
  const redis = new Redis({
    ...options,
    // RESP3, so that a listening connection may be asked too; replies in the shapes of RESP2.
    protocol: 3,
    replyMapping: "legacy",
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // The client subscribes again without looking at the answer; `listener.ts` does it.
    autoResubscribe: false,
    maxRetriesPerRequest: 1,
    lazyConnect: true,
  });
  const pending = new Set<(error: Error) => void>();
  const waiting = new Set<PromiseWithResolvers<void>>();
  const lostListeners = new Set<(error: Error | null) => void>();
  let isClosed = false;
  let lastError: Error | null = null;

  const connect = (): void => void redis.connect().catch(() => undefined);
  redis.on("error", (error: Error) => {
    lastError = error;
  });
  redis.on("ready", () => {
    lastError = null;
    for (const { resolve } of waiting) resolve();
    waiting.clear();
  });
  redis.on("close", () => {
    const error = new BusUnavailable("the connection was lost");
    for (const reject of pending) reject(error);
    for (const listener of lostListeners) listener(lastError);
  });
  // Happens when the client could not even begin to connect: it does not try again by itself.
  redis.on("end", () => {
    if (!isClosed) setTimeout(() => isClosed || connect(), 1_000).unref();
  });
  connect();

  /** In other states it is connecting already, and would end for good. */
  const giveUp = (): void => {
    if (redis.status === "ready" || redis.status === "connect") redis.disconnect(true);
  };

  return {
    redis,
    get isReady() {
      return redis.status === "ready";
    },
    async ask(question) {
      if (redis.status !== "ready") throw new BusUnavailable("there is no connection");
      const end = Promise.withResolvers<never>();
      const timer = setTimeout(() => {
        end.reject(new BusUnavailable(`no answer within ${within} ms`));
        giveUp();
      }, within);
      pending.add(end.reject);
      try {
        return await Promise.race([question(redis), end.promise]);
      } catch (error) {
        if (isRefusal(error)) onRefused(error);
        throw isRefusal(error) || error instanceof BusUnavailable ? error : unavailable(error);
      } finally {
        clearTimeout(timer);
        pending.delete(end.reject);
      }
    },
    async ready() {
      if (isClosed) throw closed();
      if (redis.status === "ready") return;
      const turn = Promise.withResolvers<void>();
      waiting.add(turn);
      await turn.promise;
    },
    renew: giveUp,
    onReady: (listener) => void redis.on("ready", listener),
    onLost: (listener) => void lostListeners.add(listener),
    close() {
      isClosed = true;
      for (const { reject } of waiting) reject(closed());
      for (const reject of pending) reject(closed());
      redis.disconnect();
    },
  };
}

/** The server answered, and its answer is an error, `NOSCRIPT ...`, or not one that helps. */
export const isRefusal = (error: unknown): error is Error =>
  error instanceof UnsupportedServer || (error instanceof Error && error.name === "ReplyError");

const closed = (): BusUnavailable => new BusUnavailable("the bus is closed");
const unavailable = (error: unknown): BusUnavailable =>
  new BusUnavailable("the connection failed", { cause: error });
