/** What five minutes cost: a step with its whole reading for the three streams of a house (calls, chats, both). */
import { type PastOfStream, Outlook } from "#domain/outlook.ts";
import { Experience } from "#domain/experience.ts";
import { createKnownDays } from "#domain/known-days.ts";

import { freeArrivals, SCENARIOS } from "../support/free-arrivals.ts";
import { daysFrom, rome, shippedWeek } from "../support/usual-days.ts";

const TARGET_MS = 0.3;
const HISTORY_DAYS = 60;
const ROUNDS = 20;
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
if (readings !== ROUNDS * took.length * streams.length) throw new Error("not every step was read");
const medians = took.map(medianOf).sort((a, b) => a - b);
tell("median", medianOf(medians));
// The fan is longest after midnight.
tell("the dearest of the day", medians.at(-1) ?? Number.NaN);

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function begun(expectation: Parameters<Outlook["beginDay"]>[0], past: PastOfStream): Outlook {
  const outlook = new Outlook({ calendar: rome });
  outlook.beginDay(expectation, past);
  return outlook;
}

function tell(what: string, milliseconds: number): void {
  const row = `five minutes of three streams with their readings, ${what}`;
  console.log(
    JSON.stringify({
      row,
      target: `< ${TARGET_MS}`,
      measured: Number(milliseconds.toPrecision(3)),
      unit: "ms",
      reached: milliseconds < TARGET_MS,
    }),
  );
}
