/**
 * The address that a connection will be made to, looked up once and looked at. The
 * connection gets it instead of the name, so that a second answer of the name
 * service, meant for inner doors, changes nothing.
 */
import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";

import { reachOf } from "#config/address-reach.ts";

export interface FoundAddress {
  readonly address: string;
  readonly family: number;
}

/** All addresses of a name. Rejects when there is none. */
export type Lookup = (name: string) => Promise<readonly FoundAddress[]>;

export const dnsLookup: Lookup = (name) => systemLookup(name, { all: true });

/** `isFinal`: another attempt would meet the same. */
export type GuardedAddress =
  | { readonly ok: true; readonly addresses: readonly FoundAddress[] }
  | { readonly ok: false; readonly error: "no-such-name" | "forbidden-address"; readonly isFinal: boolean };

/**
 * Looks up `host`, a name or an address, and refuses it when any of its addresses is not for us. A name that leads to a
 * forbidden address may be a router that answers so while it has no line: that is tried again.
 */
export async function guardedAddress(options: {
  readonly host: string;
  readonly allowPrivate: boolean;
  /** What goes out unencrypted stays inside. */
  readonly onlyPrivate?: boolean;
  readonly lookup: Lookup;
}): Promise<GuardedAddress> {
  const { host, allowPrivate, onlyPrivate = false, lookup } = options;
  const isAllowed = ({ address }: FoundAddress): boolean => {
    const reach = reachOf(address);
    return reach === "inside" ? allowPrivate : reach === "outside" && !onlyPrivate;
  };
  const family = isIP(host);
  if (family !== 0) {
    const address = { address: host, family };
    return isAllowed(address)
      ? { ok: true, addresses: [address] }
      : { ok: false, error: "forbidden-address", isFinal: true };
  }
  const addresses = await lookup(host).catch(() => []);
  if (addresses.length === 0) return { ok: false, error: "no-such-name", isFinal: false };
  return addresses.every(isAllowed)
    ? { ok: true, addresses }
    : { ok: false, error: "forbidden-address", isFinal: false };
}

/** For `net.connect`: whatever name it asks for, these are its addresses. */
export function pinned(addresses: readonly FoundAddress[]): LookupFunction {
  return (_name, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else if (first !== undefined) callback(null, first.address, first.family);
  };
}
