import assert from "node:assert/strict";
import { it } from "node:test";

import { periodsOn } from "../../test/support/report-1522.ts";
import { addressOf, defaultPeriod, periodOfAddress } from "./period-choice.ts";

it("chooses the newest quarter of the contract that is over", () => {
  assert.deepEqual(defaultPeriod(periodsOn("2025-12-01")), { from: "2025-09-01", to: "2025-11-30" });
  assert.deepEqual(defaultPeriod(periodsOn("2025-11-30")), { from: "2025-06-01", to: "2025-08-31" });
});

it("chooses the quarter that runs before one is over, and nothing before anything is known", () => {
  const young = periodsOn("2025-07-05").filter(({ from }) => from >= "2025-06-01");
  const newest = young.find(({ kind }) => kind === "contract-quarter");
  assert.deepEqual(defaultPeriod(young), { from: newest?.from, to: newest?.to });
  assert.equal(defaultPeriod([]), null);
});

it("chooses a quarter of the calendar where the contract has none of its own", () => {
  const plain = periodsOn("2025-10-05").filter(({ kind }) => kind !== "contract-quarter");
  assert.deepEqual(defaultPeriod(plain), { from: "2025-07-01", to: "2025-09-30" });
});

it("reads a period from the address only when both dates are there, and writes it back", () => {
  const period = { from: "2025-09-01", to: "2025-11-30" };
  assert.deepEqual(periodOfAddress(new URLSearchParams("from=2025-09-01&to=2025-11-30&lang=en")), period);
  assert.equal(periodOfAddress(new URLSearchParams("from=2025-09-01")), null);
  assert.equal(addressOf(period, null), "/report?from=2025-09-01&to=2025-11-30");
  assert.equal(addressOf(period, "en"), "/report?from=2025-09-01&to=2025-11-30&lang=en");
});
