import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { earlier, later, minutes, seconds } from "#domain/time.ts";

import { nine } from "../../test/support/ledger-house.ts";
import { manualClock } from "../../test/support/manual-clock.ts";
import { memoryBookmarks } from "../../test/support/memory-bookmarks.ts";
import { Coverage } from "./coverage.ts";
import { CoverageRecord } from "./coverage-record.ts";
import { JournalUnavailable } from "./ports.ts";

const quarterPast = later(nine, minutes(15));
const whole = { from: nine, to: quarterPast };

/** A program that runs from `from` on, and hears its source every five seconds up to `to`. */
function runs(journal: ReturnType<typeof memoryBookmarks>, from: number, to: number) {
  const clock = manualClock(later(nine, seconds(from)));
  const coverage = new Coverage(seconds(60));
  const record = new CoverageRecord({ coverage, journal, clock, speed: 1 });
  record.start();
  for (let second = from; second <= to; second += 5) {
    coverage.heard("pbx", clock.now());
    clock.advance(seconds(5));
  }
  return { coverage, record };
}

describe("what is known of sources being in touch", () => {
  it("is whole over a restart of less than a minute", () => {
    const journal = memoryBookmarks();
    runs(journal, 0, 200).record.close();
    const { coverage } = runs(journal, 250, 900);
    assert.equal(coverage.isWhole(["pbx"], whole), true);
  });

  it("is whole over a kill, of which nobody was told", () => {
    const journal = memoryBookmarks();
    runs(journal, 0, 200);
    const { coverage } = runs(journal, 230, 900);
    assert.equal(coverage.isWhole(["pbx"], whole), true);
  });

  it("has a gap where the program was away for longer", () => {
    const journal = memoryBookmarks();
    runs(journal, 0, 200).record.close();
    const { coverage } = runs(journal, 270, 900);
    assert.equal(coverage.isWhole(["pbx"], whole), false);
    assert.equal(coverage.isWhole(["pbx"], { from: nine, to: later(nine, seconds(200)) }), true);
  });

  it("is nothing where something else was written", () => {
    for (const text of [
      "",
      "{",
      "7",
      "[7]",
      '[["pbx"]]',
      '[["pbx",{"from":"a","to":1}]]',
      '[["pbx",{"from":2,"to":1}]]',
    ]) {
      const journal = memoryBookmarks();
      journal.write("outlook.coverage", text);
      const { coverage } = runs(journal, 0, 10);
      assert.equal(coverage.isWhole(["pbx"], { from: earlier(nine, minutes(5)), to: nine }), false, text);
    }
  });

  it("waits for a journal that cannot be written, and lets any other fault through", () => {
    const journal = memoryBookmarks();
    const failing = (error: Error) => ({
      ...journal,
      write: () => {
        throw error;
      },
    });
    runs(failing(new JournalUnavailable("the disk is full")), 0, 100).record.close();
    assert.throws(() => runs(failing(new TypeError("a bug")), 0, 100), TypeError);
  });
});
