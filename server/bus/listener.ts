/** Messages of channels. Its connection is made when the first channel is asked for. */
import type { GuardedRedis } from "./guarded-redis.ts";

export interface Listener {
  /** Messages of a channel from now on; what is said while there is no connection is not heard. Returns unsubscribe. */
  subscribe(channel: string, heard: (message: Buffer) => void): () => void;
  /** None before the first channel was asked for. */
  connections(): readonly GuardedRedis[];
}

export function createListener(connect: () => GuardedRedis): Listener {
  const listeners = new Map<string, Set<(message: Buffer) => void>>();
  let connection: GuardedRedis | null = null;

  const ask = (verb: "subscribe" | "unsubscribe", channels: readonly string[]): void => {
    // What fails is asked again when the next connection is ready.
    if (channels.length > 0) connection?.ask((redis) => redis[verb](...channels)).catch(() => undefined);
  };
  const begin = (): GuardedRedis => {
    const made = connect();
    made.redis.on("messageBuffer", (channel: Buffer, message: Buffer) => {
      for (const heard of listeners.get(channel.toString()) ?? []) heard(message);
    });
    made.onReady(() => ask("subscribe", [...listeners.keys()]));
    return made;
  };

  return {
    connections: () => (connection === null ? [] : [connection]),
    subscribe(channel, heard) {
      const isNew = !listeners.has(channel);
      const of = listeners.get(channel) ?? new Set();
      listeners.set(channel, of.add(heard));
      connection ??= begin();
      if (isNew) ask("subscribe", [channel]);
      return () => {
        of.delete(heard);
        if (of.size > 0 || listeners.get(channel) !== of) return;
        listeners.delete(channel);
        ask("unsubscribe", [channel]);
      };
    },
  };
}
