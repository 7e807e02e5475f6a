/** `npm run import -- --queue-log FILE...` or `--events FILE...`: puts history into the ledger, while the server runs too. */
import { existsSync } from "node:fs";
import path from "node:path";
import { styleText } from "node:util";

import { configFileOf } from "#config/environment.ts";
import { ConfigError, EXIT_CONFIG } from "#config/fault.ts";
import { loadConfig } from "#config/load-config.ts";
import type { Config } from "#config/schema.ts";
import type { AsteriskConfig } from "#config/source-schema.ts";
import { type Calendar, createCalendar } from "#domain/calendar.ts";
import { later, minutes } from "#domain/time.ts";
import type { HistoryReader } from "#engine/history-reader.ts";
import { planImport, writeImport } from "#engine/import-history.ts";
import { JournalUnavailable, type LedgerStore } from "#engine/ports.ts";
import { openLedger } from "#journal/open-ledger.ts";
import { JournalUnusable } from "#journal/unusable.ts";
import { systemClock } from "#platform/clock.ts";
import { ephemeralPseudonyms } from "#platform/ephemeral-pseudonyms.ts";
import { QueueLogHistory } from "#sources/asterisk/history-of-queue-log.ts";
import { EventsHistory } from "#sources/http-events/history-of-events.ts";

import { IMPORT_USAGE, type ImportRequest, readImportArguments } from "./import-arguments.ts";
import { counted, sourceSummary } from "./import-summary.ts";
import { createProgressBar } from "./progress-bar.ts";
import { openFiles, type ReadHistory, readHistory, UnreadableFile } from "./read-history.ts";
import { refusalSummary } from "./refusal-summary.ts";
import { say, tellsUsage } from "./run-command.ts";

/** Of sysexits.h: not understood, no good data, a file that cannot be opened, try again. */
const EXIT = { usage: 64, data: 65, noInput: 66, tryAgain: 75 } as const;
/** Clocks of sources run ahead. */
const AHEAD = minutes(2);

async function main(request: ImportRequest): Promise<number> {
  const file = request.config ?? configFileOf(process.env);
  const config = loadConfig(file, process.env);
  if (config.sources.some(({ kind }) => kind === "simulation"))
    throw mistake(
      file,
      "this is a simulation, whose figures are invented anew at every start, so it has no history: name a configuration with real sources by --config or VEDETTA_CONFIG",
    );
  const calendar = createCalendar(config.house.timeZone);
  const reader = readerOf(request, config, calendar, file);
  const files = openFiles(request.files);
  const bar = createProgressBar({
    output: process.stderr,
    totalBytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    now: () => performance.now(),
  });
  const read = await readHistory(files, reader, (bytes, rows) => bar.update(bytes, rows)).finally(() =>
    bar.close(),
  );
  if (read.histories.length === 0) {
    process.stderr.write(text([styleText("bold", "Nothing could be imported"), ...refusalsOf(read)]));
    return EXIT.data;
  }
  process.stdout.write(text(putIntoLedger(read, request, config, calendar)));
  return 0;
}

function readerOf(request: ImportRequest, config: Config, calendar: Calendar, file: string): HistoryReader {
  const common = { calendar, pseudonyms: ephemeralPseudonyms(), until: later(systemClock.now(), AHEAD) };
  if (request.format === "events") return new EventsHistory({ ...common, house: config });
  return new QueueLogHistory({ ...common, house: config, config: pbxOf(request, config, file) });
}

/** The PBX that `--source` names, or the only one there is. */
function pbxOf({ source }: ImportRequest, config: Config, file: string): AsteriskConfig {
  const all = config.sources.filter((candidate) => candidate.kind === "asterisk");
  const names = all.map(({ id }) => id).join(", ");
  if (all.length === 0) throw mistake(file, "no source is of kind asterisk, so no queue_log can be of one");
  const found = source === undefined ? all : all.filter(({ id }) => id === source);
  const [pbx, ...others] = found;
  if (pbx === undefined)
    throw mistake(
      "command line",
      `no source of kind asterisk has this id: use --source with one of ${names}`,
    );
  if (others.length > 0)
    throw mistake("command line", `say whose queue_log it is: use --source with one of ${names}`);
  return pbx;
}

/** Writes what was read, unless it is a rehearsal, and answers the summary. */
function putIntoLedger(
  read: ReadHistory,
  { dryRun, whole, files, format }: ImportRequest,
  { dataDirectory }: Config,
  calendar: Calendar,
): readonly string[] {
  const ledger =
    dryRun && !existsSync(path.join(dataDirectory, "ledger.sqlite"))
      ? null
      : openLedger({ directory: dataDirectory, kind: "real" });
  try {
    const sources = read.histories.map((history) => {
      const plan = planImport(ledger ?? EMPTY_LEDGER, history, systemClock.now(), whole);
      if (!dryRun && ledger !== null) writeImport(ledger, history, plan);
      return { history, plan };
    });
    const kind = format === "queue-log" ? "queue_log" : "events";
    const what = `${counted(files.length, "file")} of ${kind}`;
    const isNothing = sources.every(({ plan }) => plan.hours.length === 0);
    const done = isNothing
      ? `${styleText("yellow", "not imported")}  ${what}: no hour was replaced`
      : `${styleText("green", "imported")}  ${what}, into ${dataDirectory}`;
    return [
      dryRun ? `${styleText("yellow", "dry run")}  ${what}, nothing was written` : done,
      "",
      ...sources.flatMap((source) => sourceSummary(source, calendar, dryRun).concat("")),
      ...refusalsOf(read),
    ];
  } finally {
    ledger?.close();
  }
}

const EMPTY_LEDGER: Pick<LedgerStore, "readHours"> = { readHours: () => ({ cells: [], hours: [] }) };

const refusalsOf = ({ rows, copies, refused }: ReadHistory): string[] =>
  refusalSummary(rows, copies, refused);

const text = (lines: readonly string[]): string => `\n${lines.join("\n")}\n\n`;

const mistake = (where: string, message: string): ConfigError =>
  new ConfigError(where, [{ path: [], message }]);

/** A mistake of the administrator is one clear message; anything else is ours, with its stack. */
function fail(error: unknown): number {
  if (error instanceof ConfigError || error instanceof JournalUnusable)
    return say(error.message, EXIT_CONFIG);
  if (error instanceof UnreadableFile)
    return say(error.message, error.kind === "no-input" ? EXIT.noInput : EXIT.data);
  if (error instanceof JournalUnavailable)
    return say(`${error.message}; give the same command again: what was written stays`, EXIT.tryAgain);
  throw error;
}

const request = readImportArguments(process.argv.slice(2));
if (!tellsUsage(IMPORT_USAGE))
  process.exitCode = request === null ? say(IMPORT_USAGE, EXIT.usage) : await main(request).catch(fail);
