import { isIPv4 } from "node:net";

import type { ConfigFault } from "./fault.ts";
import type { Config } from "./schema.ts";

/**
 * Without an access configuration everybody who reaches the port sees the board
 * and may deliver events, so only this machine may reach it. With one, the names by
 * which others reach it must be told, or nobody could.
 */
export function bindingFaults(server: Config["server"], hasAccess: boolean): ConfigFault[] {
  return hasAccess ? guardedFaults(server) : openFaults(server);
}

function guardedFaults(server: Config["server"]): ConfigFault[] {
  const { host, allowedHosts, behindTls, tls } = server;
  const faults: ConfigFault[] = [];
  if (!isLoopback(host) && allowedHosts.length === 0)
    faults.push({
      path: ["server", "allowedHosts"],
      message:
        "name the hosts or addresses by which walls reach this machine: requests for any other are refused",
    });
  if (tls && behindTls)
    faults.push({
      path: ["server", "tls"],
      message: "TLS ends here or in front of us: leave out tls or behindTls",
    });
  if (!isLoopback(host) && !isEncrypted(server))
    faults.push({
      path: ["server", "host"],
      message: `passwords and tokens would cross the network to ${host} in the clear: give server.tls, set server.behindTls behind a proxy, or say server.plainHttp: true`,
    });
  return faults;
}

function openFaults(server: Config["server"]): ConfigFault[] {
  const faults: ConfigFault[] = [];
  if (!isLoopback(server.host))
    faults.push({
      path: ["server", "host"],
      message: `refusing to listen on ${server.host}: without an access section only this machine may connect, so use 127.0.0.1 or configure access`,
    });
  for (const key of ["behindTls", "allowedHosts", "proxies"] as const)
    if (isSet(server[key]))
      faults.push({
        path: ["server", key],
        message:
          "refusing to be reached through a proxy: without an access section only this machine may connect",
      });
  return faults;
}

const isSet = (value: boolean | readonly string[]): boolean =>
  typeof value === "boolean" ? value : value.length > 0;

const isEncrypted = ({ tls, behindTls, plainHttp }: Config["server"]): boolean =>
  tls !== undefined || behindTls || plainHttp;

/** Names and addresses that never leave this machine. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}
