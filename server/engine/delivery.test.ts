import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { HelplineEvent } from "#domain/contact-event.ts";
import { epochMs, ms } from "#domain/time.ts";

import { Delivery } from "./delivery.ts";
import { type Clock, type EventSink, JournalUnavailable } from "./ports.ts";

function heartbeats(from: number, count: number, at = epochMs(0)): readonly HelplineEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    type: "source.heartbeat",
    source: "pbx",
    id: `h${from + index}`,
    at,
    sequence: from + index,
  }));
}

/** A journal that can be switched off, and a clock whose timers fire when told to. */
function parts(pace = ms(0)) {
  const kept: string[] = [];
  const batches: number[] = [];
  const timers: (() => void)[] = [];
  const journal = { works: true };
  let gaps = 0;
  const tooLate: number[] = [];
  const sink: EventSink = {
    accept: async (batch) => {
      if (!journal.works) throw new JournalUnavailable();
      kept.push(...batch.map(({ id }) => id));
      batches.push(batch.length);
      return batch.map(({ at }) => (at < 0 ? "too-late" : "accepted"));
    },
  };
  const clock: Clock = {
    now: () => epochMs(0),
    after: (_delay, task) => {
      timers.push(task);
      return () => undefined;
    },
  };
  const delivery = new Delivery({
    sink,
    clock,
    pace,
    onGap: () => (gaps += 1),
    onTooLate: (events) => tooLate.push(events),
  });
  return { kept, batches, timers, journal, delivery, tooLate, gaps: () => gaps };
}

const turn = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("delivery", () => {
  it("keeps the order, in batches", async () => {
    const { delivery, kept } = parts();
    for (let from = 0; from < 2_000; from += 400) delivery.push(heartbeats(from, 400));
    await delivery.committed();
    assert.deepEqual(
      kept,
      heartbeats(0, 2_000).map(({ id }) => id),
    );
    assert.equal(delivery.idle, true);
  });

  it("waits while the journal cannot write, and says when all is committed", async () => {
    const { delivery, kept, journal, timers } = parts();
    journal.works = false;
    delivery.push(heartbeats(0, 3));
    let done = false;
    const committed = delivery.committed().then(() => (done = true));
    await turn();
    assert.deepEqual([kept.length, done, delivery.idle], [0, false, false]);
    journal.works = true;
    timers.shift()?.();
    await committed;
    assert.deepEqual(kept, ["h0", "h1", "h2"]);
  });

  it("leaves out what does not fit, and says so once the rest is committed", async () => {
    const { delivery, kept, journal, timers, gaps } = parts();
    journal.works = false;
    for (let from = 0; from < 60_000; from += 10_000) delivery.push(heartbeats(from, 10_000));
    await turn();
    journal.works = true;
    timers.shift()?.();
    assert.equal(await delivery.committed(), false, "not all of it is");
    assert.equal(kept.length, 50_000);
    assert.equal(gaps(), 1);
  });

  it("says how many events were too old to be taken, and goes on", async () => {
    const { delivery, kept, tooLate } = parts();
    delivery.push([...heartbeats(0, 2, epochMs(-1)), ...heartbeats(2, 2)]);
    await delivery.committed();
    assert.deepEqual(tooLate, [2]);
    delivery.push(heartbeats(4, 1));
    await delivery.committed();
    assert.deepEqual([kept.length, tooLate], [5, [2]]);
  });

  it("hands over the first event at once and, where a pace is set, the next ones together", async () => {
    const { delivery, batches, timers } = parts(ms(100));
    delivery.push(heartbeats(0, 1));
    await turn();
    assert.deepEqual(batches, [1]);
    for (let from = 1; from < 40; from += 1) {
      delivery.push(heartbeats(from, 1));
      await turn();
    }
    assert.deepEqual([batches, timers.length], [[1], 1]);
    timers.shift()?.();
    assert.equal(await delivery.committed(), true);
    assert.deepEqual(batches, [1, 39]);
    delivery.push(heartbeats(40, 1_200));
    await turn();
    assert.deepEqual(batches, [1, 39, 500, 500], "full batches do not wait");
  });

  it("leaves no timer behind when it is closed while the journal says no", async () => {
    const { delivery, journal, timers } = parts();
    journal.works = false;
    delivery.push(heartbeats(0, 3));
    delivery.close();
    await turn();
    assert.deepEqual(timers, []);
  });

  it("says while it is held up by the journal", async () => {
    const { delivery, journal, timers } = parts();
    journal.works = false;
    delivery.push(heartbeats(0, 1));
    await turn();
    assert.equal(delivery.isHeldUp, true);
    journal.works = true;
    timers.shift()?.();
    await delivery.committed();
    assert.equal(delivery.isHeldUp, false);
  });

  it("lets everything go when it is closed", async () => {
    const { delivery, kept, journal } = parts();
    journal.works = false;
    delivery.push(heartbeats(0, 3));
    await turn();
    delivery.close();
    delivery.push(heartbeats(3, 3));
    await turn();
    assert.deepEqual(kept, []);
  });
});
