import assert from "node:assert/strict";
import { it } from "node:test";

import { decodeMeasurement, tableOf } from "./measurement.ts";

const fold = { row: "fold", target: ">= 2 million/s", measured: 2_345_678, unit: "events/s", reached: true };

it("reads a measurement from a line of JSON", () => {
  assert.deepEqual(decodeMeasurement(JSON.stringify(fold)), fold);
});

it("passes over lines that are something else", () => {
  for (const line of ["", "warming up", "{", "{}", "[1]", JSON.stringify({ ...fold, reached: "yes" })])
    assert.equal(decodeMeasurement(line), null, line);
});

it("aligns the columns and marks what was not reached", () => {
  const lines = tableOf([
    fold,
    { ...fold, row: "paint", measured: 0.12345, unit: "s", reached: false },
  ]).split("\n");
  assert.deepEqual(lines, [
    "| what  | target         | measured           | reached |",
    "|-------|----------------|--------------------|---------|",
    "| fold  | >= 2 million/s | 2,346,000 events/s | yes     |",
    "| paint | >= 2 million/s | 0.123 s            | NO      |",
  ]);
});
