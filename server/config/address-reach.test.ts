import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { literalOf, reachOf } from "./address-reach.ts";
import { addressFault } from "./outgoing-address.ts";

const CASES = {
  outside: [
    "8.8.8.8",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "2a00:1450:4002::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
  ],
  inside: [
    "10.0.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "198.19.0.1",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::127.0.0.1",
    "64:ff9b::10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b:1::1",
    "fd12:3456::1",
    "2002:7f00:1::",
    "2001::1",
  ],
  never: [
    "0.0.0.0",
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "100.100.100.200",
    "192.0.0.192",
    "fd20:ce::254",
    "2002:a9fe:a9fe::1",
    "168.63.129.16",
    "fd00:ec2::254",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "hooks.example.org",
    "",
  ],
} as const;

describe("where an address leads", () => {
  for (const [reach, addresses] of Object.entries(CASES))
    it(`${reach}: ${addresses.join(", ")}`, () => {
      for (const address of addresses) assert.equal(reachOf(address), reach, address);
    });

  it("an address in a URL is one however it is written", () => {
    for (const host of [
      "127.0.0.1",
      "127.1",
      "0x7f.1",
      "0x7f000001",
      "2130706433",
      "017700000001",
      "127.0.0.1.",
    ])
      assert.equal(literalOf(new URL(`https://${host}/`)), "127.0.0.1", host);
    assert.equal(literalOf(new URL("https://[::ffff:127.0.0.1]/")), "::ffff:7f00:1");
    assert.equal(literalOf(new URL("https://hooks.example.org/")), null);
  });

  it("loopback in any spelling needs allowPrivate", () => {
    const rules = { allowHttp: false, allowPrivate: false };
    for (const host of ["127.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"]) {
      assert.match(addressFault(`https://${host}/`, rules) ?? "", /add allowPrivate: true/, host);
      assert.equal(addressFault(`https://${host}/`, { ...rules, allowPrivate: true }), null, host);
    }
  });
});
