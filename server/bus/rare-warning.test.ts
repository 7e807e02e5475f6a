import assert from "node:assert/strict";
import { it } from "node:test";

import { createRareWarning } from "./rare-warning.ts";

it("what happens again and again is told once an hour, with how often it happened", () => {
  const lines: unknown[] = [];
  let now = 0;
  const warn = createRareWarning({ warn: (...line) => void lines.push(line) }, () => now);
  for (; now < 7_200_000; now += 1_000) warn({ path: "$" }, "refused", 2);
  assert.deepEqual(lines, [
    [{ path: "$", times: 2 }, "refused"],
    [{ path: "$", times: 7_200 }, "refused"],
  ]);
});

it("one reason does not hide another, and reasons without end are a bounded number of lines", () => {
  const lines: object[] = [];
  const warn = createRareWarning({ warn: (fields) => void lines.push(fields) }, () => 0);
  for (const reason of ["NOPERM", "OOM", "NOPERM", "OOM"]) warn({ reason }, "refused");
  assert.deepEqual(lines, [
    { reason: "NOPERM", times: 1 },
    { reason: "OOM", times: 1 },
  ]);
  for (let index = 0; index < 1_000; index += 1) warn({ reason: `${index}` }, "refused");
  assert.equal(lines.length, 17);
});
