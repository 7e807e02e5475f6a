import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createCalendar } from "./calendar.ts";
import type { HelplineEvent } from "./contact-event.ts";
import { History } from "./history.ts";
import { type EpochMs, epochMs, hours, later, minutes, ms, seconds } from "./time.ts";

const calendar = createCalendar("Europe/Rome");
const start = epochMs(1_764_028_800_000);
const at = (length: number): EpochMs => later(start, ms(length));
const history = () => new History({ source: "pbx", calendar, until: at(hours(24 * 365)) });

const base = (contact: string, what: string, when: number) => ({
  source: "pbx",
  contact,
  id: `${contact} ${what}`,
  at: at(when),
});
const arrivedAt = (contact: string, when: number): HelplineEvent => ({
  ...base(contact, "arrived", when),
  type: "contact.arrived",
  channel: "phone",
  entry: "phone",
});
const queuedAt = (contact: string, when: number): HelplineEvent => ({
  ...base(contact, "queued", when),
  type: "contact.queued",
  queue: "q_it",
  language: "it",
});
const answeredAt = (contact: string, when: number): HelplineEvent => ({
  ...base(contact, "answered", when),
  type: "contact.answered",
  wait: seconds(10),
});
const endedAt = (contact: string, when: number): HelplineEvent => ({
  ...base(contact, "ended", when),
  type: "contact.ended",
  outcome: "completed",
  talk: seconds(300),
});

/** A call that is answered after ten seconds and talks for five minutes. */
const call = (contact: string, when: number): HelplineEvent[] => [
  arrivedAt(contact, when),
  queuedAt(contact, when + seconds(5)),
  answeredAt(contact, when + seconds(15)),
  endedAt(contact, when + seconds(315)),
];

const byHour = (a: { readonly hour: number }, b: { readonly hour: number }): number => a.hour - b.hour;

function told(events: readonly HelplineEvent[]) {
  const all = history();
  const answers = events.map((event) => all.add(event));
  return { answers, result: all.finish() ?? assert.fail("nothing was told") };
}

describe("history", () => {
  it("counts years of it as it counts a day, hour by hour", () => {
    const days = 200;
    const events = Array.from({ length: days * 24 }, (_, n) => call(`c${n}`, hours(n))).flat();
    const { answers, result } = told(events);
    assert.ok(answers.every((answer) => answer === null));
    assert.equal(result.hours.length, days * 24);
    assert.equal(result.cells.length, days * 24);
    for (const cell of result.cells)
      assert.deepEqual(
        [cell.count, cell.outcome, cell.waitSum, cell.talkSum, [...cell.waitBins]],
        [1, "answered", 10_000, 300_000, [[10, 1]]],
      );
    assert.deepEqual([...result.edges], [result.hours[0], result.hours.at(-1)]);
  });

  it("is the same in another order and with copies", () => {
    const events = Array.from({ length: 40 }, (_, n) => call(`c${n}`, minutes(20 * n))).flat();
    const ordered = told(events).result;
    const mixed = told(
      [...events, ...events].toSorted(
        (a, b) => ((a.id.length * 7 + a.at) % 97) - ((b.id.length * 7 + b.at) % 97),
      ),
    );
    assert.deepEqual(
      { ...mixed.result, cells: mixed.result.cells.toSorted(byHour) },
      { ...ordered, cells: ordered.cells.toSorted(byHour) },
    );
    assert.equal(mixed.answers.filter((answer) => answer === "duplicate").length, events.length);
  });

  it("refuses what is more than a day older than something told before, and what is yet to come", () => {
    const { answers, result } = told([
      ...call("new", hours(48)),
      ...call("late", hours(24.5)),
      ...call("older", hours(23)),
      arrivedAt("future", hours(24 * 365) + 1),
    ]);
    assert.deepEqual(answers.slice(4), [
      null,
      null,
      null,
      null,
      ...Array(4).fill("too-late"),
      "in-the-future",
    ]);
    assert.equal(result.first, at(hours(24.5)));
    assert.equal(
      result.cells.reduce((sum, { count }) => sum + count, 0),
      2,
    );
  });

  it("has lost whoever was still open at the end, and calls their hour a part", () => {
    const { result } = told([
      ...call("first", 0),
      arrivedAt("waiting", hours(2)),
      queuedAt("waiting", hours(2) + 1),
      ...call("last", hours(4)),
    ]);
    assert.deepEqual(
      result.cells.map(({ hour, outcome }) => [(hour - start) / hours(1), outcome]),
      [
        [0, "answered"],
        [2, "interruptedWaiting"],
        [4, "answered"],
      ],
    );
    assert.deepEqual(new Set(result.edges), new Set([at(0), at(hours(2)), at(hours(4))]));
  });

  it("loses nobody who came two days ago and still talks", () => {
    const others = Array.from({ length: 60 }, (_, n) => call(`c${n}`, hours(n) + 1)).flat();
    const { result } = told([...call("long", 0).slice(0, 3), ...others]);
    const first = result.cells.filter(({ hour }) => hour === start);
    assert.deepEqual(
      first.map(({ outcome, count, talks }) => [outcome, count, talks]),
      [["answered", 2, 1]],
    );
  });

  it("leaves out contacts of a listing that arrived before the first hour", () => {
    const listing: HelplineEvent = {
      source: "pbx",
      id: "listing",
      at: at(hours(5)),
      type: "source.resynced",
      covers: ["waiting"],
      restarted: false,
      open: [
        {
          contact: "known",
          channel: "phone",
          entry: "phone",
          phase: "waiting",
          since: at(hours(2)),
          language: "it",
        },
      ],
    };
    const { result } = told([listing, ...call("new", hours(5))]);
    assert.equal(result.arrivedBefore, 1);
    assert.deepEqual(
      result.cells.map(({ hour }) => hour),
      [at(hours(5))],
    );
  });

  it("covers hours of which something is told though no contact came", () => {
    const all = history();
    all.admit(at(0));
    all.admit(at(hours(2)));
    const result = all.finish();
    assert.equal(result?.hours.length, 3);
    assert.deepEqual(result?.cells, []);
    assert.equal(history().finish(), null);
  });

  it("counts calls of operators once", () => {
    const outbound = {
      source: "pbx",
      id: "o1",
      at: at(0),
      type: "outbound.ended",
      purpose: "network",
    } as const;
    const { result } = told([outbound, outbound, { ...outbound, id: "o2", at: at(hours(60)) }]);
    assert.deepEqual(
      result.cells.map(({ outcome, count }) => [outcome, count]),
      [
        ["outbound:network", 1],
        ["outbound:network", 1],
      ],
    );
  });
});
