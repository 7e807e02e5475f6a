/**
 * The journal: how fast it takes a million events in batches of 1,000, gives them
 * back, and opens; beside JSON.stringify and JSON.parse of the same events in the
 * same run. And how fast pseudonyms are made, beside `createHmac`.
 */
import { createHmac, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { createCalendar } from "#domain/calendar.ts";
import { epochMs } from "#domain/time.ts";
import { openJournal } from "#journal/open-journal.ts";
import { openPseudonyms } from "#platform/pseudonyms.ts";

import { numberedEvents } from "../support/journal-events.ts";

const EVENTS = 1_000_000;
const BATCH = 1_000;
const CHECKPOINT_BYTES = 14_000_000;
const ROUNDS = Number(process.argv[2] ?? 3);
const received = epochMs(Date.UTC(2026, 10, 23, 9));

type Figure =
  | "append"
  | "repeat"
  | "replay"
  | "open"
  | "save"
  | "load"
  | "stringify"
  | "parse"
  | "named"
  | "hmac";
const times = new Map<Figure, number[]>();

function time<T>(figure: Figure, work: () => T): T {
  globalThis.gc?.();
  const begin = performance.now();
  const result = work();
  times.set(figure, [...(times.get(figure) ?? []), performance.now() - begin]);
  return result;
}

/** Milliseconds, the median of the rounds. */
const medianOf = (figure: Figure): number =>
  (times.get(figure) ?? []).toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;

const print = (row: string, target: string, measured: number, unit: string, reached: boolean): void =>
  console.log(JSON.stringify({ row, target, measured, unit, reached }));

const batches = Array.from({ length: EVENTS / BATCH }, (_, batch) =>
  numberedEvents(batch * BATCH, (batch + 1) * BATCH),
);

for (let round = 0; round < ROUNDS; round += 1) {
  const directory = mkdtempSync(path.join(tmpdir(), "vedetta-bench-"));
  const texts = time("stringify", () => batches.map((batch) => JSON.stringify(batch)));
  time("parse", () => {
    for (const text of texts) JSON.parse(text);
  });

  const journal = openJournal({ directory, kind: "real" });
  time("append", () => {
    for (const batch of batches) journal.append(batch, received);
  });
  time("repeat", () => {
    for (const batch of batches) journal.append(batch, received);
  });
  time("replay", () => {
    let count = 0;
    for (const chunk of journal.replay()) count += chunk.length;
    if (count !== EVENTS) throw new Error(`${count} events came back`);
  });
  const state = randomBytes(CHECKPOINT_BYTES);
  time("save", () => journal.saveCheckpoint(journal.lastSeq, state));
  journal.close();

  const again = time("open", () => openJournal({ directory, kind: "real" }));
  time("load", () => again.loadCheckpoint());
  again.close();

  nameEvents(directory);
  rmSync(directory, { recursive: true, force: true });
}

/** A contact and an id for each event, five events to a contact, as a PBX tells them. */
function nameEvents(directory: string): void {
  const count = EVENTS / 5;
  const calendar = createCalendar("Europe/Rome");
  const pseudonyms = openPseudonyms({
    directory,
    now: () => received,
    dayOf: (at) => calendar.dayOf(at),
    isKnown: () => true,
  });
  const natives = Array.from({ length: count }, (_, n) => `1763888400.${n}`);
  const contacts = natives
    .filter((_, n) => n % 5 === 0)
    .flatMap((native) => Array.from({ length: 5 }, () => native));
  time("named", () => {
    for (const [n, native] of natives.entries()) {
      pseudonyms.event("pbx", native, received);
      pseudonyms.contact("pbx", contacts[n] ?? native, received);
    }
  });
  const key = randomBytes(32);
  time("hmac", () => {
    for (const [n, native] of natives.entries()) {
      createHmac("sha256", key).update(`3:pbx${native}`).digest("hex").slice(0, 32);
      createHmac("sha256", key)
        .update(`3:pbx${contacts[n] ?? native}`)
        .digest("hex")
        .slice(0, 32);
    }
  });
  pseudonyms.close();
}

const appendRate = EVENTS / medianOf("append");
print(
  "journal, appended in batches of 1,000",
  ">= 300",
  appendRate,
  "thousand events a second",
  appendRate >= 300,
);
const repeatRate = EVENTS / medianOf("repeat");
print("journal, known events refused", ">= 300", repeatRate, "thousand events a second", repeatRate >= 300);
const appendRatio = medianOf("append") / medianOf("stringify");
print("journal, append against JSON.stringify", "<= 5", appendRatio, "x", appendRatio <= 5);
print("journal, a million events replayed", "<= 2500", medianOf("replay"), "ms", medianOf("replay") <= 2_500);
const replayRatio = medianOf("replay") / medianOf("parse");
print("journal, replay against JSON.parse", "<= 1", replayRatio, "x", replayRatio <= 1);
print("journal, opened with a million events", "<= 250", medianOf("open"), "ms", medianOf("open") <= 250);
print("checkpoint of 14 MB saved", "<= 50", medianOf("save"), "ms", medianOf("save") <= 50);
print("checkpoint of 14 MB loaded", "<= 50", medianOf("load"), "ms", medianOf("load") <= 50);
const nameRatio = medianOf("named") / medianOf("hmac");
print("pseudonyms of an event, against createHmac", "<= 0.6", nameRatio, "x", nameRatio <= 0.6);
const nameRate = EVENTS / 5 / medianOf("named");
print("pseudonyms, two for each event", ">= 150", nameRate, "thousand events a second", nameRate >= 150);
