import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { loadQuarter } from "#config/load-quarter.ts";
import { Board } from "#domain/board.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import { type EpochMs, epochMs, hours, later, minutes, ms, seconds } from "#domain/time.ts";

import { type ManualClock, manualClock } from "../../../test/support/manual-clock.ts";
import { MemorySink, readablePseudonyms } from "../../../test/support/memory-sink.ts";
import { dayOf, simulated1522 } from "../../../test/support/simulated-house.ts";
import { planQuarter, type Quarter } from "./quarter/plan-quarter.ts";
import { simulateDay } from "./simulate-day.ts";
import { startSimulation } from "./start-simulation.ts";

const { calendar, house, baseline } = simulated1522;
const day = dayOf(simulated1522, 2025, 11, 25);
const SPEED = 60;
const dayEvents = simulateDay({ ...simulated1522, day });
const silent = () => undefined;
const logger = { debug: silent, info: silent, warn: silent, error: silent };
const pseudonyms = readablePseudonyms((at) => calendar.dayOf(epochMs(at)).key);

function startAt(now: EpochMs, sink = new MemorySink(), quarter: Quarter | null = null) {
  const clock = manualClock(now);
  const links: string[] = [];
  const running = startSimulation({
    config: { id: "simulation", seed: "1522", speed: SPEED },
    house,
    baseline,
    quarter,
    sink,
    clock,
    pseudonyms,
    calendar,
    logger,
    onLink: (link) => links.push(link),
    onTold: () => undefined,
  });
  return { clock, sink, links, running };
}

/** Moves the clock in short steps and lets deliveries happen in between. */
async function pass(clock: ManualClock, length: number, step = 10_000): Promise<void> {
  for (let gone = 0; gone < length; gone += step) {
    clock.advance(ms(Math.min(step, length - gone)));
    await new Promise(setImmediate);
  }
}

/** Native ids of the day's events, sorted. */
const ofDay = (events: readonly HelplineEvent[]) =>
  events
    .map(({ id }) => id.split("|")[2] ?? "")
    .filter((id) => id.startsWith(`1522/${day.key}`))
    .toSorted(compare);
const compare = (a: string, b: string) => (a < b ? -1 : 1);
const until = (now: EpochMs) =>
  dayEvents
    .filter(({ at }) => at <= now)
    .map(({ id }) => id)
    .toSorted(compare);

describe("startSimulation", () => {
  const eight = later(day.start, hours(8));

  it("has delivered the day so far when it resolves, in batches of at most 1,000", async () => {
    const { sink, links, running } = startAt(later(day.start, hours(18)));
    await running;
    assert.deepEqual(ofDay(sink.events), until(later(day.start, hours(18))));
    assert.ok(sink.batchSizes.length > 3 && Math.max(...sink.batchSizes) === 1_000);
    assert.deepEqual(links, ["connecting", "live"]);
    assert.equal(sink.heartbeats, 1);
  });

  it("plays the days of a quarter as they are, and others as without it", async () => {
    const figures = loadQuarter("config/quarter-2025.json");
    const quarter = planQuarter({ ...simulated1522, figures });
    const evening = startAt(later(day.start, hours(18)), new MemorySink(), quarter);
    await evening.running;
    const played = evening.sink.events.map(({ id }) => id.split("|")[2] ?? "");
    const planned = quarter.eventsOf(day).filter(({ at }) => at <= later(day.start, hours(18)));
    assert.deepEqual(
      played.filter((id) => id.startsWith(`1522/quarter/${day.key}`)).toSorted(compare),
      planned.map(({ id }) => id).toSorted(compare),
    );
    assert.deepEqual(ofDay(evening.sink.events), []);

    const after = later(calendar.at(2025, 12, 2, 0, 0), hours(1));
    const [without, beside] = [startAt(after), startAt(after, new MemorySink(), quarter)];
    await Promise.all([without.running, beside.running]);
    assert.deepEqual(beside.sink.events, without.sink.events);
  });

  it("goes on live, each event soon after its time", async () => {
    const { clock, sink, running } = startAt(eight);
    await running;
    await pass(clock, minutes(30));
    const now = clock.now();
    assert.deepEqual(ofDay(sink.events), until(now));
    for (const { at } of sink.events) assert.ok(at <= now);
  });

  it("beats every 5 s of real time", async () => {
    const { clock, sink, running } = startAt(eight);
    await running;
    await pass(clock, seconds(60 * SPEED));
    assert.equal(sink.heartbeats, 13);
  });

  it("gives only duplicates after a restart, apart from the listing of open contacts", async () => {
    const { sink, running } = startAt(eight);
    await (await running).close();
    const known = sink.events.length;
    const second = startAt(later(eight, minutes(10)), sink);
    await second.running;
    assert.equal(sink.duplicates, known - 1);
    assert.deepEqual(ofDay(sink.events), until(later(eight, minutes(10))));
  });

  it("leaves nobody of an earlier run in conversation for ever", async () => {
    const rules = { thresholds: [seconds(20)], shortAbandon: seconds(5) };
    const board = new Board({ rules: { phone: rules, chat: rules }, calendar });
    const afternoon = later(day.start, hours(15));
    const first = startAt(afternoon);
    await (await first.running).close();
    const second = startAt(later(afternoon, hours(24)), first.sink);
    await second.running;
    for (const event of first.sink.events) board.apply(event);
    for (const channel of ["phone", "chat"] as const) {
      const talking = [...(board.channel(channel)?.talking() ?? [])];
      assert.equal(talking.length, board.channel(channel)?.operators()?.busy);
      assert.ok(talking.every(({ arrivedAt }) => arrivedAt > afternoon));
    }
  });

  it("goes over midnight and keeps the key of the day of arrival", async () => {
    const { clock, sink, running } = startAt(later(day.end, minutes(-5)));
    await running;
    await pass(clock, minutes(40));
    const after = sink.events.flatMap((event) =>
      "contact" in event && event.at >= day.end && event.id.includes(`1522/${day.key}/`) ? [event] : [],
    );
    assert.ok(after.length > 0);
    for (const { contact, id } of after) {
      assert.ok(contact.startsWith(day.key));
      assert.ok(id.startsWith("2025-11-26|"));
    }
    assert.ok(sink.events.some(({ id }) => id.includes("1522/2025-11-26/phone/1/")));
  });

  it("catches up when the clock has jumped", async () => {
    const { clock, sink, running } = startAt(eight);
    await running;
    await pass(clock, hours(7), hours(7));
    await pass(clock, seconds(10));
    assert.deepEqual(ofDay(sink.events), until(clock.now()));
  });

  it("waits for a journal that cannot write, and loses and doubles nothing", async () => {
    const sink = new MemorySink();
    sink.writable = false;
    const { clock, links, running } = startAt(eight, sink);
    await running;
    await pass(clock, minutes(5));
    assert.equal(sink.heartbeats, 0);
    assert.deepEqual(links, ["connecting"]);
    sink.writable = true;
    await pass(clock, minutes(5));
    assert.deepEqual(ofDay(sink.events), until(clock.now()));
    assert.equal(sink.duplicates, 0);
    assert.deepEqual(links, ["connecting", "live"]);
  });

  it("leaves no timer when it is closed", async () => {
    const { clock, running } = startAt(eight);
    await (await running).close();
    assert.equal(clock.pending(), 0);
  });
});
