/** What the configuration says of the bus, in the words of the client. */
import { isIP } from "node:net";
import type { ConnectionOptions } from "node:tls";

import type { RedisOptions } from "ioredis";

import { busAddressOf } from "#config/bus-address.ts";
import type { BusConfig } from "#config/bus-schema.ts";

/** Reconnecting: 100 ms, then twice as long each time up to this. Half of it is chance, so that nodes do not come all at once. */
const MAX_RETRY_MS = 2_000;
const CONNECT_TIMEOUT_MS = 5_000;
const SENTINEL_TIMEOUT_MS = 2_000;
/** How long the other side may take to end a connection that we end. */
const DISCONNECT_TIMEOUT_MS = 500;

export interface OptionsSource {
  readonly bus: BusConfig;
  /** Shown by `CLIENT LIST`. */
  readonly name: string;
  readonly readSecret: (file: string) => string;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** What all connections have in common. Throws when a secret cannot be read. */
export function redisOptionsOf({ bus, name, readSecret, random }: OptionsSource): RedisOptions {
  return {
    ...addressOf(bus, readSecret),
    username: bus.username,
    password: bus.passwordFile && readSecret(bus.passwordFile),
    connectionName: name,
    // CLIENT SETINFO came with Redis 7.2.
    disableClientInfo: true,
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
    retryStrategy: (times) => Math.min(MAX_RETRY_MS, 50 * 2 ** times) * (0.5 + random() / 2),
    // After a failover the server behind this connection may have become a copy.
    reconnectOnError: (error) => error.message.startsWith("READONLY"),
  };
}

function addressOf(bus: BusConfig, readSecret: OptionsSource["readSecret"]): RedisOptions {
  if (bus.url !== undefined) {
    const { host, port, tls } = busAddressOf(bus.url, "server");
    return { host, port, tls: tls ? tlsOf(bus, readSecret, host) : undefined };
  }
  const sentinels = (bus.sentinels ?? []).map((text) => busAddressOf(text, "sentinel"));
  const isTls = sentinels.some((sentinel) => sentinel.tls);
  const tls = isTls ? tlsOf(bus, readSecret) : undefined;
  return {
    sentinels: sentinels.map(({ host, port }) => ({ host, port })),
    name: bus.master,
    sentinelUsername: bus.sentinelUsername,
    sentinelPassword: bus.sentinelPasswordFile && readSecret(bus.sentinelPasswordFile),
    sentinelCommandTimeout: SENTINEL_TIMEOUT_MS,
    sentinelRetryStrategy: (times) => Math.min(MAX_RETRY_MS, 100 * times),
    tls,
    sentinelTLS: tls,
    enableTLSForSentinelMode: isTls,
  };
}

/** Sentinels tell addresses, not names: there the certificate is held against `serverName`, or else the address. */
function tlsOf(bus: BusConfig, readSecret: OptionsSource["readSecret"], host?: string): ConnectionOptions {
  const readable = (file: string | undefined): string | undefined => file && readSecret(file);
  return {
    ca: readable(bus.caFile),
    cert: readable(bus.certificateFile),
    key: readable(bus.keyFile),
    servername: bus.serverName ?? (host !== undefined && isIP(host) === 0 ? host : undefined),
  };
}
