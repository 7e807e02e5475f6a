import assert from "node:assert/strict";
import { it } from "node:test";

import { formatWait } from "./duration.ts";

const CASES: readonly (readonly [number, string])[] = [
  [0, "0:00"],
  [999, "0:00"],
  [1_000, "0:01"],
  [59_999, "0:59"],
  [60_000, "1:00"],
  [725_000, "12:05"],
  [3_599_000, "59:59"],
  [3_600_000, "1:00:00"],
  [3_725_000, "1:02:05"],
  [-5_000, "0:00"],
];

for (const [durationMs, text] of CASES)
  it(`shows a wait of ${durationMs} ms as ${text}`, () => assert.equal(formatWait(durationMs), text));
