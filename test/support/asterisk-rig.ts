/**
 * A PBX that replays recordings, our source connected to it over a real socket,
 * and an engine that keeps what it is told. Time is moved by hand.
 */
import type { HelplineEvent } from "#domain/contact-event.ts";
import { type DurationMs, type EpochMs, epochMs, ms } from "#domain/time.ts";
import type { Acceptance, Bookmarks, EventSink, Logger, Pseudonyms } from "#engine/ports.ts";
import { type AsteriskSource, startAsterisk } from "#sources/asterisk/asterisk-source.ts";
import { sourceSchema } from "#config/source-schema.ts";

import { type AmiReplayServer, type AmiSession, startAmiReplay } from "./ami-replay-server.ts";
import { eventually } from "./eventually.ts";
import { type ManualClock, manualClock } from "./manual-clock.ts";

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
/** Just before the first capture. */
const BEFORE_CAPTURES = epochMs(1_795_406_560_000);

export interface RigOptions {
  readonly sessions: readonly AmiSession[];
  /** Fields of the source's configuration in the place of the usual ones. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly bookmarks?: Bookmarks;
  readonly start?: EpochMs;
  readonly sink?: EventSink;
}

export interface AsteriskRig extends AsyncDisposable {
  /** What the engine was told, in order. */
  readonly events: readonly HelplineEvent[];
  readonly links: readonly ("connecting" | "live" | "lost")[];
  readonly logged: readonly string[];
  readonly server: AmiReplayServer;
  readonly source: AsteriskSource;
  readonly clock: ManualClock;
  /** Moves time, and lets what it has set going come to rest. */
  advance(by: DurationMs): Promise<void>;
  /** Waits until the source is in step, plays the n-th session, and resolves when all of it is taken. */
  play(n: number): Promise<void>;
  /** Moves time by quarters of a second until it is so. */
  until(isSo: () => boolean): Promise<void>;
}

export async function startAsteriskRig(options: RigOptions): Promise<AsteriskRig> {
  const sessions = options.sessions.map(
    (session) => ({ playAfter: null, atEnd: "end", ...session }) as const,
  );
  const server = await startAmiReplay(sessions);
  const clock = manualClock(options.start ?? BEFORE_CAPTURES);
  const events: HelplineEvent[] = [];
  const links: ("connecting" | "live" | "lost")[] = [];
  const logged: string[] = [];
  const count = (link: string): number => links.filter((known) => known === link).length;
  const keep: EventSink = {
    accept: async (batch): Promise<readonly Acceptance[]> => {
      events.push(...batch);
      return batch.map(() => "accepted");
    },
  };
  const source = startAsterisk({
    config: asteriskConfig(server.port, options.config),
    secret: "secret",
    house: captureHouse(),
    sink: options.sink ?? keep,
    pseudonyms: plainPseudonyms,
    bookmarks: options.bookmarks ?? memoryBookmarks(),
    clock,
    logger: loggerInto(logged),
    random: () => 0,
    onLink: (link) => links.push(link),
  });
  const rig: AsteriskRig = {
    events,
    links,
    logged,
    server,
    source,
    clock,
    async advance(by) {
      clock.advance(by);
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    },
    async play(n) {
      await eventually(() => count("live") >= n);
      const connection = await server.connection(n);
      connection.play();
      await eventually(() => count("lost") >= n);
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

export function memoryBookmarks(): Bookmarks {
  const kept = new Map<string, string>();
  return {
    read: (name) => kept.get(name) ?? null,
    write: (name, value) => void kept.set(name, value),
  };
}

function loggerInto(lines: string[]): Logger {
  const log = (fields: Readonly<Record<string, unknown>>, message: string): void =>
    void lines.push(`${message} ${JSON.stringify(fields)}`);
  return { debug: log, info: log, warn: log, error: log };
}
