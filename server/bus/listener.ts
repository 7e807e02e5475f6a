/** Messages of channels. Its connection is made when the first channel is asked for. */
import type { GuardedRedis } from "./guarded-redis.ts";

export interface Listener {
  /** As that of `BusConnection`. */
  subscribe(channel: string, heard: (message: Buffer) => void, begun?: () => void): () => void;
  /** None before the first channel was asked for. */
  connections(): readonly GuardedRedis[];
}

export function createListener(connect: () => GuardedRedis): Listener {
  const listeners = new Map<string, Set<(message: Buffer) => void>>();
  /** Called whenever their channel is listened to again. */
  const beginnings = new Map<string, Set<() => void>>();
  let connection: GuardedRedis | null = null;

  /** What fails is asked again when the next connection is ready. */
  const listen = async (channel: string): Promise<void> => {
    try {
      await connection?.ask((redis) => redis.subscribe(channel));
    } catch {
      return;
    }
    for (const begun of beginnings.get(channel) ?? []) begun();
  };
  const begin = (): GuardedRedis => {
    const made = connect();
    made.redis.on("messageBuffer", (channel: Buffer, message: Buffer) => {
      for (const heard of listeners.get(channel.toString()) ?? []) heard(message);
    });
    made.onReady(() => [...listeners.keys()].forEach((channel) => void listen(channel)));
    return made;
  };

  return {
    connections: () => (connection === null ? [] : [connection]),
    subscribe(channel, heard, begun = () => undefined) {
      const of = listeners.get(channel) ?? new Set();
      listeners.set(channel, of.add(heard));
      const told = beginnings.get(channel) ?? new Set();
      beginnings.set(channel, told.add(begun));
      connection ??= begin();
      void listen(channel);
      return () => {
        of.delete(heard);
        told.delete(begun);
        if (of.size > 0 || listeners.get(channel) !== of) return;
        listeners.delete(channel);
        connection?.ask((redis) => redis.unsubscribe(channel)).catch(() => undefined);
      };
    },
  };
}
