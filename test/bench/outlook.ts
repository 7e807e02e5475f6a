/**
 * What five minutes cost for the three streams of a house (calls, chats, both): a step with its
 * whole reading, and the whole mark as it is lived, from the board to what is told of it.
 */
import { STEP_MS } from "#domain/arrival-steps.ts";
import { Board } from "#domain/board.ts";
import { type Channel, CHANNELS } from "#domain/contact-event.ts";
import { type PastOfStream, Outlook } from "#domain/outlook.ts";
import { Experience } from "#domain/experience.ts";
import { createKnownDays } from "#domain/known-days.ts";
import { type EpochMs, later, minutes, ms, seconds } from "#domain/time.ts";
import { Coverage } from "#engine/coverage.ts";
import { LivedSteps } from "#engine/lived-steps.ts";
import { StaffingNow } from "#engine/staffing-now.ts";
import { type LivedDays, StreamOutlook } from "#engine/stream-outlook.ts";

import { freeArrivals, SCENARIOS } from "../support/free-arrivals.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";
import { daysFrom, rome, shippedWeek } from "../support/usual-days.ts";

const TARGET_MS = 0.3;
/** Once in five minutes, in one turn of the event loop. */
const MARK_TARGET_MS = 1;
/** Of a day that is gone through again, because a source has told late. */
const REPLAY_TARGET_MS = 10;
const HISTORY_DAYS = 60;
const ROUNDS = 20;
const RULES = { thresholds: [seconds(20)], shortAbandon: seconds(5) };
const STAFFING = {
  talk: minutes(8),
  wrapUp: minutes(2),
  patience: minutes(3),
  concurrency: 1,
  target: 0.8,
  withinSeconds: 20,
};
const days = daysFrom("2026-01-05", HISTORY_DAYS + 1);
const knownDays = createKnownDays({ entries: [], holidaySpread: 0, isHoliday: () => false });

const streams = (["phone", "chat", "phone"] as const).map((channel, number) => {
  const week = shippedWeek(channel);
  const arrivals = freeArrivals({ seed: `bench ${number}`, noise: SCENARIOS.base, week, days });
  const experience = new Experience({ parts: [{ channel, prior: week }], calendar: rome, knownDays });
  for (const day of arrivals.slice(0, HISTORY_DAYS)) experience.add(day);
  const today = arrivals[HISTORY_DAYS];
  const expectation = today === undefined ? null : experience.expectationOf(today.day);
  if (today === undefined || expectation === null) throw new Error("no day to measure");
  return { steps: today.steps, expectation, past: experience.past() };
});

let readings = 0;
/** For each step of the day what it took in each round. */
const took: number[][] = Array.from({ length: streams[0]?.steps.length ?? 0 }, () => []);
for (let round = 0; round < ROUNDS; round += 1) {
  const outlooks = streams.map(({ expectation, past }) => begun(expectation, past));
  for (let index = 0; index < took.length; index += 1) {
    const began = performance.now();
    for (const [number, outlook] of outlooks.entries()) {
      const step = streams[number]?.steps[index];
      if (step === undefined) continue;
      outlook.step(step);
      if (outlook.reading().projection.total >= 0) readings += 1;
    }
    took[index]?.push(performance.now() - began);
  }
}
const { marks, late } = takeMarks();
if (readings !== ROUNDS * took.length * streams.length) throw new Error("not every step was read");
const medians = took.map(medianOf).sort((a, b) => a - b);
const READINGS = "five minutes of three streams with their readings";
tell(`${READINGS}, median`, medianOf(medians), TARGET_MS);
// The fan is longest after midnight.
tell(`${READINGS}, the dearest of the day`, medians.at(-1) ?? Number.NaN, TARGET_MS);
const MARK = "a five-minute mark of a house: steps from the board, readings, operators needed, what is told";
tell(`${MARK}, median`, medianOf(marks), MARK_TARGET_MS);
tell(`${MARK}, the dearest of the day`, marks.at(-1) ?? Number.NaN, MARK_TARGET_MS);
tell("three streams gone through again late in the evening, median", medianOf(late), REPLAY_TARGET_MS);

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** For each mark of the day the median of what it took, ascending; and what contacts told late cost after the last one. */
function takeMarks() {
  const board = new Board({ rules: { phone: RULES, chat: RULES }, calendar: rome });
  const coverage = new Coverage(seconds(60));
  const [first, second, both] = streams;
  if (first === undefined || second === undefined || both === undefined) throw new Error("three streams");
  const { day } = first.expectation;
  let arrived = 0;
  const arrive = (channel: Channel, at: EpochMs): void => {
    arrived += 1;
    const [id, contact] = [`event ${arrived}`, `contact ${arrived}`];
    board.apply({ type: "contact.arrived", source: "house", id, at, contact, channel, entry: "entry" });
  };
  for (const { at, count } of first.steps) for (let call = 0; call < count; call += 1) arrive("phone", at);
  for (const { at, count } of second.steps) for (let chat = 0; chat < count; chat += 1) arrive("chat", at);
  coverage.told("house", { from: day.start, to: day.end });
  const feeds = { phone: ["house"], chat: ["house"] };
  const lived = new LivedSteps({
    board,
    coverage,
    feeds,
    store: new MemoryLedger(),
    boardFrom: () => day.start,
  });
  const livedDays: LivedDays = (channels, ofDay, now) => lived.dayOf(channels, ofDay, now);
  const tookMark: number[][] = Array.from({ length: first.steps.length }, () => []);
  const replays: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const live = [
      begunLive(["phone"], first),
      begunLive(["chat"], second),
      begunLive(["phone", "chat"], both),
    ];
    const staffing = new StaffingNow({
      sharedOperators: true,
      workOf: (channel) => {
        const reading = live.find(({ channels }) => channels.join() === channel)?.reading;
        return reading === undefined
          ? null
          : { rules: STAFFING, workload: { talk: null, queueShare: 0.7 }, reading };
      },
    });
    for (const [index, { at }] of first.steps.entries()) {
      const now = later(at, ms(STEP_MS));
      const began = performance.now();
      for (const stream of live) stream.advance(now);
      const told = CHANNELS.map((channel) => ({
        gaps: lived.gapsOf(channel, day, now),
        staffing: staffing.of(channel, 5),
      }));
      const text = JSON.stringify([told, live.map(({ snapshot }) => snapshot)]);
      tookMark[index]?.push(performance.now() - began);
      if (!text.includes(`"asOfMs":${now}`)) throw new Error("a mark was not taken");
    }
    arrive("phone", day.start);
    arrive("chat", day.start);
    const began = performance.now();
    const isReplayed = live.map((stream) => stream.advance(day.end));
    replays.push(performance.now() - began);
    if (isReplayed.includes(false)) throw new Error("the day was not gone through again");
  }
  return { marks: tookMark.map(medianOf).sort((a, b) => a - b), late: replays };

  function begunLive(channels: readonly Channel[], { expectation, past }: (typeof streams)[number]) {
    const standing = new Outlook({ calendar: rome }).standing();
    const today = { expectation, ...past };
    const learned = { channels, yesterday: null, today, standing, learning: null, newNormalSince: null };
    return new StreamOutlook({ learned, lived: livedDays, calendar: rome, now: day.start });
  }
}

function begun(expectation: Parameters<Outlook["beginDay"]>[0], past: PastOfStream): Outlook {
  const outlook = new Outlook({ calendar: rome });
  outlook.beginDay(expectation, past);
  return outlook;
}

function tell(row: string, milliseconds: number, target: number): void {
  console.log(
    JSON.stringify({
      row,
      target: `< ${target}`,
      measured: Number(milliseconds.toPrecision(3)),
      unit: "ms",
      reached: milliseconds < target,
    }),
  );
}
