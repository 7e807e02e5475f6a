import assert from "node:assert/strict";
import { it } from "node:test";

import type { Logger } from "#engine/ports.ts";

import { QueueNames } from "./queue-names.ts";

it("tells once of queues that the PBX does not have, and when none of ours is there", () => {
  const told: unknown[] = [];
  const logger: Logger = { debug() {}, info() {}, warn: (fields) => told.push(fields), error() {} };
  const names = new QueueNames({ source: "pbx", configured: ["q_it", "q_en"], logger });
  assert.equal(names.areThere(["q_it", "q_en", "sales"]), true);
  assert.equal(names.areThere(["q_it"]), true);
  assert.equal(names.areThere(["q_it"]), true);
  assert.equal(names.areThere(["sales"]), false);
  assert.equal(names.areThere([]), true, "a PBX that lists no queue at all may still be starting");
  assert.deepEqual(told, [
    { source: "pbx", queues: ["q_en"] },
    { source: "pbx", queues: ["q_it", "q_en"] },
  ]);
});
