import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createKnownDays, type KnownDay } from "#domain/known-days.ts";
import { earlier, type EpochMs, hours, later, minutes, ms, seconds } from "#domain/time.ts";

import { answeredCall, ledgerAt, rome, silent } from "../../test/support/ledger-house.ts";
import { MemoryLedger } from "../../test/support/memory-ledger.ts";
import { Coverage } from "./coverage.ts";
import { createOutlooks } from "./create-outlooks.ts";
import { JournalUnavailable } from "./ports.ts";
import { snapshotOf } from "./snapshot.ts";

const may = (day: number, hour: number, minute = 0): EpochMs => rome.at(2026, 5, day, hour, minute);
const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 12));
const great: KnownDay = {
  id: "great",
  label: { en: "great day" },
  on: { type: "yearly", month: 5, day: 14 },
  blocks: [{ from: 12, to: 24, times: { phone: 3 } }],
  spread: 0.3,
};
const rules = {
  priors: { phone: week },
  knownDays: createKnownDays({ entries: [great], holidaySpread: 0.2, isHoliday: () => false }),
};

/** A house of one PBX, on whose phone twelve calls an hour are usual. */
function house(from: EpochMs, store = new MemoryLedger(), before = new Map<string, string>()) {
  const { board, clock, ledger, journal, marks } = ledgerAt(from, store);
  for (const [name, value] of before) marks.set(name, value);
  const coverage = new Coverage(seconds(60));
  const shift = { by: 0 };
  const shifted = { ...clock, now: () => later(clock.now(), ms(shift.by)) };
  const warnings: string[] = [];
  let changes = 0;
  const outlooks = createOutlooks({
    outlook: { rules, staffing: {}, sharedOperators: false },
    board,
    coverage,
    journal,
    store,
    ledger,
    feeds: { phone: ["pbx"] },
    clock: shifted,
    calendar: rome,
    logger: { ...silent, warn: (_fields, message) => void warnings.push(message) },
    speed: 1,
    changed: () => void (changes += 1),
  });
  let calls = 0;
  return {
    store,
    marks,
    coverage,
    outlooks,
    warnings,
    shift,
    now: () => shifted.now(),
    /** How often something that walls show may have changed. */
    changes: () => changes,
    call(at: EpochMs): void {
      calls += 1;
      for (const event of answeredCall(`call ${from} ${calls}`, at)) board.apply(event);
    },
    /** The PBX is in touch meanwhile. */
    async live(length: number): Promise<void> {
      for (let lived = 0; lived < length; lived += 30_000) {
        coverage.heard("pbx", shifted.now());
        clock.advance(seconds(30));
        await outlooks.learned;
      }
    },
    beside() {
      const plain = { languages: [], entries: {}, rates: {} };
      const figures = { board, house: plain, calendar: rome, sources: [], now: shifted.now() };
      return outlooks.beside(snapshotOf(figures));
    },
    phone() {
      const [channel] = this.beside().channels;
      return { gaps: channel?.gaps ?? [], outlook: channel?.outlook ?? null };
    },
  };
}

async function startedAt(from: EpochMs, store?: MemoryLedger) {
  const one = house(from, store);
  one.outlooks.start();
  await one.outlooks.learned;
  return one;
}

describe("outlooks of a house", () => {
  it("look at the day at each mark, two seconds after it", async () => {
    const one = await startedAt(may(13, 9));
    assert.equal(one.phone().outlook?.asOfMs, may(13, 9));
    await one.live(minutes(5));
    assert.equal(one.phone().outlook?.asOfMs, may(13, 9));
    await one.live(seconds(30));
    assert.equal(one.phone().outlook?.asOfMs, may(13, 9, 5));
    await one.outlooks.close();
  });

  it("count calls that are told after the mark", async () => {
    const one = await startedAt(may(13, 9));
    for (let told = 0; told < 60; told += 1) {
      if (told >= 9) one.call(earlier(one.now(), minutes(9)));
      await one.live(minutes(1));
    }
    await one.live(minutes(15));
    const { outlook } = one.phone();
    assert.equal(outlook?.soFar.count, 51);
    assert.equal(outlook.tooQuiet, null);
    await one.outlooks.close();
  });

  it("show at once that a time is no gap any more", async () => {
    const one = await startedAt(may(13, 9));
    await one.live(minutes(12));
    const [shown, range] = [one.changes(), { from: may(13, 8), to: may(13, 8, 5) }];
    one.coverage.told("pbx", range);
    one.outlooks.told(range);
    assert.equal(one.changes(), shown + 1);
    await one.outlooks.close();
  });

  it("go back with a clock, over midnight too, and never show another day's outlook", async () => {
    const one = await startedAt(may(13, 0, 20));
    await one.live(minutes(20));
    one.shift.by = 0 - hours(1);
    assert.equal(one.phone().outlook, null, "it is yesterday again");
    await one.live(minutes(6));
    assert.equal(one.phone().outlook?.asOfMs, may(12, 23, 45));
    await one.outlooks.close();
  });

  it("show nothing of yesterday while the new day cannot be learned, and try at every mark", async () => {
    const one = await startedAt(may(12, 23, 50));
    assert.notEqual(one.phone().outlook, null);
    let isHeld = true;
    one.store.readArrivals = (range) => {
      if (isHeld) throw new JournalUnavailable("it is locked");
      return MemoryLedger.prototype.readArrivals.call(one.store, range);
    };
    await one.live(minutes(12));
    assert.equal(one.phone().outlook, null);
    assert.ok(one.warnings.some((warning) => warning.includes("could not be learned")));
    isHeld = false;
    await one.live(minutes(5));
    assert.equal(one.phone().outlook?.asOfMs, may(13, 0, 5));
    await one.outlooks.close();
  });

  it("take a bug for a bug", async () => {
    const one = await startedAt(may(13, 9));
    one.store.saveSteps = () => {
      throw new TypeError("a bug");
    };
    await assert.rejects(one.live(minutes(6)), TypeError);
  });

  it("go on without a ledger that is damaged or held, at the start too", async () => {
    class JournalUnusable extends Error {
      override readonly name = "JournalUnusable";
    }
    for (const error of [new JournalUnavailable("it is locked"), new JournalUnusable("damaged")]) {
      const store = new MemoryLedger();
      store.readSteps = () => {
        throw error;
      };
      const one = await startedAt(may(13, 9), store);
      await one.live(minutes(12));
      assert.deepEqual(one.phone().gaps, [[0, 108]]);
      assert.ok(one.warnings.length > 1);
      await one.outlooks.close();
    }
  });

  it("go on after a restart of a few seconds as if nothing had been, whatever the minute", async () => {
    const first = house(may(13, 9));
    first.coverage.told("pbx", { from: may(13, 0), to: may(13, 9) });
    first.outlooks.start();
    await first.live(minutes(63));
    await first.outlooks.close();
    assert.deepEqual(first.phone().gaps, []);
    const again = house(later(first.now(), seconds(5)), first.store, first.marks);
    again.outlooks.start();
    await again.live(minutes(10));
    assert.deepEqual(again.phone().gaps, []);
    assert.equal(again.phone().outlook?.soFar.unseenMs, 0);
    await again.outlooks.close();
    const other = house(later(again.now(), seconds(5)), first.store);
    other.outlooks.start();
    await other.live(minutes(10));
    assert.deepEqual(other.phone().gaps, [[122, 123]], "another journal does not know of the step between");
    await other.outlooks.close();
  });

  it("tell of a great day how many times an ordinary one all of it will be", async () => {
    const one = await startedAt(may(13, 9));
    const { announcement } = one.beside();
    assert.equal(announcement?.when, "tomorrow");
    assert.equal(announcement.times, 2);
    await one.outlooks.close();
  });
});
