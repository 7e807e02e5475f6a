import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createCalendar } from "./calendar.ts";
import { decodePeriod, namedPeriods, type Period, periodBefore } from "./report-period.ts";

const rome = createCalendar("Europe/Rome");

function periodOf(from: string, to: string): Period {
  const decoded = decodePeriod(from, to, rome);
  return decoded.ok ? decoded.period : assert.fail(decoded.reason);
}

describe("a period", () => {
  const lengths = [
    { from: "2025-09-01", to: "2025-11-30", days: 91, hours: 91 * 24 + 1 },
    { from: "2026-10-25", to: "2026-10-25", days: 1, hours: 25 },
    { from: "2027-03-28", to: "2027-03-28", days: 1, hours: 23 },
    { from: "2028-02-29", to: "2028-02-29", days: 1, hours: 24 },
    { from: "2028-02-01", to: "2028-02-29", days: 29, hours: 29 * 24 },
    { from: "2026-12-31", to: "2027-01-01", days: 2, hours: 48 },
  ];
  for (const { from, to, days, hours } of lengths)
    it(`from ${from} to ${to} has ${days} days and ${hours} hours`, () => {
      const period = periodOf(from, to);
      assert.equal(period.days, days);
      assert.equal((period.end - period.start) / 3_600_000, hours);
    });

  const refused = [
    ["2027-02-29", "2027-03-01", "unknown-date"],
    ["2025-13-01", "2025-12-01", "unknown-date"],
    ["", "2025-12-01", "unknown-date"],
    ["1 settembre", "2025-12-01", "unknown-date"],
    ["2025-09-01T00:00", "2025-12-01", "unknown-date"],
    ["2025-12-02", "2025-12-01", "from-after-to"],
    ["2025-01-01", "2026-02-05", "too-long"],
  ] as const;
  for (const [from, to, reason] of refused)
    it(`from "${from}" to "${to}" is refused: ${reason}`, () => {
      assert.deepEqual(decodePeriod(from, to, rome), { ok: false, reason });
    });

  const before = [
    ["2025-09-01", "2025-11-30", "2025-06-01", "2025-08-31"],
    ["2025-03-01", "2025-03-31", "2025-02-01", "2025-02-28"],
    ["2024-03-01", "2024-03-31", "2024-02-01", "2024-02-29"],
    ["2026-01-01", "2026-12-31", "2025-01-01", "2025-12-31"],
    ["2025-11-24", "2025-11-30", "2025-11-17", "2025-11-23"],
    ["2026-10-26", "2026-10-26", "2026-10-25", "2026-10-25"],
  ] as const;
  for (const [from, to, earlierFrom, earlierTo] of before)
    it(`from ${from} to ${to} follows ${earlierFrom} to ${earlierTo}`, () => {
      const period = periodBefore(periodOf(from, to), rome);
      assert.deepEqual([period.from, period.to], [earlierFrom, earlierTo]);
    });
});

const named = (contractMonth: number) =>
  namedPeriods({
    knownFrom: rome.at(2025, 9, 1, 0, 0),
    now: rome.at(2026, 1, 15, 12, 0),
    contractMonth,
    calendar: rome,
  }).map(({ kind, from, to }) => `${kind} ${from} ${to}`);

describe("periods with names", () => {
  it("are quarters of the contract, quarters of the calendar and months, newest first", () => {
    assert.deepEqual(named(6), [
      "contract-quarter 2025-12-01 2026-02-28",
      "contract-quarter 2025-09-01 2025-11-30",
      "calendar-quarter 2026-01-01 2026-03-31",
      "calendar-quarter 2025-10-01 2025-12-31",
      "calendar-quarter 2025-07-01 2025-09-30",
      "month 2026-01-01 2026-01-31",
      "month 2025-12-01 2025-12-31",
      "month 2025-11-01 2025-11-30",
      "month 2025-10-01 2025-10-31",
      "month 2025-09-01 2025-09-30",
    ]);
  });

  it("name a quarter once where the contract's are those of the calendar", () => {
    assert.equal(named(1).filter((name) => name.startsWith("contract")).length, 0);
    assert.equal(named(10).filter((name) => name.startsWith("contract")).length, 0);
  });
});
