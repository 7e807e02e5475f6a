/**
 * The connections of a node to the bus: one that asks and writes, one that waits for what
 * others write, one that listens to messages. Each finds out by itself that its other end
 * has fallen silent, and comes back by itself. Nothing here ever stops the node.
 */
import type { Redis } from "ioredis";

import type { BusConfig } from "#config/bus-schema.ts";
import { type DurationMs, ms, seconds } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";

import { failureReason } from "./failure-reason.ts";
import { createRefusalWarning } from "./refusal-warning.ts";
import { connectGuarded, type GuardedRedis } from "./guarded-redis.ts";
import { createListener } from "./listener.ts";
import { redisOptionsOf } from "./redis-options.ts";

/** How long silence is waited for. Each is a length that only a dead connection reaches. */
export interface BusPatience {
  /** The answer to what is written; the second is for a server that takes nothing any more. */
  readonly write: { readonly command: DurationMs; readonly socket: DurationMs; readonly settle: DurationMs };
  /** Anything at all from a server that was asked to wait for news: at least twice as long as it was asked to wait. */
  readonly read: { readonly socket: DurationMs; readonly settle: DurationMs };
  /** Between two questions whether the server is still there. */
  readonly ping: DurationMs;
}

/** For `XREAD` with `BLOCK` of 5 s. */
export const PATIENCE: BusPatience = {
  write: { command: seconds(2), socket: seconds(5), settle: ms(2_500) },
  read: { socket: seconds(12), settle: seconds(20) },
  ping: seconds(10),
};

/** For questions that may wait, such as `XREAD` with `BLOCK`, one at a time. */
export interface BusReader {
  /** Waits for a connection, however long that takes, and asks then; rejects as `BusConnection.write` does. */
  read<Answer>(question: (redis: Redis) => Promise<Answer>): Promise<Answer>;
  /** There is news that `read` does not hear: the connection is given up and made anew. */
  renew(): void;
  close(): void;
}

export interface BusConnection {
  /** Whether the bus can be written to, as far as is known. */
  readonly isUp: boolean;
  /** Called when it begins or ceases to be. Returns unsubscribe. */
  onChange(listener: (isUp: boolean) => void): () => void;
  /**
   * Asks or writes, and does not wait for a connection. Rejects with `BusUnavailable` when
   * there is none or no answer came: it may have been carried out all the same.
   */
  write<Answer>(question: (redis: Redis) => Promise<Answer>): Promise<Answer>;
  /** By the connection that waits for the events of the other nodes, see `BusReader`. */
  read<Answer>(question: (redis: Redis) => Promise<Answer>): Promise<Answer>;
  /** Another connection that may wait; `part` is its name in `CLIENT LIST`. Closed with this one. */
  openReader(part: string): BusReader;
  /** As `BusReader.renew`, of that connection. */
  renewReading(): void;
  /** `read` answers nothing any more; what is written is written. */
  stopReading(): void;
  /**
   * Messages of a channel from now on; what is said while there is no connection is not heard.
   * `begun`: it is listened to from now on, for the first time or again. Returns unsubscribe.
   */
  subscribe(channel: string, heard: (message: Buffer) => void, begun?: () => void): () => void;
  close(): void;
}

export interface BusConnectionOptions {
  readonly bus: BusConfig;
  readonly node: string;
  readonly readSecret: (file: string) => string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
  readonly patience?: BusPatience;
}

/** Connects in the background, for as long as it takes. Throws only when a secret cannot be read. */
export function connectBus(options: BusConnectionOptions): BusConnection {
  const { clock, logger, patience = PATIENCE } = options;
  const { write, read } = patience;
  const optionsOf = (part: string) => redisOptionsOf({ ...options, name: `vedetta:${options.node}:${part}` });
  const warnOfRefusal = createRefusalWarning(logger);
  const asking = (part: string): GuardedRedis =>
    connectGuarded(
      { ...optionsOf(part), commandTimeout: write.command, socketTimeout: write.socket },
      write.settle,
      warnOfRefusal,
    );
  const writer = asking("writer");
  const readers: GuardedRedis[] = [];
  const openReader = (part: string): BusReader => {
    const waiting = { ...optionsOf(part), socketTimeout: read.socket };
    const reader = connectGuarded(waiting, read.settle, warnOfRefusal);
    readers.push(reader);
    return {
      async read(question) {
        await reader.ready();
        return reader.ask(question);
      },
      renew: () => reader.renew(),
      close: () => reader.close(),
    };
  };
  const reader = openReader("reader");
  const listener = createListener(() => asking("listener"));

  const changes = watchChanges(writer, logger);
  const cancelPings = pingEvery(clock, patience.ping, () => [writer, ...listener.connections()]);
  return {
    get isUp() {
      return writer.isReady;
    },
    onChange(heard) {
      changes.add(heard);
      return () => void changes.delete(heard);
    },
    write: (question) => writer.ask(question),
    read: (question) => reader.read(question),
    openReader,
    renewReading: () => reader.renew(),
    stopReading: () => reader.close(),
    subscribe: (channel, heard, begun) => listener.subscribe(channel, heard, begun),
    close() {
      cancelPings();
      for (const connection of [writer, ...readers, ...listener.connections()]) connection.close();
    },
  };
}

/** One line in the log for each change, and one for each new reason while the bus is away. */
function watchChanges(writer: GuardedRedis, logger: Logger): Set<(isUp: boolean) => void> {
  const listeners = new Set<(isUp: boolean) => void>();
  const reasons = new Set<string>();
  let isUp: boolean | null = null;
  const change = (next: boolean): void => {
    if (isUp === next) return;
    isUp = next;
    for (const listener of listeners) listener(next);
  };
  writer.onReady(() => {
    reasons.clear();
    logger.info({}, "the bus is reached");
    change(true);
  });
  writer.onLost((error) => {
    const reason = failureReason(error);
    if (!reasons.has(reason))
      logger.warn({ reason }, "the bus is not reached: this node goes on with what reaches it");
    reasons.add(reason);
    change(false);
  });
  return listeners;
}

/** A connection over which nothing is asked for a while would not notice that it is dead. Returns a function that ends it. */
function pingEvery(clock: Clock, every: DurationMs, connections: () => readonly GuardedRedis[]): () => void {
  let cancel = clock.after(every, function again() {
    cancel = clock.after(every, again);
    // What fails has given up its connection, and that is all there is to do.
    for (const connection of connections()) connection.ask((redis) => redis.ping()).catch(() => undefined);
  });
  return () => cancel();
}
