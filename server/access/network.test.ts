import assert from "node:assert/strict";
import { it } from "node:test";

import { networkOf, oldestOfFullest } from "./network.ts";

it("an address of IPv6 counts by its first 64 bits, one of IPv4 by itself", () => {
  for (const [address, network] of [
    ["192.0.2.7", "192.0.2.7"],
    ["2001:db8:0:1::7", "2001:db8:0:1::/64"],
    ["2001:db8:0:1:ffff:1:2:3", "2001:db8:0:1::/64"],
    ["2001:0db8::1:2:3:4:5", "2001:db8:0:1::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ] as const)
    assert.equal(networkOf(address), network, address);
  assert.equal(networkOf("2001:db8:7:1::7", 48), "2001:db8:7::/48");
  assert.equal(networkOf("192.0.2.7", 48), "192.0.2.7");
});

it("the oldest of the network that has the most is the one to go", () => {
  assert.equal(
    oldestOfFullest(["a1", "b1", "b2", "a2", "b3"], ([network = ""]) => network),
    "b1",
  );
  assert.equal(
    oldestOfFullest([], () => ""),
    undefined,
  );
});
