/**
 * How long a fresh process takes from a journal of a million events to a board that
 * can be read: by replaying everything, and from a checkpoint. The journal holds
 * commits of 100 events.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { openJournal } from "#journal/open-journal.ts";

import { numberedEvent, numberedEvents } from "../support/journal-events.ts";
import { RESTART_EVENTS } from "./restart/events.ts";

const COMMIT = 100;
const ROUNDS = 3;
const CONTACTS = RESTART_EVENTS / 5;
const START = path.join(import.meta.dirname, "restart", "start.ts");

interface Start {
  readonly openMs: number;
  readonly rebuildMs: number;
  /** Of all threads: what a machine with nothing else to do would need at most. */
  readonly cpuMs: number;
  readonly counted: number;
}

const directory = mkdtempSync(path.join(tmpdir(), "vedetta-bench-"));
try {
  fillJournal();
  await measureStarts("a million events, no checkpoint", 3_000);
  await start("save");
  await measureStarts("a million events, with a checkpoint", 300);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function fillJournal(): void {
  const journal = openJournal({ directory, kind: "real" });
  for (let from = 0; from < RESTART_EVENTS; from += COMMIT)
    journal.append(numberedEvents(from, from + COMMIT), numberedEvent(from + COMMIT).at);
  journal.close();
}

async function measureStarts(row: string, limitMs: number): Promise<void> {
  const starts: Start[] = [];
  for (let round = 0; round < ROUNDS; round += 1) starts.push(await start("leave"));
  if (starts.some(({ counted }) => counted !== CONTACTS)) throw new Error("the board is not whole");
  const wholeMs = medianOf(starts.map(({ openMs, rebuildMs }) => openMs + rebuildMs));
  print(`restart: ${row}`, `<= ${limitMs}`, wholeMs, wholeMs <= limitMs);
  const openMs = medianOf(starts.map((one) => one.openMs));
  print(`restart: ${row}; of which opening the journal`, "none", openMs, true);
  print(`restart: ${row}; time of the processor`, "none", medianOf(starts.map((one) => one.cpuMs)), true);
}

/** A process of its own each time: nothing is compiled or cached yet, as after a real start. */
async function start(then: "save" | "leave"): Promise<Start> {
  const { stdout } = await promisify(execFile)(process.execPath, [START, directory, then]);
  const measured: Start = JSON.parse(stdout);
  return measured;
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function print(row: string, target: string, measured: number, reached: boolean): void {
  console.log(JSON.stringify({ row, target, measured: Math.round(measured), unit: "ms", reached }));
}
