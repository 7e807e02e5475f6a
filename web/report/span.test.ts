import assert from "node:assert/strict";
import { it } from "node:test";

import { spanText } from "./span.ts";

const italian = (value: number) => value.toLocaleString("it-IT", { useGrouping: "always" });

const CASES: readonly [number | null, string][] = [
  [5_957_696_000, "1.654h 54m 56s"],
  [371_891, "6m 12s"],
  [50_000, "50s"],
  [0, "0s"],
  [60_000, "1m 00s"],
  [3_600_000, "1h 00m 00s"],
  [59_600, "1m 00s"],
  [null, "—"],
];

for (const [durationMs, expected] of CASES)
  it(`writes ${durationMs} ms as ${expected}`, () => assert.equal(spanText(durationMs, italian), expected));
