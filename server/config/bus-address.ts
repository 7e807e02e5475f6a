import { isIP } from "node:net";

import { reachOf } from "./address-reach.ts";
import { isLoopback } from "./safe-binding.ts";

/** Ports where the address names none: those of the field. */
const REDIS_PORT = 6_379;
const SENTINEL_PORT = 26_379;

export interface BusAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

/** Why this is no address of a Redis or a sentinel, as a sentence that does not repeat it; `null`: it is one. */
export function busAddressFault(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || !/^rediss?:$/.test(url.protocol) || url.hostname === "")
    return "use an address that begins with rediss:// or redis://";
  if (url.username + url.password !== "")
    return "leave user name and password out of the address: they have keys of their own";
  if (url.pathname.replace(/^\/$/, "") + url.search + url.hash !== "")
    return "end the address after the port: keys are kept apart by keyPrefix, not by a database number";
  const host = hostOf(url);
  return isIP(host) !== 0 && reachOf(host) === "never"
    ? "no server is at this address: it is link-local, multicast or reserved"
    : null;
}

/** Of an address without fault. */
export function busAddressOf(text: string, kind: "server" | "sentinel"): BusAddress {
  const url = new URL(text);
  const usual = kind === "server" ? REDIS_PORT : SENTINEL_PORT;
  return {
    host: hostOf(url),
    port: url.port === "" ? usual : Number(url.port),
    tls: url.protocol === "rediss:",
  };
}

/** Whether others could read along: neither TLS nor the same machine. Names are not looked up. */
export const isOpenToOthers = (address: BusAddress): boolean => !address.tls && !isLoopback(address.host);

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");
