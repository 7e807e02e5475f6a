import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import { createKnownDays } from "#domain/known-days.ts";
import { type EpochMs, epochMs, hours, minutes, seconds } from "#domain/time.ts";

import { houseWithoutChat } from "../../test/support/houses.ts";
import { reportsOfBoard } from "../../test/support/report-of-board.ts";
import { Histories } from "./histories.ts";

const calendar = createCalendar("Europe/Rome");
const rules = { phone: { thresholds: [seconds(20)], shortAbandon: seconds(5) } };
const GREAT_DAY = {
  id: "great-day",
  label: { en: "25 November" },
  on: { type: "yearly", month: 11, day: 25 },
  blocks: [],
  spread: 0.3,
} as const;
const knownDays = createKnownDays({ entries: [GREAT_DAY], holidaySpread: 0.2, isHoliday: () => false });

/** A house in which calls arrive at these instants, each answered after ten seconds unless told otherwise. */
function houseOf(calls: readonly { at: EpochMs; outcome?: "abandoned" | "blacklisted" }[]) {
  const board = new Board({ rules, calendar });
  for (const [index, { at, outcome }] of calls.entries()) {
    const base = { source: "pbx", contact: `c${index}` };
    const stamp = (afterMs: number) => ({ ...base, id: `${index}+${afterMs}`, at: epochMs(at + afterMs) });
    board.apply({ ...stamp(0), type: "contact.arrived", channel: "phone", entry: "phone" });
    if (outcome === "blacklisted") {
      board.apply({ ...stamp(1), type: "contact.ended", outcome });
      continue;
    }
    board.apply({ ...stamp(1), type: "contact.queued", queue: "q", language: "it" });
    if (outcome === "abandoned") board.apply({ ...stamp(9_000), type: "contact.ended", outcome });
    else board.apply({ ...stamp(10_000), type: "contact.answered" });
  }
  const { ledger, store } = reportsOfBoard({ board, calendar, rules });
  let now = epochMs(0);
  const histories = new Histories({
    ledger,
    clock: { now: () => now, after: () => () => undefined },
    calendar,
    knownDays,
    house: houseWithoutChat,
  });
  return {
    histories,
    heardBetween(from: EpochMs, to: EpochMs): void {
      for (let hour: number = from; hour < to; hour += hours(1)) store.noteHeard("pbx", epochMs(hour));
    },
    at(instant: EpochMs) {
      now = instant;
      return histories;
    },
  };
}

const at = (month: number, day: number, hour: number, minute = 0): EpochMs =>
  calendar.at(2026, month, day, hour, minute);
const only = <T>(list: readonly T[]): T => {
  assert.equal(list.length, 1);
  return list[0] ?? assert.fail();
};

describe("what came lately", () => {
  it("is told by hour with what became of it, net of blacklisted contacts", () => {
    const house = houseOf([
      { at: at(11, 24, 9, 5) },
      { at: at(11, 24, 9, 40), outcome: "abandoned" },
      { at: at(11, 24, 9, 41), outcome: "blacklisted" },
    ]);
    house.heardBetween(at(11, 23, 0), at(11, 24, 16));
    const history = house.at(at(11, 24, 15, 20)).history("24h");
    const { stretches } = only(history.channels);
    assert.equal(stretches.length, 24);
    assert.equal(history.fromMs, at(11, 23, 16));
    assert.equal(history.toMs, at(11, 24, 16));
    assert.deepEqual(stretches.find(({ fromMs }) => fromMs === at(11, 24, 9))?.counts, {
      net: 2,
      answered: 1,
      abandoned: 1,
      unanswered: 0,
      voicemail: 0,
      notQueued: 0,
      undecided: 0,
    });
    assert.equal(stretches.find(({ fromMs }) => fromMs === at(11, 24, 8))?.counts?.net, 0);
  });

  it("has no counts, and never a zero, for hours of which nothing is known", () => {
    const house = houseOf([{ at: at(11, 24, 9, 5) }]);
    house.heardBetween(at(11, 24, 12), at(11, 24, 16));
    const { stretches, week } = only(house.at(at(11, 24, 15, 20)).history("24h").channels);
    const known = stretches.filter(({ counts }) => counts !== null).map(({ fromMs }) => fromMs);
    assert.deepEqual(
      known,
      [9, 12, 13, 14, 15].map((hour) => at(11, 24, hour)),
    );
    assert.deepEqual(week[1]?.[9], { mean: 1, hours: 1 });
    assert.deepEqual(week[1]?.[13], { mean: 0, hours: 1 });
    assert.deepEqual(week[1]?.[10], { mean: null, hours: 0 });
    assert.deepEqual(week[1]?.[15], { mean: null, hours: 0 }, "the running hour is not over");
  });

  it("has the hours that there are when the clock is set back, and counts both in their place of the week", () => {
    const [first, second] = [at(10, 25, 2), epochMs(at(10, 25, 2) + hours(1))];
    const house = houseOf([{ at: epochMs(first + minutes(5)) }, { at: epochMs(second + minutes(5)) }]);
    house.heardBetween(at(10, 20, 0), at(10, 26, 12));
    const { stretches, week } = only(house.at(at(10, 26, 12)).history("7d").channels);
    assert.equal(stretches.length, 7 * 24 + 1);
    assert.deepEqual(
      stretches.filter(({ counts }) => counts?.net === 1).map(({ fromMs }) => fromMs),
      [first, second],
    );
    assert.deepEqual(week[6]?.[2], { mean: 1, hours: 2 });
  });

  it("is told by local day over a quarter, with how much of each day is known", () => {
    const house = houseOf([{ at: at(10, 25, 2, 30) }, { at: at(11, 24, 9) }]);
    house.heardBetween(at(10, 25, 0), at(10, 26, 0));
    house.heardBetween(at(11, 24, 0), at(11, 24, 12));
    const { stretches } = only(house.at(at(11, 24, 11, 30)).history("13w").channels);
    assert.equal(stretches.length, 91);
    const autumn = stretches.find(({ fromMs }) => fromMs === at(10, 25, 0));
    assert.deepEqual([autumn?.hours, autumn?.knownHours, autumn?.counts?.net], [25, 25, 1]);
    const today = stretches.at(-1);
    assert.deepEqual([today?.hours, today?.knownHours, today?.counts?.net], [24, 12, 1]);
    assert.equal(stretches[0]?.counts, null);
  });
});

describe("today beside last year", () => {
  it("stands beside the same weekday, 52 weeks before", () => {
    const house = houseOf([{ at: calendar.at(2025, 11, 25, 10, 0) }]);
    const { today, lastYear } = house.at(at(11, 24, 15, 20)).day();
    assert.deepEqual(
      [today.date, lastYear.basis, lastYear.day.date],
      ["2026-11-24", "weekday", "2025-11-25"],
    );
    const known = only(lastYear.day.channels).stretches.filter(({ counts }) => counts !== null);
    assert.equal(only(known).counts?.net, 1);
  });

  it("stands beside the same date where the calendar knows the day", () => {
    const { today, lastYear } = houseOf([])
      .at(at(11, 25, 8))
      .day();
    assert.deepEqual([today.date, lastYear.basis, lastYear.day.date], ["2026-11-25", "date", "2025-11-25"]);
    assert.ok(only(lastYear.day.channels).stretches.every(({ counts }) => counts === null));
  });
});
