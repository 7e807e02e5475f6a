import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import { later, minutes, ms, seconds } from "#domain/time.ts";

import { MemoryLedger } from "../../test/support/memory-ledger.ts";
import { Coverage } from "./coverage.ts";
import { LivedSteps } from "./lived-steps.ts";

const calendar = createCalendar("Europe/Rome");
const day = calendar.dayOf(calendar.at(2026, 11, 24, 10, 0));
const at = (minute: number) => later(day.start, minutes(minute));
const rules = { phone: { thresholds: [seconds(20)], shortAbandon: ms(5_000) } };
const feeds = { phone: ["pbx"] };

function house(options: {
  readonly store?: MemoryLedger;
  readonly heard: readonly (readonly [number, number])[];
  readonly calls: readonly number[];
}) {
  const board = new Board({ rules, calendar });
  for (const [index, minute] of options.calls.entries())
    board.apply({
      type: "contact.arrived",
      source: "pbx",
      id: `event ${index}`,
      at: at(minute),
      contact: `call ${index}`,
      channel: "phone",
      entry: "phone",
    });
  const coverage = new Coverage(seconds(60));
  for (const [from, to] of options.heard) coverage.told("pbx", { from: at(from), to: at(to) });
  return new LivedSteps({ board, coverage, feeds, store: options.store ?? new MemoryLedger() });
}

describe("steps as they are lived", () => {
  it("are those that are over, with what arrived in each", () => {
    const lived = house({ heard: [[0, 20]], calls: [1, 6, 9, 16] });
    assert.deepEqual(
      lived.dayOf(["phone"], day, at(17)).steps.map(({ count, isKnown }) => (isKnown ? count : null)),
      [1, 2, 0],
    );
  });

  it("are not known while a source is silent, and the gap is told", () => {
    const lived = house({
      heard: [
        [0, 12],
        [27, 40],
      ],
      calls: [1, 13, 28],
    });
    assert.deepEqual(
      lived.dayOf(["phone"], day, at(40)).steps.map(({ isKnown }) => isKnown),
      [true, true, false, false, false, false, true, true],
    );
    assert.deepEqual(lived.gapsOf("phone", day, at(40)), [[2, 6]]);
  });

  it("are as they were before a restart; what passed meanwhile is a gap", () => {
    const store = new MemoryLedger();
    house({ store, heard: [[0, 10]], calls: [1] }).save(day, at(10));
    const after = house({ store, heard: [[20, 30]], calls: [1] });
    assert.deepEqual(after.gapsOf("phone", day, at(30)), [[2, 4]]);
    after.save(day, at(30));
    const [saved] = store.readSteps({ from: day.start, to: day.end });
    assert.deepEqual([...(saved?.known.subarray(0, 7) ?? [])], [1, 1, 0, 0, 1, 1, 0]);
    assert.equal(saved?.counts[0], 1);
  });

  it("of two channels are known where both are", () => {
    const lived = house({ heard: [[0, 20]], calls: [1] });
    assert.ok(lived.dayOf(["phone", "chat"], day, at(20)).steps.every(({ isKnown }) => !isKnown));
  });
});
