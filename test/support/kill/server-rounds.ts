/**
 * Kills the whole program while producers deliver to it, starts it again, and
 * holds its board against an oracle: a board folded from exactly what was sent.
 */
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";

import { loadConfig } from "#config/load-config.ts";
import { boardRulesOf, houseRulesOf } from "#config/house-rules.ts";
import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { ContactFact } from "#domain/contact-event.ts";
import { type EpochMs, epochMs, seconds } from "#domain/time.ts";
import { snapshotOf } from "#engine/snapshot.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { PRODUCERS_CONFIG } from "../cloud-events.ts";
import { type RealServer, startRealServer } from "../real-server.ts";

const LONGEST_LIFE_MS = 120;
const BATCH = 25;

export interface RoundsReport {
  readonly rounds: number;
  readonly sent: number;
  /** Batches that were under way when the process was killed, acknowledged or not. */
  readonly interrupted: number;
  /** Acknowledged events that the server took for new when they were sent again. */
  readonly lost: number;
  /** Rounds after which the board was not that of the oracle. */
  readonly wrongBoards: number;
}

interface Sent {
  readonly event: ContactFact;
  acknowledged: boolean;
}

/** `random` gives numbers from 0 to 1. The data directory is used over all rounds. */
export async function killServerRounds(options: {
  readonly data: string;
  readonly rounds: number;
  readonly random: () => number;
}): Promise<RoundsReport> {
  const sent: Sent[] = [];
  const report = { interrupted: 0, lost: 0, wrongBoards: 0 };
  for (let round = 0; round < options.rounds; round += 1) {
    const server = await startRealServer({ config: PRODUCERS_CONFIG, data: options.data });
    const killed = killAfter(server, options.random() * LONGEST_LIFE_MS);
    await deliverUntilGone(server, sent);
    await killed;

    const again = await startRealServer({ config: PRODUCERS_CONFIG, data: options.data });
    const unsure = sent.filter(({ acknowledged }) => !acknowledged);
    report.interrupted += unsure.length > 0 ? 1 : 0;
    report.lost += await newAmong(again, sent.filter(({ acknowledged }) => acknowledged).slice(-1_000));
    await newAmong(again, unsure);
    for (const one of unsure) one.acknowledged = true;
    const shown = await settled(again);
    if (!isDeepStrictEqual(shownBy(shown), expectedOf(sent, shown))) report.wrongBoards += 1;
    await again.end(round % 2 === 0 ? "SIGKILL" : "SIGTERM");
  }
  return { rounds: options.rounds, sent: sent.length, ...report };
}

async function killAfter(server: RealServer, delay: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, delay));
  await server.end("SIGKILL");
}

/** One batch after the other until the connection breaks. */
async function deliverUntilGone(server: RealServer, sent: Sent[]): Promise<void> {
  for (;;) {
    const batch = Array.from({ length: BATCH }, (_, index) => ({
      event: eventNumber(sent.length + index),
      acknowledged: false,
    }));
    sent.push(...batch);
    try {
      const { status } = await server.post(batch.map(({ event }) => asCloudEvent(event)));
      if (status !== 202) throw new Error(`answered ${status}`);
    } catch (error) {
      if (server.process.killed) return;
      throw error;
    }
    for (const one of batch) one.acknowledged = true;
  }
}

/** Sends events again and answers how many of them were new to the server. */
async function newAmong(server: RealServer, events: readonly Sent[]): Promise<number> {
  if (events.length === 0) return 0;
  const { receipt } = await server.post(events.map(({ event }) => asCloudEvent(event)));
  return typeof receipt === "object" && receipt !== null && "accepted" in receipt
    ? Number(receipt.accepted)
    : events.length;
}

/** The snapshot when two in a row, a publishing interval apart, say the same. */
async function settled(server: RealServer): Promise<BoardSnapshot> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  return server.snapshot();
}

function expectedOf(sent: readonly Sent[], shown: BoardSnapshot): unknown {
  const config = loadConfig(PRODUCERS_CONFIG);
  const calendar = createCalendar(config.house.timeZone);
  const board = new Board({ rules: boardRulesOf(config), calendar });
  for (const { event } of sent) board.apply(event);
  const now = epochMs(shown.asOfMs);
  return shownBy({
    revision: 0,
    ...snapshotOf({ board, house: houseRulesOf(config), calendar, sources: [], now }),
  });
}

/** What must be equal: the figures of every channel, as JSON carries them. */
const shownBy = (snapshot: BoardSnapshot): unknown => JSON.parse(JSON.stringify(snapshot.channels));

let began: EpochMs | null = null;

/** Contacts of four events each, in no order, within the half hour before the present. */
function eventNumber(number: number): ContactFact {
  began ??= epochMs(Date.now() - 1_800_000);
  const call = Math.floor(number / 4);
  const at = epochMs(began + ((number * 7) % 1_700_000));
  const base = { source: "pbx", id: `event-${number}`, contact: `call-${call}`, at };
  const language = call % 3 === 0 ? "en" : "it";
  const kinds: readonly ContactFact[] = [
    { ...base, type: "contact.arrived", channel: "phone", entry: "phone" },
    { ...base, type: "contact.queued", language, queue: `q_${language}` },
    { ...base, type: "contact.answered", wait: seconds(call % 90) },
    {
      ...base,
      type: "contact.ended",
      outcome: call % 5 === 0 ? "abandoned" : "completed",
      talk: seconds(call % 600),
    },
  ];
  return kinds[number % 4] ?? assert.fail("four kinds of events");
}

function asCloudEvent(event: ContactFact): object {
  const { type, id, source, at, ...data } = event;
  const { wait, talk, ...rest } = { wait: undefined, talk: undefined, ...data };
  const measured = {
    ...(wait === undefined ? {} : { waitSeconds: wait / 1_000 }),
    ...(talk === undefined ? {} : { talkSeconds: talk / 1_000 }),
  };
  return {
    specversion: "1.0",
    type,
    id,
    source,
    time: new Date(at).toISOString(),
    data: { ...rest, ...measured },
  };
}
