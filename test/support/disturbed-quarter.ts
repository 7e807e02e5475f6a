import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { crc32 } from "node:zlib";

import type { HelplineEvent } from "#domain/contact-event.ts";
import { earlier, type EpochMs, epochMs, hours, later, minutes } from "#domain/time.ts";

import { decodeAnswer, type QuarterAnswer, type QuarterOrder } from "./quarter-orders.ts";
import { calendar, quarterOf, SOURCE } from "./quarter-house.ts";
import { seededRandom } from "./seeded-random.ts";

const PROGRAM = path.join(import.meta.dirname, "cli/quarter-node.ts");
const WINDOW = minutes(60);
/** What comes within one window may be as old as the window is long. */
const LONGEST_DELAY = earlier(epochMs(hours(24)), WINDOW);
const KILLS = 10;

/** Deliveries by the hour in which they come. */
type Deliveries = ReadonlyMap<number, readonly HelplineEvent[]>;

/**
 * The quarter as a bad day would deliver it: every third event late by up to 24 h, every
 * twentieth twice, and the process killed ten times in the middle of a delivery, started
 * again, and sent again what it had not acknowledged. Answers the report while the last
 * hours are still open, and again when all are closed.
 */
export async function disturbQuarter(seed: string, directory: string) {
  const { from, to, eventsOf } = quarterOf(seed);
  const random = seededRandom(crc32(seed));
  const deliveries = deliveriesOf(from, to, eventsOf, random);
  const windows = Math.ceil((to - from + hours(25)) / WINDOW);
  const killedIn = new Set<number>();
  while (killedIn.size < KILLS) killedIn.add(Math.floor(random() * windows));

  let node = await startNode(directory, from);
  let kills = 0;
  let tooLate = 0;
  try {
    for (let window = 0; window < windows; window += 1) {
      const now = later(from, minutes(60 * (window + 1)));
      const beat: HelplineEvent = {
        type: "source.heartbeat",
        source: SOURCE,
        id: `beat ${now}`,
        at: now,
        sequence: now,
      };
      const order = { type: "accept", now, events: [...(deliveries.get(window) ?? []), beat] } as const;
      if (killedIn.has(window)) {
        node.send(order);
        await pause(random() * 12);
        await node.kill();
        kills += 1;
        node = await startNode(directory, now);
      }
      const answer = await node.ask(order);
      tooLate += answer.type === "accepted" ? answer.tooLate : 0;
    }
    const report = async (now: EpochMs) => {
      const answer = await node.ask({ type: "report", now, from: "2025-09-01", to: "2025-11-30" });
      return answer.type === "report" ? answer.answer : assert.fail("a report was asked for");
    };
    const whileOpen = await report(later(to, hours(26)));
    const closed = await report(later(to, hours(200)));
    return { whileOpen, closed, kills, tooLate };
  } finally {
    await node.kill();
  }
}

function deliveriesOf(
  from: EpochMs,
  to: EpochMs,
  eventsOf: ReturnType<typeof quarterOf>["eventsOf"],
  random: () => number,
): Deliveries {
  const deliveries = new Map<number, HelplineEvent[]>();
  const deliver = (event: HelplineEvent, delay: number): void => {
    const window = Math.floor((event.at + delay - from) / WINDOW);
    const others = deliveries.get(window);
    if (others === undefined) deliveries.set(window, [event]);
    else others.push(event);
  };
  for (let day = calendar.dayOf(from); day.start < to; day = calendar.dayOf(day.end))
    for (const event of eventsOf(day)) {
      deliver(event, random() < 1 / 3 ? random() * LONGEST_DELAY : 0);
      if (random() < 0.05) deliver(event, random() * LONGEST_DELAY);
    }
  return deliveries;
}

async function startNode(directory: string, now: EpochMs) {
  const child = fork(PROGRAM, [directory, String(now)], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const { type } = await nextAnswer(child);
  if (type !== "ready") {
    child.kill("SIGKILL");
    assert.fail(`a process that starts said ${type}`);
  }
  return {
    send: (order: QuarterOrder): void => void child.send(order),
    async ask(order: QuarterOrder): Promise<QuarterAnswer> {
      child.send(order);
      return nextAnswer(child);
    },
    async kill(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

async function nextAnswer(child: ChildProcess): Promise<QuarterAnswer> {
  const ended = new AbortController();
  const onExit = (): void => ended.abort();
  child.once("exit", onExit);
  try {
    const [message]: unknown[] = await once(child, "message", { signal: ended.signal });
    return decodeAnswer(message);
  } finally {
    child.off("exit", onExit);
  }
}
