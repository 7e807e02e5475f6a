import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { isDeepStrictEqual } from "node:util";

import { openJournal } from "#journal/open-journal.ts";

import { numberedEvents } from "../journal-events.ts";

const PROGRAM = new URL("../cli/commit-and-die.ts", import.meta.url).pathname;
/** Events per commit of the program. */
export const COMMIT = 25;
export const COMMITS = 24;

/** What a power cut may do to the end of the log: cut it off, or leave rubbish in it. */
export type Damage = "cut" | "flip";

/** Leaves in `directory` a journal whose commits are all in the log of SQLite, none in the database. */
export async function makeLog(directory: string): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM, directory], { stdio: ["ignore", "ignore", "inherit"] });
  const [, signal] = await once(child, "close");
  if (signal !== "SIGKILL") throw new Error("the program did not commit");
}

/**
 * Opens copies of the journal in `from`, each with its log damaged at another place, in `scratch`.
 * Calls `onResult` with how many whole commits were there, in order and nothing else; -1 when it was not so.
 */
export function openTorn(options: {
  readonly from: string;
  readonly scratch: string;
  readonly places: number;
  readonly damage: Damage;
  readonly onResult: (commits: number, place: number) => void;
}): void {
  const { from, scratch, places, damage, onResult } = options;
  const log = readFileSync(path.join(from, "journal.sqlite-wal"));
  for (let turn = 0; turn < places; turn += 1) {
    const place = Math.floor((turn * log.length) / places);
    cpSync(path.join(from, "journal.sqlite"), path.join(scratch, "journal.sqlite"));
    writeFileSync(path.join(scratch, "journal.sqlite-wal"), damaged(log, place, damage));
    onResult(commitsIn(scratch), place);
    for (const name of ["journal.sqlite", "journal.sqlite-wal"])
      rmSync(path.join(scratch, name), { force: true });
  }
}

function damaged(log: Buffer, place: number, damage: Damage): Uint8Array {
  if (damage === "cut") return log.subarray(0, place);
  const flipped = Buffer.from(log);
  flipped[place] = (flipped[place] ?? 0) ^ 0xff;
  return flipped;
}

function commitsIn(directory: string): number {
  const journal = openJournal({ directory, kind: "simulated" });
  try {
    const events = [...journal.replay()].flatMap((chunk) => chunk.map(({ event }) => event));
    const isPrefix = isDeepStrictEqual(events, numberedEvents(0, events.length));
    return isPrefix && events.length % COMMIT === 0 ? events.length / COMMIT : -1;
  } finally {
    journal.close();
  }
}
