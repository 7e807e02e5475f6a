import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createCalendar } from "#domain/calendar.ts";
import type { LedgerCell } from "#domain/ledger-cell.ts";
import { epochMs, hours, ms, seconds } from "#domain/time.ts";

import { AlertClustering } from "./alert-clustering.ts";
import { JournalUnavailable } from "./ports.ts";

const rome = createCalendar("Europe/Rome");
const NOW = rome.at(2026, 11, 18, 10, 0);
const RULES = { phone: { thresholds: [seconds(20)], shortAbandon: seconds(5) } };

const cell = (hour: number, outcome: "answered" | "unanswered", count: number): LedgerCell => ({
  hour: epochMs(hour),
  source: "pbx",
  channel: "phone",
  language: null,
  entry: "phone",
  outcome,
  count,
  waitSum: ms(0),
  waitBins: new Map(),
  talks: 0,
  talkSum: ms(0),
});

/** Four weeks of hours in which `lost(day)` of ten callers were lost. */
const fourWeeks = (lost: (day: number) => number): LedgerCell[] =>
  Array.from({ length: 28 * 24 }, (_, index) => NOW - hours(1) * (index + 24)).flatMap((hour) => {
    const count = lost(Math.floor(hour / hours(24)));
    return [cell(hour, "answered", 10 - count), cell(hour, "unanswered", count)];
  });

function clusteringOf(read: () => LedgerCell[]) {
  const calls = { count: 0 };
  const clustering = new AlertClustering({
    calendar: rome,
    rules: RULES,
    rates: {},
    ledger: {
      read() {
        calls.count += 1;
        return { cells: read(), hours: [] };
      },
    },
  });
  return { clustering, calls };
}

describe("how much misses hang together", () => {
  it("is much where whole days are bad, and little where each hour loses the same", () => {
    const bad = clusteringOf(() => fourWeeks((day) => (day % 4 === 0 ? 6 : 1))).clustering;
    assert.equal(bad.of("phone", null, NOW), 0.1);
    const even = clusteringOf(() => fourWeeks(() => 1)).clustering;
    assert.equal(even.of("phone", null, NOW), 0.02);
  });

  it("is not known without history, nor of a channel that there is not", () => {
    const { clustering } = clusteringOf(() => []);
    assert.equal(clustering.of("phone", null, NOW), null);
    assert.equal(clustering.of("chat", null, NOW), null);
  });

  it("is learned once a day, and stays when the ledger cannot be read", () => {
    let isReadable = true;
    const { clustering, calls } = clusteringOf(() => {
      if (!isReadable) throw new JournalUnavailable("the disk fails");
      return fourWeeks(() => 1);
    });
    for (const hour of [0, 1, 2]) clustering.of("phone", null, epochMs(NOW + hours(hour)));
    assert.equal(calls.count, 1);
    isReadable = false;
    assert.equal(clustering.of("phone", null, epochMs(NOW + hours(24))), 0.02);
    assert.equal(calls.count, 2);
  });
});
