/** Quarters of several seeds, counted from their events and held against the seed report. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

import { loadQuarter } from "#config/load-quarter.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";

import {
  countBy,
  type CountedContact,
  countedContacts,
  isLostAfter,
  recount,
} from "../../../../test/support/recount-quarter.ts";
import { readSeedReport } from "../../../../test/support/seed-report.ts";
import {
  dayOf,
  daysFrom,
  simulated1522,
  simulatedDayLine,
} from "../../../../test/support/simulated-house.ts";
import { planQuarter, type Quarter } from "./plan-quarter.ts";

const { calendar } = simulated1522;
const figures = loadQuarter(fileURLToPath(new URL("../../../../config/quarter-2025.json", import.meta.url)));
const days = daysFrom(simulated1522, dayOf(simulated1522, 2025, 9, 1), 91);
const peakKey = figures.assumed.peakDay.date;

const planned = (seed: string): Quarter => planQuarter({ ...simulated1522, seed, figures });
const eventsOf = (quarter: Quarter): HelplineEvent[] => days.flatMap((day) => quarter.eventsOf(day));
const hashOf = (events: readonly HelplineEvent[]): string =>
  createHash("sha256").update(JSON.stringify(events)).digest("hex");
const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? Number.NaN;

const hashes = new Set<string>();

for (const seed of ["1522", "another quarter", "3"])
  describe(`the quarter of seed ${seed}`, () => {
    const events = eventsOf(planned(seed));
    const contacts = countedContacts(events, calendar);
    const calls = contacts.filter(({ arrived }) => arrived.channel === "phone");
    const net = calls.filter(({ blacklisted }) => !blacklisted);
    const waits = calls.flatMap(({ wait }) => (wait === null ? [] : [wait]));
    hashes.add(hashOf(events));

    it("has every figure that the report prints", () =>
      assert.deepEqual(recount(contacts, events), readSeedReport()));

    it("has 15,637 calls with talk, for which the printed mean of 6 min 21 s holds", () => {
      const talks = calls.flatMap(({ talk }) => (talk === null || talk === 0 ? [] : [talk]));
      assert.equal(talks.length, 15_637);
      assert.equal(Math.round(talks.reduce((sum, talk) => sum + talk, 0) / talks.length), 381);
    });

    it("has its peak on 25 November: 796 net calls, 80 blacklisted ones and 195 chats", () => {
      const perDay = countBy(net, ({ day }) => day);
      assert.equal(Math.max(...perDay.values()), 796);
      const onPeak = contacts.filter(({ day }) => day === peakKey);
      assert.equal(perDay.get(peakKey), 796);
      assert.equal(onPeak.filter(({ blacklisted }) => blacklisted).length, 80);
      assert.equal(onPeak.filter(({ arrived }) => arrived.channel === "chat").length, 195);
    });

    it("never answers 145 chats, which have waited more than 60 s", () => {
      const unanswered = contacts.filter(
        ({ arrived, answeredAt }) => arrived.channel === "chat" && answeredAt === null,
      );
      assert.equal(unanswered.length, 145);
      assert.ok(unanswered.every(isLostAfter(60)));
    });

    it("has the hours from 10 to 19 as its nine busiest", () => {
      const busiest = [...countBy(calls, ({ hour }) => hour)].sort((a, b) => b[1] - a[1]).slice(0, 9);
      assert.deepEqual(
        busiest.map(([hour]) => hour).toSorted((a, b) => a - b),
        [10, 11, 12, 13, 14, 15, 16, 17, 18],
      );
    });

    it("answers most calls at once and lets some wait long, as a small queue does", () => {
      assert.ok(quantile(waits, 0.5) < 20);
      assert.ok(quantile(waits, 0.9) > 120 && quantile(waits, 0.9) < 240);
      assert.ok(quantile(waits, 0.99) > 300 && Math.max(...waits) < 3_600);
    });

    it("varies from day to day more than chance alone", () => assert.ok(dispersionOf(net) > 3));

    it("has days on which blacklisted callers come in bursts, and more of them by night than by day", () => {
      const blacklisted = calls.filter((call) => call.blacklisted);
      const perDay = [...countBy(blacklisted, ({ day }) => day).values()];
      assert.ok(Math.max(...perDay) > 1.5 * quantile(perDay, 0.5));
      assert.ok(nightShareOf(blacklisted) > 1.2 * nightShareOf(net));
    });

    it("offers a language only while its desk is open", () => {
      const foreign = events.flatMap((event) =>
        event.type === "contact.queued" && event.language !== "it" ? [calendar.local(event.at)] : [],
      );
      assert.ok(foreign.length > 300);
      assert.ok(foreign.every(({ weekday, hour }) => weekday <= 5 && hour >= 8 && hour < 20));
    });

    it("uses both hours from 2 to 3 of the night in which the clock goes back", () => {
      const night = contacts.filter(({ day, hour }) => day === "2025-10-26" && hour === 2);
      const second = calendar.at(2025, 10, 26, 3, 0) - 3_600_000;
      assert.ok(night.some(({ arrived }) => arrived.at < second));
      assert.ok(night.some(({ arrived }) => arrived.at >= second));
    });
  });

describe("planQuarter", () => {
  const quarter = planned("3");

  it("gives the same bytes for the same seed, and others for another", () => {
    assert.equal(hashes.size, 3);
    // As they were drawn first: whoever changes the generator changes every simulated history.
    assert.equal(
      hashOf(eventsOf(quarter)),
      "6563675997f38cf9f9f619bc62312f95beb236a9556dd245dd70f494f10ae20e",
    );
    assert.ok(hashes.has(hashOf(eventsOf(quarter))));
  });

  it("tells a day in order of time, each event once, and nothing outside the quarter", () => {
    assert.equal(quarter.from, days[0]?.start);
    assert.equal(quarter.to, days.at(-1)?.end);
    const ids = new Set<string>();
    for (const day of days) {
      let last = 0;
      for (const event of quarter.eventsOf(day)) {
        assert.ok(event.at >= last && !ids.has(event.id));
        if (event.type === "contact.arrived") assert.ok(event.at >= day.start && event.at < day.end);
        last = event.at;
        ids.add(event.id);
      }
    }
    assert.deepEqual(quarter.eventsOf(dayOf(simulated1522, 2025, 8, 31)), []);
    assert.deepEqual(quarter.eventsOf(dayOf(simulated1522, 2025, 12, 1)), []);
  });

  it("leaves out a channel that the house lacks, and closes calls while no desk is open", () => {
    const { calendar: ownCalendar } = simulatedDayLine;
    const dayLine = planQuarter({ ...simulatedDayLine, figures });
    const sunday = dayLine.eventsOf(dayOf(simulatedDayLine, 2025, 9, 7));
    const contacts = countedContacts(sunday, ownCalendar);
    assert.ok(contacts.length > 100);
    assert.ok(contacts.every(({ arrived, queuedAt }) => arrived.channel === "phone" && queuedAt === null));
    const monday = countedContacts(dayLine.eventsOf(dayOf(simulatedDayLine, 2025, 9, 8)), ownCalendar);
    assert.ok(monday.some(({ outcome }) => outcome === "completed"));
    assert.deepEqual(new Set(monday.map(({ arrived }) => arrived.entry)), new Set(["landline"]));
  });
});

const nightShareOf = (calls: readonly CountedContact[]): number =>
  calls.filter(({ hour }) => hour < 8).length / calls.length;

/** Variance / mean of the calls of ordinary days of the same weekday: 1 when nothing but chance is at work. */
function dispersionOf(calls: readonly CountedContact[]): number {
  const ordinary = calls.filter(({ day }) => day < "2025-11-18");
  let [scatter, freedom] = [0, 0];
  for (let weekday = 0; weekday < 7; weekday += 1) {
    const counts = [
      ...countBy(
        ordinary.filter((call) => call.weekday === weekday),
        ({ day }) => day,
      ).values(),
    ];
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    for (const count of counts) scatter += (count - mean) ** 2 / mean;
    freedom += counts.length - 1;
  }
  return scatter / freedom;
}
