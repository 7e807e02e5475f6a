/**
 * A PBX that replays recordings, our source connected to it over a real socket,
 * and the engine's door with a journal in memory. Time is moved by hand.
 */
import assert from "node:assert/strict";

import type { HelplineEvent } from "#domain/contact-event.ts";
import { type DurationMs, earlier, type EpochMs, epochMs, later, ms, seconds } from "#domain/time.ts";
import type { Acceptance, Bookmarks, EventSink, Journal, Logger, Probe, Pseudonyms } from "#engine/ports.ts";
import { startAsterisk } from "#sources/asterisk/asterisk-source.ts";
import { sourceSchema } from "#config/source-schema.ts";

import { type AmiReplayServer, type AmiSession, startAmiReplay } from "./ami-replay-server.ts";
import { AsteriskEngine, memoryJournal } from "./asterisk-engine.ts";
import { spanOf } from "./asterisk-times.ts";
import { eventually } from "./eventually.ts";
import { type ManualClock, manualClock } from "./manual-clock.ts";
import { memoryBookmarks } from "./memory-bookmarks.ts";

/** The queues of the PBX that made the captures; those with Local members speak Italian. */
export const CAPTURE_QUEUES = [
  "q_it",
  "q_en",
  "q_fr",
  "q_es",
  "q_ar",
  "q_de",
  "q_local",
  "q_local2",
] as const;
const LANGUAGES = ["it", "en", "fr", "es", "ar", "de"] as const;
/** Just before the first capture; where a recording has no times. */
const BEFORE_CAPTURES = epochMs(1_795_406_560_000);

const TALLY = "stays counted per queue";

export interface RigOptions {
  readonly sessions: readonly AmiSession[];
  /** Fields of the source's configuration in the place of the usual ones. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly bookmarks?: Bookmarks;
  readonly start?: EpochMs;
  /** By how many milliseconds the clock of the PBX is slow (negative: fast), or that at any moment. */
  readonly slowBy?: number | (() => number);
  /** Replaces the engine. */
  readonly sink?: EventSink;
  /** Of an earlier rig, for a restart of ours. */
  readonly journal?: Journal & Probe;
}

export interface AsteriskRig extends AsyncDisposable {
  /** What the engine took as new, in order. */
  readonly events: readonly HelplineEvent[];
  /** How many events the engine answered so. */
  readonly answers: Readonly<Record<Acceptance, number>>;
  readonly links: readonly ("connecting" | "live" | "lost")[];
  readonly logged: readonly string[];
  readonly server: AmiReplayServer;
  readonly clock: ManualClock;
  /** Moves time, and lets what it has set going come to rest. */
  advance(by: DurationMs): Promise<void>;
  /** Stays per queue, as the source told its log last. */
  tally(): unknown;
  /** Waits until the source is in step, plays the n-th session, and resolves when all of it is taken. */
  play(n: number): Promise<void>;
  /** Moves time by quarters of a second until it is so. */
  until(isSo: () => boolean): Promise<void>;
}

export async function startAsteriskRig(options: RigOptions): Promise<AsteriskRig> {
  const sessions = options.sessions.map(
    (session) => ({ playAfter: null, atEnd: "end", ...session }) as const,
  );
  const span = spanOf(sessions.map(({ recording }) => recording));
  const { slowBy = 0 } = options;
  const slow = typeof slowBy === "number" ? () => slowBy : slowBy;
  const recordedAt = span === null ? BEFORE_CAPTURES : earlier(span.from, seconds(1));
  const clock = manualClock(options.start ?? epochMs(recordedAt + slow()));
  const server = await startAmiReplay(sessions, () => clock.now() - slow());
  const links: ("connecting" | "live" | "lost")[] = [];
  const logged: string[] = [];
  const logger = loggerInto(logged);
  const count = (link: string): number => links.filter((known) => known === link).length;
  const engine = new AsteriskEngine({
    journal: options.journal ?? memoryJournal(),
    // A recording is played in no time. For the engine it has taken as long as it did.
    clock: { ...clock, now: () => later(clock.now(), span?.length ?? ms(0)) },
    logger,
  });
  const source = startAsterisk({
    config: asteriskConfig(server.port, options.config),
    secret: "secret",
    house: captureHouse(),
    sink: options.sink ?? engine,
    pseudonyms: plainPseudonyms,
    bookmarks: options.bookmarks ?? memoryBookmarks(),
    clock,
    logger,
    random: () => 0,
    onLink: (link) => links.push(link),
  });
  const rig: AsteriskRig = {
    events: engine.events,
    answers: engine.answers,
    links,
    logged,
    server,
    clock,
    tally() {
      const line = logged.findLast((text) => text.startsWith(TALLY)) ?? assert.fail("no stay was counted");
      const told: { readonly queues: unknown } = JSON.parse(line.slice(TALLY.length));
      return told.queues;
    },
    async advance(by) {
      clock.advance(by);
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    },
    async play(n) {
      await eventually(() => count("live") >= n);
      const connection = await server.connection(n);
      connection.play();
      await eventually(() => count("lost") >= n);
      await engine.idle();
    },
    async until(isSo) {
      while (!isSo()) await rig.advance(ms(250));
    },
    async [Symbol.asyncDispose]() {
      await source.close();
      // A reset in the middle of an orderly end would leave a handle behind.
      for (let n = 1; n <= server.connections; n += 1) await (await server.connection(n)).closed();
      await server.close();
    },
  };
  return rig;
}

export function asteriskConfig(port: number, fields: Readonly<Record<string, unknown>> = {}) {
  const config = sourceSchema.parse({
    id: "pbx",
    kind: "asterisk",
    label: { it: "centralino" },
    port,
    username: "wallboard",
    secretFile: "unused",
    queues: Object.fromEntries(CAPTURE_QUEUES.map((queue) => [queue, queue])),
    outboundKinds: { consult: "transfer", "*": "other" },
    ...fields,
  });
  if (config.kind !== "asterisk") throw new Error("The rig is for Asterisk.");
  return config;
}

export function captureHouse() {
  return {
    queues: CAPTURE_QUEUES.map((id) => ({
      id,
      language: LANGUAGES.find((code) => id === `q_${code}`) ?? "it",
    })),
    languages: LANGUAGES.map((code) => ({ code })),
  };
}

/** Readable, so that a failing test says something. */
export const plainPseudonyms: Pseudonyms = {
  contact: (source, nativeId) => `${source} ${nativeId}`,
  event: (source, nativeId) => `${source} ${nativeId}`,
};

function loggerInto(lines: string[]): Logger {
  const log = (fields: Readonly<Record<string, unknown>>, message: string): void =>
    void lines.push(`${message} ${JSON.stringify(fields)}`);
  return { debug: log, info: log, warn: log, error: log };
}
