import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import { type EpochMs, hours, later, minutes, seconds } from "#domain/time.ts";

import { reportsOfBoard } from "../../test/support/report-of-board.ts";

const rules = { phone: { thresholds: [seconds(20)], shortAbandon: seconds(5) } };
const rome = createCalendar("Europe/Rome");

/** A call that arrives at `at` and is answered after `waitSeconds`. */
function answeredCall(at: EpochMs, waitSeconds: number): HelplineEvent[] {
  const base = { source: "pbx", contact: `call at ${at}` };
  const answeredAt = later(at, seconds(waitSeconds));
  return [
    { ...base, type: "contact.arrived", id: `${at}a`, at, channel: "phone", entry: "phone" },
    { ...base, type: "contact.queued", id: `${at}q`, at, language: "it", queue: "q_it" },
    { ...base, type: "contact.answered", id: `${at}n`, at: answeredAt },
    { ...base, type: "contact.ended", id: `${at}e`, at: later(answeredAt, minutes(5)), outcome: "completed" },
  ];
}

function reportsOf(events: readonly HelplineEvent[]) {
  const board = new Board({ rules, calendar: rome });
  for (const event of events) board.apply(event);
  return reportsOfBoard({ board, calendar: rome, rules });
}

const noon = rome.at(2025, 11, 25, 12, 0);

describe("a report", () => {
  const refused = [
    { from: "2025-11-26", to: "2025-11-24", slug: "invalid-period", says: "from lies after to" },
    { from: "2025-11-31", to: "2025-12-01", slug: "invalid-period", says: "must be dates" },
    { from: "", to: "", slug: "invalid-period", says: "must be dates" },
    { from: "2020-01-01", to: "2025-11-25", slug: "invalid-period", says: "longer than 400 days" },
    { from: "2025-11-26", to: "2025-11-30", slug: "no-data", says: "has not begun" },
    { from: "2025-09-01", to: "2025-11-23", slug: "no-data", says: "2025-11-24" },
  ] as const;
  for (const { from, to, slug, says } of refused)
    it(`from "${from}" to "${to}" is refused with the reason: ${says}`, () => {
      const reports = reportsOf([]);
      reports.store.noteHeard("pbx", rome.at(2025, 11, 24, 0, 0));
      const answer = reports.answer(noon, from, to);
      assert.ok(!answer.ok);
      assert.equal(answer.slug, slug);
      assert.ok(answer.detail.includes(says), answer.detail);
    });

  it("is refused while nothing is known, and where a period lies in a gap", () => {
    const reports = reportsOf([]);
    const nothing = reports.answer(noon, "2025-11-24", "2025-11-25");
    assert.ok(!nothing.ok && nothing.detail.includes("nothing is known yet"));
    reports.store.noteHeard("pbx", rome.at(2025, 11, 1, 0, 0));
    const gap = reports.answer(noon, "2025-11-10", "2025-11-12");
    assert.ok(!gap.ok && gap.detail.includes("any hour of the period"));
  });

  it("marks days that are not over, may still change, or have not begun, and hours of which nothing is known", () => {
    const reports = reportsOf(answeredCall(noon, 10));
    for (let hour = rome.at(2025, 11, 24, 0, 0); hour <= noon; hour = later(hour, hours(1)))
      reports.store.noteHeard("pbx", hour);
    const [phone] = reports.report(noon, "2025-11-23", "2025-11-26").channels;
    assert.deepEqual(
      phone?.days.map(({ date, state, hours: all, knownHours }) => [date, state, knownHours, all]),
      [
        ["2025-11-23", "provisional", 0, 24],
        ["2025-11-24", "provisional", 24, 24],
        ["2025-11-25", "open", 13, 24],
        ["2025-11-26", "ahead", 0, 24],
      ],
    );
    // Neither a day that is not over nor one of which nothing is known is in the mean.
    assert.deepEqual(phone.dailyMean, { days: 1, arrived: 0, net: 0 });
    assert.deepEqual(
      phone.days.map(({ arrived }) => arrived),
      [null, 0, 1, null],
    );
    assert.deepEqual(phone.peakDay, { date: "2025-11-25", net: 1 });
  });

  it("compares with the period before, and says when that is not wholly known", () => {
    const reports = reportsOf([
      ...answeredCall(rome.at(2025, 11, 24, 12, 0), 1),
      ...answeredCall(rome.at(2025, 11, 25, 9, 0), 1),
      ...answeredCall(rome.at(2025, 11, 25, 10, 0), 1),
    ]);
    const { before } = reports.report(noon, "2025-11-25", "2025-11-25");
    assert.deepEqual(
      { ...before, period: [before?.period.from, before?.period.to] },
      {
        period: ["2025-11-24", "2025-11-24"],
        complete: false,
        // The day is not over, and of the one before little is known: no change is claimed.
        channels: [{ channel: "phone", arrived: 1, net: 1, answered: 1, change: null }],
        outbound: 0,
      },
    );
    assert.equal(reports.report(noon, "2025-11-24", "2025-11-24").before, null);
  });

  it("has no shares and no figures of nobody", () => {
    const reports = reportsOf([]);
    reports.store.noteHeard("pbx", noon);
    const report = reports.report(noon, "2025-11-25", "2025-11-25");
    const [phone] = report.channels;
    assert.equal(phone?.figures.answerRate.value, null);
    assert.equal(phone.figures.wait.averageMs, null);
    assert.deepEqual(phone.arrivedShares, {});
    assert.equal(phone.bandTables[0]?.rows[0]?.total.share, null);
    assert.equal(phone.peakDay, null);
    assert.deepEqual(report.outbound, { total: 0, purposes: [] });
  });
});

describe("a call over midnight", () => {
  const nights = [
    { night: "into 25 October 2026, a day of 25 hours", date: [2026, 10, 25], length: 25 },
    { night: "into 26 October 2026, after a day of 25 hours", date: [2026, 10, 26], length: 24 },
    { night: "into 28 March 2027, a day of 23 hours", date: [2027, 3, 28], length: 23 },
    { night: "into 29 February 2028", date: [2028, 2, 29], length: 24 },
    { night: "out of 29 February 2028", date: [2028, 3, 1], length: 24 },
    { night: "into a new year", date: [2027, 1, 1], length: 24 },
  ] as const;
  for (const { night, date, length } of nights)
    it(`${night} counts once, on the day it arrived`, () => {
      const midnight = rome.at(date[0], date[1], date[2], 0, 0);
      const arrivedAt = later(midnight, seconds(-30));
      const reports = reportsOf(answeredCall(arrivedAt, 60));
      reports.store.noteHeard("pbx", midnight);
      const yesterday = rome.dayOf(arrivedAt).key;
      const today = rome.dayOf(midnight).key;
      const report = reports.report(later(midnight, hours(12)), yesterday, today);
      const [phone] = report.channels;
      assert.deepEqual(
        phone?.days.map(({ arrived }) => arrived),
        [1, 0],
      );
      assert.equal(phone.days[1]?.hours, length);
      assert.equal(phone.figures.wait.averageMs, 60_000);
      assert.equal(phone.figures.talk.totalMs, 300_000);
      assert.equal(
        phone.byWeekdayAndHour.flat().reduce((sum, count) => sum + count, 0),
        1,
      );
      const hour = phone.byWeekdayAndHour[rome.local(arrivedAt).weekday - 1]?.[23];
      assert.equal(hour, 1);
    });
});

describe("the two hours of one name", () => {
  it("are both in the table of 25 October 2026, and the day has 25 hours", () => {
    const first = rome.at(2026, 10, 25, 2, 15);
    const reports = reportsOf([...answeredCall(first, 5), ...answeredCall(later(first, hours(1)), 5)]);
    const [phone] = reports.report(later(first, hours(40)), "2026-10-25", "2026-10-25").channels;
    assert.equal(phone?.byWeekdayAndHour[6]?.[2], 2);
    assert.equal(phone.days[0]?.hours, 25);
    assert.equal(phone.bandTables[0]?.rows[0]?.total.count, 2);
  });
});
