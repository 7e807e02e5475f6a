/**
 * The quarter of the report, 144,000 events: how long a fresh process takes from a
 * journal that keeps them all to the board and to the report, how long from the ledger,
 * and what a year of ledger and a quarter of life cost in memory.
 */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { hours, later } from "#domain/time.ts";
import { loadBoard } from "#engine/checkpoint.ts";
import { openJournal } from "#journal/open-journal.ts";
import { openLedger } from "#journal/open-ledger.ts";
import { stateCodec } from "#platform/state-codec.ts";

import { playQuarter } from "../support/played-quarter.ts";
import { calendar, quarterOf, SOURCE } from "../support/quarter-house.ts";

const ROUNDS = 3;
const PROGRAM = path.join(import.meta.dirname, "quarter", "start.ts");
const MIB = 1_048_576;

interface Start {
  readonly rebuildMs: number;
  readonly firstReportMs: number;
  readonly reportMs: number;
  readonly arrived: number;
}

const root = mkdtempSync(path.join(tmpdir(), "vedetta-bench-"));
try {
  const journal = path.join(root, "journal");
  fillJournal(journal);
  const fromJournal = await starts(journal);
  print(
    "quarter: from a journal that keeps all of it to the board",
    "<= 2,000",
    fromJournal.rebuildMs,
    2_000,
  );
  print("quarter: the first report, from the board", "<= 2,000", fromJournal.firstReportMs, 2_000);

  const ledger = path.join(root, "ledger");
  const held = await playAndWatch(ledger);
  const fromLedger = await starts(ledger);
  print("quarter: the first report, from the ledger", "<= 2,000", fromLedger.firstReportMs, 2_000);
  print("quarter: a later report, from the ledger", "none", fromLedger.reportMs, Infinity);
  tell("quarter: contacts on the board at its end, of 43,716", "<= 1,500", held, "", held <= 1_500);
  measureYear(path.join(root, "year"));
} finally {
  rmSync(root, { recursive: true, force: true });
}

function fillJournal(directory: string): void {
  const { from, to, eventsOf } = quarterOf("1522");
  const journal = openJournal({ directory, kind: "simulated" });
  for (let day = calendar.dayOf(from); day.start < to; day = calendar.dayOf(day.end))
    journal.append(eventsOf(day), day.end);
  // As if the first start had been a day before: everything is still on the board.
  journal.write("ledger.board-from", String(from));
  journal.close();
}

/** A process of its own each time, as after a real start. Medians. */
async function starts(directory: string): Promise<Start> {
  const all: Start[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, directory]);
    const measured: Start = JSON.parse(stdout);
    if (measured.arrived !== 36_470) throw new Error("the report is not whole");
    all.push(measured);
  }
  const median = (of: (start: Start) => number): number =>
    all.map(of).toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
  return {
    rebuildMs: median((one) => one.rebuildMs),
    firstReportMs: median((one) => one.firstReportMs),
    reportMs: median((one) => one.reportMs),
    arrived: 36_470,
  };
}

/** Plays the quarter in life's order, and watches what is held. Answers the contacts on the board at the end. */
async function playAndWatch(directory: string): Promise<number> {
  const heaps: number[] = [];
  await playQuarter("1522", directory, (day) => {
    if (day % 30 !== 29) return;
    globalThis.gc?.();
    heaps.push(process.memoryUsage().heapUsed);
  });
  const [first = 0] = heaps;
  const growth = ((heaps.at(-1) ?? 0) - first) / MIB;
  tell("quarter: heap after 90 days against after 30", "<= 2", growth, "MiB", growth <= 2);
  const journal = openJournal({ directory, kind: "simulated" });
  const { saved } = loadBoard(journal, stateCodec);
  journal.close();
  return saved?.keys.split("\n").length ?? 0;
}

/** Four quarters, one after the other, in the ledger of a program that has just started. */
function measureYear(directory: string): void {
  mkdirSync(directory);
  const writing = openLedger({ directory, kind: "simulated" });
  fillYear(writing);
  writing.close();
  globalThis.gc?.();
  const before = process.memoryUsage();
  const ledger = openLedger({ directory, kind: "simulated" });
  const { from } = quarterOf("1522");
  const page = ledger.readHours({ from, to: later(from, hours(24 * 366)) });
  globalThis.gc?.();
  const after = process.memoryUsage();
  const held = (after.heapUsed + after.external - before.heapUsed - before.external) / MIB;
  tell(`a year of ledger read at once, ${page.cells.length} cells`, "<= 50", held, "MiB", held <= 50);
  const size = statSync(path.join(directory, "ledger.sqlite")).size / MIB;
  tell("a year of ledger on disk", "none", size, "MiB", true);
  ledger.close();
}

function fillYear(ledger: ReturnType<typeof openLedger>): void {
  const { from, to } = quarterOf("1522");
  const quarter = openLedger({ directory: path.join(root, "ledger"), kind: "simulated" });
  const page = quarter.readHours({ from, to });
  for (let part = 0; part < 4; part += 1) {
    const shift = hours(part * 24 * 91);
    const cells = page.cells.map((cell) => Object.assign({ ...cell }, { hour: later(cell.hour, shift) }));
    const shifted = page.hours.map(({ hour }) => later(hour, shift));
    ledger.importHours({ source: SOURCE, hours: shifted, cells });
  }
  quarter.close();
}

function print(row: string, target: string, measured: number, limit: number): void {
  tell(row, target, measured, "ms", measured <= limit);
}

function tell(row: string, target: string, measured: number, unit: string, reached: boolean): void {
  console.log(JSON.stringify({ row, target, measured: Math.round(measured * 10) / 10, unit, reached }));
}
