import assert from "node:assert/strict";
import { it } from "node:test";

import { UnsupportedServer } from "./guarded-redis.ts";
import { createRefusalWarning } from "./refusal-warning.ts";
import { streamFactsOf } from "./standing.ts";

/** What `XINFO STREAM` answered, in the order in which Redis 6.2 and 7.0 have it. */
const REDIS_6 = [
  ["length", 1],
  ["radix-tree-keys", 1],
  ["radix-tree-nodes", 2],
  ["last-generated-id", "1526999352406-0"],
  ["groups", 0],
  ["first-entry", ["1526999352406-0", ["e", "x"]]],
  ["last-entry", ["1526999352406-0", ["e", "x"]]],
];
const REDIS_7 = [
  ...REDIS_6.slice(0, 4),
  ["max-deleted-entry-id", "0-0"],
  ["entries-added", 7],
  ["recorded-first-entry-id", "1526999352406-0"],
  ...REDIS_6.slice(4),
];

it("a stream tells how many entries it ever had, how many are left, and the last", () => {
  assert.deepEqual(streamFactsOf(REDIS_7.flat(1)), { added: 7, length: 1, last: "1526999352406-0" });
});

it("a server that is too old for the nodes is told as that, once", () => {
  for (const answer of [REDIS_6.flat(1), [], null])
    assert.throws(() => streamFactsOf(answer), UnsupportedServer);
  const lines: unknown[] = [];
  const warn = createRefusalWarning({ warn: (...line) => void lines.push(line) });
  for (let look = 0; look < 10; look += 1) warn(new UnsupportedServer());
  assert.deepEqual(lines, [[{ reason: "unsupported-server", times: 1 }, new UnsupportedServer().message]]);
});
