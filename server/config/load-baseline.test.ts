import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { it } from "node:test";
import { fileURLToPath } from "node:url";

import { ConfigError } from "./fault.ts";
import { loadBaseline } from "./load-baseline.ts";

it("loads the baseline as shipped", () => {
  const { channels } = loadBaseline(
    fileURLToPath(new URL("../../config/baseline-1522.json", import.meta.url)),
  );
  assert.equal(channels.phone.perHour.length, 7);
});

it("tells every fault with its place", (t) => {
  const directory = mkdtempSync(path.join(tmpdir(), "vedetta-baseline-"));
  t.after(() => rmSync(directory, { recursive: true }));
  const file = path.join(directory, "baseline.json");
  writeFileSync(
    file,
    '{ "about": "no peaks",\n "outbound": { "about": "", "perDay": -1, "purposeShares": {} } }',
  );
  assert.throws(
    () => loadBaseline(file),
    (error) => {
      assert.ok(error instanceof ConfigError);
      const places = error.faults.map((fault) => fault.path.join("."));
      assert.deepEqual(places.toSorted(), ["channels", "outbound.perDay", "peaks"]);
      assert.equal(error.faults.find((fault) => fault.path.length === 2)?.line, 2);
      return true;
    },
  );
});
