import assert from "node:assert/strict";
import { it } from "node:test";

import { periods1522 } from "../../test/support/report-1522.ts";
import { addressOf, defaultPeriod, localDate, periodOfAddress } from "./period-choice.ts";

it("chooses the newest quarter of the contract that is over", () => {
  assert.deepEqual(defaultPeriod(periods1522, "2025-12-01"), { from: "2025-09-01", to: "2025-11-30" });
  assert.deepEqual(defaultPeriod(periods1522, "2025-11-30"), { from: "2025-06-01", to: "2025-08-31" });
});

it("chooses another kind before a quarter of the contract is over, and none before anything is", () => {
  const young = periods1522.filter(({ kind }) => kind !== "contract-quarter");
  assert.deepEqual(defaultPeriod(young, "2025-10-05"), { from: "2025-07-01", to: "2025-09-30" });
  assert.equal(defaultPeriod(periods1522, "2025-01-01"), null);
  assert.equal(defaultPeriod([], "2025-12-01"), null);
});

it("reads a period from the address only when both dates are there, and writes it back", () => {
  const period = { from: "2025-09-01", to: "2025-11-30" };
  assert.deepEqual(periodOfAddress(new URLSearchParams("from=2025-09-01&to=2025-11-30&lang=en")), period);
  assert.equal(periodOfAddress(new URLSearchParams("from=2025-09-01")), null);
  assert.equal(addressOf(period, null), "/report?from=2025-09-01&to=2025-11-30");
  assert.equal(addressOf(period, "en"), "/report?from=2025-09-01&to=2025-11-30&lang=en");
});

it("knows which day it is where the house stands", () => {
  const midnightInRome = Date.parse("2025-12-01T00:00:00+01:00");
  assert.equal(localDate(midnightInRome, "Europe/Rome"), "2025-12-01");
  assert.equal(localDate(midnightInRome - 1, "Europe/Rome"), "2025-11-30");
  assert.equal(localDate(midnightInRome, "America/New_York"), "2025-11-30");
});
