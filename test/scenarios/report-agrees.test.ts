import assert from "node:assert/strict";
import { it } from "node:test";

import { Board, type BoardRules } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import { seconds, epochMs } from "#domain/time.ts";
import { snapshotOf } from "#engine/snapshot.ts";

import { naiveDay, romeMidnight } from "../support/naive-day.ts";
import { reportsOfBoard } from "../support/report-of-board.ts";
import { seededRandom } from "../support/seeded-random.ts";

const SEED = 1522;
const calendar = createCalendar("Europe/Rome");
const RULES = {
  // A short abandon may be longer than a threshold.
  phone: { thresholds: [seconds(3), seconds(20)], shortAbandon: seconds(5) },
  chat: { thresholds: [seconds(20), seconds(60)], shortAbandon: seconds(5) },
} satisfies BoardRules;
const RATES = {
  phone: { abandons: "against", shortAbandons: "leftOut" },
  chat: { abandons: "credited", shortAbandons: "counted" },
} as const;
const DATES = [
  [2026, 11, 25],
  [2026, 10, 25],
  [2027, 3, 28],
  [2028, 2, 29],
  [2026, 12, 31],
] as const;

for (const [year, month, date] of DATES)
  it(`the report of today is what the wall shows, at any instant of ${year}-${month}-${date}`, () => {
    const bounds = { start: romeMidnight(year, month, date), end: romeMidnight(year, month, date + 1) };
    const borders = [3_000, 5_000, 20_000, 60_000];
    const day = naiveDay(seededRandom(SEED + date), bounds, { instants: 40, borders });
    const board = new Board({ rules: RULES, calendar });
    const reports = reportsOfBoard({ board, calendar, rules: RULES, rates: RATES });
    reports.store.noteHeard("pbx", epochMs(bounds.start));
    const { key } = calendar.dayOf(epochMs(bounds.start));
    let next = 0;
    let arrived = 0;
    for (const now of day.instants) {
      for (; (day.deliveries[next]?.deliveredAt ?? Infinity) <= now; next += 1) {
        const delivery = day.deliveries[next];
        if (delivery !== undefined) board.apply(delivery.event);
      }
      const wall = snapshotOf({
        board,
        house: { languages: [], entries: {}, rates: RATES },
        calendar,
        sources: [],
        now: epochMs(now),
      });
      const report = reports.report(epochMs(now), key, key);
      for (const { channel, today } of wall.channels) {
        const told = report.channels.find((one) => one.channel === channel);
        assert.ok(told);
        // Operators are not in the ledger.
        const { occupancy, ...figures } = told.figures;
        assert.equal(occupancy, null);
        const shown = Object.fromEntries(Object.entries(today).filter(([name]) => name in figures));
        assert.deepEqual(figures, shown, `${channel} at ${now}, seed ${SEED}`);
        assert.deepEqual([told.counts, told.net], [today.counts, today.net]);
        arrived = Math.max(arrived, today.counts.arrived);
      }
    }
    assert.ok(arrived > 20, "a day on which nobody called shows nothing");
  });
