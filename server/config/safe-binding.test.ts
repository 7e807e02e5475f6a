import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { ConfigError } from "./fault.ts";
import { loadConfig } from "./load-config.ts";
import { assertSafeBinding } from "./safe-binding.ts";

const OPEN = loadConfig("test/fixtures/config/good-http-events.yaml");
const GUARDED = loadConfig("test/fixtures/config/good-second-house.yaml");

describe("without an access section", () => {
  for (const host of ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
    it(`listens on ${host}`, () => assertSafeBinding({ ...OPEN, server: { ...OPEN.server, host } }));

  for (const host of ["0.0.0.0", "::", "192.168.1.20", "wall.example", "127.0.0.1.example"])
    it(`refuses ${host} with one clear sentence`, () => {
      assert.throws(
        () => assertSafeBinding({ ...OPEN, server: { ...OPEN.server, host } }),
        (error) =>
          error instanceof ConfigError &&
          error.faults.length === 1 &&
          error.message.includes("configure access"),
      );
    });

  it("refuses to stand behind a proxy", () => {
    for (const server of [
      { ...OPEN.server, behindTls: true },
      { ...OPEN.server, allowedHosts: ["wall.example"] },
      { ...OPEN.server, proxies: ["127.0.0.1"] },
    ])
      assert.throws(() => assertSafeBinding({ ...OPEN, server }), ConfigError);
  });
});

describe("with an access section", () => {
  it("listens on any address by which others may reach it", () => assertSafeBinding(GUARDED));

  it("wants to know by which names others reach it", () => {
    const nameless = { ...GUARDED, server: { ...GUARDED.server, allowedHosts: [] } };
    assert.throws(() => assertSafeBinding(nameless), /server\.allowedHosts: name the hosts/);
  });
});
