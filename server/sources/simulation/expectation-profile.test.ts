import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { dayOf, simulated1522 } from "../../../test/support/simulated-house.ts";
import { slotsOf } from "./day-slots.ts";
import { multiplierAt, ordinaryRate, peakOn, weekFor } from "./expectation-profile.ts";

const { baseline, calendar } = simulated1522;
const week = baseline.channels.phone.perHour;

/** Expected contacts of a day, slot by slot, as the simulation draws them. */
function expectedOn(year: number, month: number, day: number, channel: "phone" | "chat"): number {
  const slots = slotsOf(dayOf(simulated1522, year, month, day), calendar);
  const first = slots[0];
  const peak = first && peakOn(baseline.peaks, first.local);
  return slots.reduce(
    (sum, { local }) =>
      sum +
      (ordinaryRate(weekFor(baseline, channel, peak), local) / 12) * multiplierAt(peak, local.hour, channel),
    0,
  );
}

describe("the expectation of a day", () => {
  it("leans towards the neighbouring hours and keeps the total of every hour", () => {
    const slots = slotsOf(dayOf(simulated1522, 2026, 4, 13), calendar);
    for (const [hour, expected] of (week[0] ?? []).entries()) {
      const sum = slots
        .filter(({ local }) => local.hour === hour)
        .reduce((total, { local }) => total + ordinaryRate(week, local) / 12, 0);
      assert.ok(Math.abs(sum - expected) < 1e-9, `hour ${hour}`);
    }
  });

  it("makes 25 November almost 800 net calls and 195 chats, whatever the weekday", () => {
    for (const year of [2024, 2025, 2026, 2027]) {
      assert.ok(Math.abs(expectedOn(year, 11, 25, "phone") - 796) < 10);
      assert.ok(Math.abs(expectedOn(year, 11, 25, "chat") - 195) < 4);
    }
  });

  it("raises the days around 25 November above their weekday, and leaves the others alone", () => {
    const monday = expectedOn(2025, 11, 17, "phone");
    assert.ok(Math.abs(expectedOn(2025, 11, 24, "phone") / monday - 1.4) < 1e-9);
    assert.ok(Math.abs(expectedOn(2025, 12, 1, "phone") / monday - 1) < 1e-9);
  });

  it("counts an hour that happens twice twice, and a skipped one not at all", () => {
    const sunday = expectedOn(2026, 4, 12, "phone");
    const atTwo = week[6]?.[2] ?? 0;
    assert.ok(Math.abs(expectedOn(2026, 10, 25, "phone") - sunday - atTwo) < 1e-9);
    assert.ok(Math.abs(expectedOn(2026, 3, 29, "phone") - sunday + atTwo) < 1e-9);
  });
});
