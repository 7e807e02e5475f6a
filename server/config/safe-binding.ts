import { isIPv4 } from "node:net";

import { ConfigError } from "./fault.ts";
import type { Config } from "./schema.ts";

/**
 * Without an access configuration everybody who reaches the port sees the board
 * and may deliver events, so only this machine may reach it. With one, the names by
 * which others reach it must be told, or nobody could. Throws `ConfigError`.
 */
export function assertSafeBinding(config: Config): void {
  const { host, allowedHosts, behindTls } = config.server;
  if (config.access && !isLoopback(host) && allowedHosts.length === 0)
    throw new ConfigError("configuration", [
      {
        path: ["server", "allowedHosts"],
        message:
          "name the hosts or addresses by which walls reach this machine: requests for any other are refused",
      },
    ]);
  if (config.server.tls && behindTls)
    throw new ConfigError("configuration", [
      { path: ["server", "tls"], message: "TLS ends here or in front of us: leave out tls or behindTls" },
    ]);
  if (config.access && !isLoopback(host) && !isEncrypted(config.server))
    throw new ConfigError("configuration", [
      {
        path: ["server", "host"],
        message: `passwords and tokens would cross the network to ${host} in the clear: give server.tls, set server.behindTls behind a proxy, or say server.plainHttp: true`,
      },
    ]);
  if (config.access) return;
  if (!isLoopback(host))
    throw new ConfigError("configuration", [
      {
        path: ["server", "host"],
        message: `refusing to listen on ${host}: without an access section only this machine may connect, so use 127.0.0.1 or configure access`,
      },
    ]);
  const ofProxy = (["behindTls", "allowedHosts", "proxies"] as const).find((key) =>
    isSet(config.server[key]),
  );
  if (ofProxy !== undefined)
    throw new ConfigError("configuration", [
      {
        path: ["server", ofProxy],
        message:
          "refusing to be reached through a proxy: without an access section only this machine may connect",
      },
    ]);
}

const isSet = (value: boolean | readonly string[]): boolean =>
  typeof value === "boolean" ? value : value.length > 0;

const isEncrypted = ({ tls, behindTls, plainHttp }: Config["server"]): boolean =>
  tls !== undefined || behindTls || plainHttp;

/** Names and addresses that never leave this machine. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}
