/** How fast the board folds events and the window takes updates, on one core. */
import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import { METRIC } from "#domain/decisions.ts";
import { SlidingWindow } from "#domain/sliding-window.ts";
import { epochMs, seconds } from "#domain/time.ts";

const ROUNDS = 60;
const CONTACTS = 10_000;
const UPDATES = 100_000;
const start = Date.UTC(2026, 10, 25, 8);

const calendar = createCalendar("Europe/Rome");
const rules = {
  phone: { thresholds: [seconds(20)], shortAbandon: seconds(5) },
  chat: { thresholds: [seconds(20), seconds(60)], shortAbandon: seconds(5) },
};

/** Ten thousand contacts, a busy day of a large centre: each arrives, queues, is answered and ends, interleaved with others. */
function busyDay(): HelplineEvent[] {
  const events: HelplineEvent[] = [];
  for (let n = 0; n < CONTACTS; n += 1) {
    const contact = n.toString(16).padStart(32, "0");
    const at = (after: number) => epochMs(start + n * 100 + after);
    const base = { source: "pbx", contact };
    events.push(
      {
        ...base,
        type: "contact.arrived",
        id: `${n}a`,
        at: at(0),
        channel: n % 5 === 0 ? "chat" : "phone",
        entry: "phone",
      },
      { ...base, type: "contact.queued", id: `${n}q`, at: at(8_000), language: "it", queue: "q_it" },
      { ...base, type: "contact.answered", id: `${n}n`, at: at(20_000) },
      { ...base, type: "contact.ended", id: `${n}e`, at: at(300_000), outcome: "completed" },
    );
  }
  return events.sort((a, b) => a.at - b.at);
}

/** Rounds of the same work, by the clock (the median) and by this process's time on the processor. */
function measure(row: string, goal: number, count: number, work: () => void): void {
  const rates: number[] = [];
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    work();
    rates.push(count / (performance.now() - began) / 1_000);
  }
  const { user, system } = process.cpuUsage(before);
  const median = rates.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
  const perCpu = (count * ROUNDS) / (user + system);
  print(row, `>= ${goal}`, median, "million a second", median >= goal);
  print(`${row}, by processor time`, "none", perCpu, "million a second", true);
}

function print(row: string, target: string, measured: number, unit: string, reached: boolean): void {
  console.log(JSON.stringify({ row, target, measured: Math.round(measured * 100) / 100, unit, reached }));
}

const events = busyDay();
measure("fold of contact events", 2, events.length, () => {
  const board = new Board({ rules, calendar });
  for (const event of events) board.apply(event);
});

measure("window updates", 20, UPDATES, () => {
  const window = new SlidingWindow(2);
  for (let n = 0; n < UPDATES; n += 1) window.tallyAt(epochMs(start + n))?.add(METRIC.answered, 1);
});
