import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { loadConfig } from "./load-config.ts";
import { bindingFaults } from "./safe-binding.ts";

const { server: open } = loadConfig("test/fixtures/config/good-http-events.yaml");
const { server: guarded } = loadConfig("test/fixtures/config/good-second-house.yaml");

describe("without an access section", () => {
  for (const host of ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
    it(`listens on ${host}`, () => assert.deepEqual(bindingFaults({ ...open, host }, false), []));

  for (const host of ["0.0.0.0", "::", "192.168.1.20", "wall.example", "127.0.0.1.example"])
    it(`refuses ${host} with one clear sentence`, () => {
      const [fault, ...others] = bindingFaults({ ...open, host }, false);
      assert.deepEqual(others, []);
      assert.match(fault?.message ?? "", /configure access/);
    });

  it("refuses to stand behind a proxy, and tells everything that says so", () => {
    const behind = { behindTls: true, allowedHosts: ["wall.example"], proxies: ["127.0.0.1"] };
    for (const [key, value] of Object.entries(behind))
      assert.equal(bindingFaults({ ...open, [key]: value }, false).length, 1, key);
    assert.equal(bindingFaults({ ...open, ...behind, host: "0.0.0.0" }, false).length, 4);
  });
});

describe("with an access section", () => {
  it("listens on any address by which others may reach it", () =>
    assert.deepEqual(bindingFaults(guarded, true), []));

  it("wants to know by which names others reach it, and what encrypts the way, at once", () => {
    const nameless = { ...guarded, allowedHosts: [], behindTls: false };
    assert.deepEqual(
      bindingFaults(nameless, true).map(({ path }) => path.join(".")),
      ["server.allowedHosts", "server.host"],
    );
  });
});
