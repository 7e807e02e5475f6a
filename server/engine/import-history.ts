import type { SourceHistory } from "#domain/history.ts";
import type { LedgerCell } from "#domain/ledger-cell.ts";
import { type EpochMs, hours as hoursOf, later, ms } from "#domain/time.ts";

import type { HourState, LedgerStore } from "./ports.ts";

/** Hours in one transaction: whoever else has the ledger open waits for a moment only. */
const HOURS_AT_ONCE = 168;
const HOUR = hoursOf(1);
/** The server takes events this late; what it is told of an hour must not meet a part of it that was imported. */
const LATE_EVENTS = hoursOf(24);

/** An hour that is not replaced, and how the ledger holds it; `running`: it is not over yet, or late events may still come. */
export interface LeftHour {
  readonly hour: EpochMs;
  readonly state: HourState | "running";
}

/** What an import does with the hours of a history. */
export interface ImportPlan {
  /** Those that are written, and how many of them by what the ledger held of them before. */
  readonly hours: readonly EpochMs[];
  readonly unknown: number;
  readonly live: number;
  readonly imported: number;
  readonly left: readonly LeftHour[];
}

/**
 * Decides which hours the history replaces. An hour at an edge, of which the files may
 * hold a part only, is written when nothing is known of it, or the same already; one
 * in which the source was heard is left to the live counts, and one that is not over at
 * `now`, or whose late events the server would still take, to those that will be. With
 * `whole` the files are said to hold their edges whole. Changes nothing.
 */
export function planImport(
  store: Pick<LedgerStore, "readHours">,
  history: SourceHistory,
  now: EpochMs,
  whole = false,
): ImportPlan {
  const hours: EpochMs[] = [];
  const left: LeftHour[] = [];
  const counts = { unknown: 0, live: 0, imported: 0 };
  const cellsOf = byHour(history.cells);
  for (const chunk of chunksOf(history.hours)) {
    const known = knownOf(store, history, chunk);
    for (const hour of chunk) {
      const state = known.stateOf(hour);
      const openFor = history.edges.has(hour) ? ms(HOUR + LATE_EVENTS) : HOUR;
      if (later(hour, openFor) > now) {
        left.push({ hour, state: state ?? "running" });
        continue;
      }
      if (state !== undefined && history.edges.has(hour) && !whole) {
        const same = state === "imported" && sameCells(known.cellsOf(hour), cellsOf(hour));
        if (!same) {
          left.push({ hour, state });
          continue;
        }
      }
      hours.push(hour);
      counts[state === undefined ? "unknown" : state === "imported" ? "imported" : "live"] += 1;
    }
  }
  return { ...counts, hours, left };
}

/**
 * Puts history in the place of what the ledger holds of these hours. Durable on
 * return. Throws `JournalUnavailable`; the whole import may then be repeated.
 */
export function writeImport(
  store: Pick<LedgerStore, "importHours">,
  history: SourceHistory,
  plan: ImportPlan,
): void {
  const { source, queuedOnly } = history;
  const cellsOf = byHour(history.cells);
  for (const hours of chunksOf(plan.hours))
    store.importHours({ source, hours, cells: hours.flatMap(cellsOf), queuedOnly });
}

function* chunksOf(hours: readonly EpochMs[]): Iterable<readonly EpochMs[]> {
  for (let start = 0; start < hours.length; start += HOURS_AT_ONCE)
    yield hours.slice(start, start + HOURS_AT_ONCE);
}

type CellsOf = (hour: EpochMs) => readonly LedgerCell[];

function byHour(cells: readonly LedgerCell[]): CellsOf {
  const found = new Map<EpochMs, LedgerCell[]>();
  for (const cell of cells) {
    const known = found.get(cell.hour);
    if (known === undefined) found.set(cell.hour, [cell]);
    else known.push(cell);
  }
  return (hour) => found.get(hour) ?? [];
}

/** What the ledger holds of a source in hours that follow one another. */
function knownOf(
  store: Pick<LedgerStore, "readHours">,
  { source }: SourceHistory,
  hours: readonly EpochMs[],
): { readonly stateOf: (hour: EpochMs) => HourState | undefined; readonly cellsOf: CellsOf } {
  const [from, to] = [hours[0], hours.at(-1)];
  if (from === undefined || to === undefined) return { stateOf: () => undefined, cellsOf: () => [] };
  const page = store.readHours({ from, to: later(to, ms(1)) });
  const states = new Map(
    page.hours.filter((known) => known.source === source).map(({ hour, state }) => [hour, state]),
  );
  return {
    stateOf: (hour) => states.get(hour),
    cellsOf: byHour(page.cells.filter((cell) => cell.source === source)),
  };
}

function sameCells(a: readonly LedgerCell[], b: readonly LedgerCell[]): boolean {
  const texts = new Set(a.map(textOf));
  return a.length === b.length && b.every((cell) => texts.has(textOf(cell)));
}

function textOf(cell: LedgerCell): string {
  const { source, channel, language, entry, outcome, count, waitSum, waitBins, talks, talkSum } = cell;
  const bins = [...waitBins].sort(([a], [b]) => a - b);
  return JSON.stringify([
    source,
    channel,
    language ?? "",
    entry ?? "",
    outcome,
    count,
    waitSum,
    talks,
    talkSum,
    bins,
  ]);
}
