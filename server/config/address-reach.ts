/**
 * Where an IP address leads. What leaves the house goes to addresses outside, unless
 * the configuration says that an address inside is meant: an attacker who can change
 * a name or an address of the configuration must not make us knock at inner doors.
 */
import { BlockList, isIP } from "node:net";

/**
 * `inside`: private, loopback and other addresses of special use. `never`: what no
 * receiver has: link-local with the metadata services of clouds, multicast, reserved.
 */
export type Reach = "outside" | "inside" | "never";

const inside = listOf([
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["::1", 128],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fec0::", 10],
]);

const never = listOf([
  ["0.0.0.0", 8],
  ["169.254.0.0", 16],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  // Metadata services outside the link-local range: Alibaba, Azure, Oracle, Amazon, Google.
  ["100.100.100.200", 32],
  ["168.63.129.16", 32],
  ["192.0.0.192", 32],
  ["fd00:ec2::254", 128],
  ["fd20:ce::254", 128],
  ["::", 128],
  ["fe80::", 10],
  ["ff00::", 8],
]);

/** What is no address is `never`. A zone (`fe80::1%eth0`) is not looked at; IPv4 within IPv6 is. */
export function reachOf(address: string): Reach {
  const plain = address.replace(/%.*$/, "");
  const version = isIP(plain);
  if (version === 0) return "never";
  const embedded = version === 6 ? embeddedIpv4(plain) : null;
  if (embedded !== null) return reachOf(embedded);
  const family = version === 6 ? "ipv6" : "ipv4";
  if (never.check(plain, family) || isLinkLocal6to4(plain)) return "never";
  return inside.check(plain, family) ? "inside" : "outside";
}

/** The address that stands in a URL instead of a name, however it is written there (`0x7f.1`, `[::1]`); `null` for a name. */
export function literalOf(url: URL): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return isIP(host) === 0 ? null : host;
}

/** 6to4 of 169.254.0.0/16. */
const isLinkLocal6to4 = (address: string): boolean => /^2002:a9fe:/i.test(address);

/** The IPv4 address in `::ffff:a.b.c.d`, `::ffff:0:a.b.c.d`, `::a.b.c.d` and `64:ff9b::a.b.c.d`; `null` in any other. */
function embeddedIpv4(address: string): string | null {
  // The parser of URLs writes every form of an address in one way.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const match = /^(?:::ffff:|::ffff:0:|::|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (match === null) return null;
  const [, high = "0", low = "0"] = match;
  const bits = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join(".");
}

function listOf(ranges: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges)
    list.addSubnet(network, prefix, network.includes(":") ? "ipv6" : "ipv4");
  return list;
}
