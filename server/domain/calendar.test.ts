import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createCalendar } from "./calendar.ts";
import { epochMs } from "./time.ts";
import { deskStateOf } from "./timetable.ts";

const rome = createCalendar("Europe/Rome");
const HOUR = 3_600_000;

describe("the local day", () => {
  const cases = [
    { name: "an ordinary day has 24 hours", date: [2026, 11, 25], hours: 24 },
    { name: "the last Sunday of October has 25", date: [2026, 10, 25], hours: 25 },
    { name: "the last Sunday of March has 23", date: [2027, 3, 28], hours: 23 },
    { name: "29 February is a day", date: [2028, 2, 29], hours: 24 },
    { name: "New Year's Eve ends the year", date: [2026, 12, 31], hours: 24 },
  ] as const;
  for (const { name, date, hours } of cases) {
    it(name, () => {
      const [year, month, dayOfMonth] = date;
      const day = rome.dayOf(rome.at(year, month, dayOfMonth, 12, 0));
      assert.equal(day.end - day.start, hours * HOUR);
      assert.equal(
        day.key,
        `${year}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`,
      );
      assert.deepEqual(rome.local(day.start), {
        ...rome.local(day.start),
        hour: 0,
        minute: 0,
        day: dayOfMonth,
      });
      assert.notEqual(rome.dayOf(day.end).key, day.key);
    });
  }

  for (const [zone, month, date] of [
    ["Atlantic/Azores", 10, 25],
    ["America/Havana", 11, 1],
  ] as const)
    it(`has 25 hours where midnight comes twice, in ${zone}, whichever instant is asked for`, () => {
      const first = createCalendar(zone).at(2026, month, date, 0, 0);
      const noon = createCalendar(zone).at(2026, month, date, 12, 0);
      const evening = epochMs(first - 1);
      for (const at of [first, epochMs(first + HOUR), epochMs(first + 1.5 * HOUR), noon]) {
        const day = createCalendar(zone).dayOf(at);
        assert.deepEqual([day.start, (day.end - day.start) / HOUR], [first, 25], `asked at ${at - first}`);
      }
      assert.equal(createCalendar(zone).dayOf(evening).end, first);
    });

  it("is found again after another day was asked for", () => {
    const one = rome.at(2026, 11, 25, 0, 0);
    const two = rome.at(2026, 11, 24, 23, 59);
    assert.equal(rome.dayOf(one).key, "2026-11-25");
    assert.equal(rome.dayOf(two).key, "2026-11-24");
    assert.equal(rome.dayOf(one).key, "2026-11-25");
  });
});

const closedOn = (day: string): boolean => day === "2026-12-08";

describe("a language desk", () => {
  const arabic = {
    hours: [{ weekdays: [1, 2, 3, 4, 5], fromMinute: 600, toMinute: 720 }],
    byAppointment: false,
    closedOn: null,
  };
  const cases = [
    { name: "opens on the minute", at: rome.at(2026, 11, 25, 10, 0), state: "open" },
    { name: "is open until the minute before its end", at: rome.at(2026, 11, 25, 11, 59), state: "open" },
    { name: "closes on the minute", at: rome.at(2026, 11, 25, 12, 0), state: "closed" },
    { name: "is closed on Sunday", at: rome.at(2026, 11, 29, 10, 30), state: "closed" },
  ];
  for (const { name, at, state } of cases) it(name, () => assert.equal(deskStateOf(arabic, at, rome), state));

  it("says when it serves by appointment", () => {
    assert.equal(
      deskStateOf({ hours: [], byAppointment: true, closedOn: null }, rome.at(2026, 11, 25, 10, 0), rome),
      "by-appointment",
    );
  });

  it("is closed from midnight to midnight on the days that it is closed, for appointments too", () => {
    const allDay = { weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: 1_440 };
    const open = { hours: [allDay], byAppointment: false, closedOn };
    const states = [
      rome.at(2026, 12, 7, 23, 59),
      rome.at(2026, 12, 8, 0, 0),
      rome.at(2026, 12, 8, 23, 59),
      rome.at(2026, 12, 9, 0, 0),
    ].map((at) => deskStateOf(open, at, rome));
    assert.deepEqual(states, ["open", "closed", "closed", "open"]);
    const appointed = { hours: [], byAppointment: true, closedOn };
    assert.equal(deskStateOf(appointed, rome.at(2026, 12, 8, 10, 0), rome), "closed");
  });
});
