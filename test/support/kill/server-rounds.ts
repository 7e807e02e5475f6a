/**
 * Kills the whole program while producers deliver to it, starts it again, and
 * holds its board against two oracles: figures counted by hand from the calls that
 * were sent, and, for every other figure, a board folded from exactly what was sent.
 */
import { isDeepStrictEqual } from "node:util";

import { loadConfig } from "#config/load-config.ts";
import { boardRulesOf, houseRulesOf } from "#config/house-rules.ts";
import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { ContactFact } from "#domain/contact-event.ts";
import { epochMs } from "#domain/time.ts";
import { snapshotOf } from "#engine/snapshot.ts";
import type { BoardFigures, BoardSnapshot } from "#wire/board-snapshot.ts";

import { PRODUCERS_CONFIG } from "../cloud-events.ts";
import type { Owner } from "../owner.ts";
import { type RealServer, startRealServer } from "../real-server.ts";
import { asCloudEvent, callNumber, figuresByHand, figuresShown, type MadeUpCall } from "./made-up-calls.ts";

const LONGEST_LIFE_MS = 120;
const CALLS_PER_REQUEST = 8;
/** The most that a request may hold. */
const MAX_EVENTS = 1_000;
/** A change is published no later than this after it was acknowledged. */
const PUBLISHING_INTERVAL_MS = 250;
const SETTLED_WITHIN_MS = 10_000;

export interface RoundsReport {
  readonly rounds: number;
  /** Events. */
  readonly sent: number;
  /** Rounds in which a request was under way when the process was killed. */
  readonly interrupted: number;
  /** Acknowledged events that the server took for new when they were sent again. */
  readonly lost: number;
  /** Rounds after which the figures were not those counted by hand. */
  readonly wrongFigures: number;
  /** Rounds after which the board was not that of the fold. */
  readonly wrongBoards: number;
}

interface Sent {
  readonly call: MadeUpCall;
  acknowledged: boolean;
}

/** `random` gives numbers from 0 to 1. The data directory is used over all rounds. */
export async function killServerRounds(options: {
  readonly owner: Owner;
  readonly data: string;
  readonly rounds: number;
  readonly random: () => number;
}): Promise<RoundsReport> {
  const began = Date.now() - 1_800_000;
  const sent: Sent[] = [];
  const report = { interrupted: 0, lost: 0, wrongFigures: 0, wrongBoards: 0 };
  for (let round = 0; round < options.rounds; round += 1) {
    const server = await startRealServer(options.owner, { config: PRODUCERS_CONFIG, data: options.data });
    const killed = killAfter(server, options.random() * LONGEST_LIFE_MS);
    await deliverUntilGone(server, sent, began);
    await killed;

    const again = await startRealServer(options.owner, { config: PRODUCERS_CONFIG, data: options.data });
    const unsure = sent.filter(({ acknowledged }) => !acknowledged);
    report.interrupted += unsure.length > 0 ? 1 : 0;
    report.lost += await newAmong(again, eventsOf(sent.filter(({ acknowledged }) => acknowledged)));
    await newAmong(again, eventsOf(unsure));
    for (const one of unsure) one.acknowledged = true;
    const shown = await settled(again);
    const calls = sent.map(({ call }) => call);
    if (!isDeepStrictEqual(figuresShown(shown), figuresByHand(calls, shown.dayStartMs)))
      report.wrongFigures += 1;
    if (!isDeepStrictEqual(channelsOf(shown), foldedFrom(eventsOf(sent), shown))) report.wrongBoards += 1;
    await again.end(round % 2 === 0 ? "SIGKILL" : "SIGTERM");
  }
  return { rounds: options.rounds, sent: eventsOf(sent).length, ...report };
}

async function killAfter(server: RealServer, delay: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, delay));
  await server.end("SIGKILL");
}

/** One request after the other until the connection breaks. */
async function deliverUntilGone(server: RealServer, sent: Sent[], began: number): Promise<void> {
  for (;;) {
    const batch = Array.from({ length: CALLS_PER_REQUEST }, (_, index) => ({
      call: callNumber(sent.length + index, began),
      acknowledged: false,
    }));
    sent.push(...batch);
    try {
      const { status } = await server.post(eventsOf(batch).map(asCloudEvent));
      if (status !== 202) throw new Error(`answered ${status}`);
    } catch (error) {
      if (server.process.killed) return;
      throw error;
    }
    for (const one of batch) one.acknowledged = true;
  }
}

const eventsOf = (sent: readonly Sent[]): readonly ContactFact[] => sent.flatMap(({ call }) => call.events);

/** Sends events again and answers how many of them were new to the server. */
async function newAmong(server: RealServer, events: readonly ContactFact[]): Promise<number> {
  let count = 0;
  for (let start = 0; start < events.length; start += MAX_EVENTS) {
    const chunk = events.slice(start, start + MAX_EVENTS).map(asCloudEvent);
    const { status, receipt } = await server.post(chunk);
    if (status !== 202) throw new Error(`answered ${status}`);
    count +=
      typeof receipt === "object" && receipt !== null && "duplicates" in receipt
        ? chunk.length - Number(receipt.duplicates)
        : chunk.length;
  }
  return count;
}

/** The snapshot when two, a publishing interval apart, are the same. */
async function settled(server: RealServer): Promise<BoardSnapshot> {
  const deadline = performance.now() + SETTLED_WITHIN_MS;
  let before = await server.snapshot();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, PUBLISHING_INTERVAL_MS));
    const shown = await server.snapshot();
    if (shown.revision === before.revision) return shown;
    if (performance.now() > deadline) throw new Error("the board does not come to rest");
    before = shown;
  }
}

function foldedFrom(events: readonly ContactFact[], shown: BoardSnapshot): unknown {
  const config = loadConfig(PRODUCERS_CONFIG);
  const calendar = createCalendar(config.house.timeZone);
  const board = new Board({ rules: boardRulesOf(config), calendar });
  for (const event of events) board.apply(event);
  const now = epochMs(shown.asOfMs);
  return channelsOf(snapshotOf({ board, house: houseRulesOf(config), calendar, sources: [], now }));
}

/** What must be equal: the figures of every channel, as JSON carries them. What is usual is another matter. */
const channelsOf = ({ channels }: Pick<BoardFigures, "channels">): unknown =>
  JSON.parse(
    JSON.stringify(channels, (key, value: unknown) =>
      key === "outlook" || key === "gaps" ? undefined : value,
    ),
  );
