import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** Whether an address is in one of these ranges. */
export function createRanges(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", length] = range.split("/");
    const family = isIP(address) === 4 ? "ipv4" : "ipv6";
    if (length === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(length), family);
  }
  return (address) => {
    const plain = plainAddress(address);
    const version = isIP(plain);
    return version !== 0 && list.check(plain, version === 4 ? "ipv4" : "ipv6");
  };
}

/**
 * Who is at the other end. `X-Forwarded-For` is read from its end as long as whoever wrote the next
 * entry is a proxy of ours: what a client itself writes there comes before and is not believed.
 */
export function createClientAddress(proxies: readonly string[]): (request: IncomingMessage) => string {
  const isProxy = createRanges(proxies);
  return (request) => {
    const peer = plainAddress(request.socket.remoteAddress ?? "");
    if (!isProxy(peer)) return peer;
    const forwarded = [request.headers["x-forwarded-for"] ?? ""].flat().join(",").split(",");
    let address = peer;
    for (const entry of forwarded.map((one) => plainAddress(one.trim())).toReversed()) {
      if (isIP(entry) === 0) break;
      address = entry;
      if (!isProxy(entry)) break;
    }
    return address;
  };
}

/** IPv4 addresses look as such, also where the socket is one of IPv6. */
const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");
