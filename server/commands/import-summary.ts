/** What an import did, for the administrator who asked for it. Pure: figures in, lines out. */
import { styleText } from "node:util";

import type { Calendar } from "#domain/calendar.ts";
import { type Channel, CHANNELS } from "#domain/contact-event.ts";
import { type Fate, FATES } from "#domain/contact-story.ts";
import type { SourceHistory } from "#domain/history.ts";
import type { LedgerCell } from "#domain/ledger-cell.ts";
import { type DurationMs, elapsed, type EpochMs } from "#domain/time.ts";
import type { ImportPlan, LeftHour } from "#engine/import-history.ts";

/** One source, and what became of its hours. */
export interface ImportedSource {
  readonly history: SourceHistory;
  readonly plan: ImportPlan;
}

const LABEL_WIDTH = 12;
const FATE_WIDTH = 27;
const HOURS_TOLD = 5;
const HOUR_MS = 3_600_000;
const OUTBOUND = "outbound:";

const WORDS: Readonly<Record<Fate, string>> = {
  blacklisted: "blacklisted",
  closedInWelcome: "closed in the welcome",
  botOnly: "bot only",
  interruptedBeforeQueue: "interrupted before a queue",
  inWelcome: "in the welcome",
  answered: "answered",
  abandoned: "abandoned",
  unanswered: "unanswered",
  voicemail: "voicemail",
  interruptedWaiting: "interrupted while waiting",
  waiting: "waiting",
};

const WHY_LEFT: Readonly<Record<LeftHour["state"], string>> = {
  running: "not over yet, or the server may still be told of it",
  heard: "the server counts it itself at present",
  closed: "counted live, and the files may hold a part of it only",
  imported: "imported before with other counts, and these files may hold a part of it only",
};

export function sourceSummary(
  { history, plan }: ImportedSource,
  calendar: Calendar,
  dryRun: boolean,
): string[] {
  const at = (instant: EpochMs): string => localText(instant, calendar);
  return [
    row("source", styleText("bold", history.source)),
    row("period", `${at(history.first)} to ${at(history.last)}, ${calendar.zone}`),
    ...contactLines(history.cells),
    ...silenceLines(history, at),
    ...queuedOnlyLines(history),
    ...hourLines(plan, at, dryRun),
    ...(history.arrivedBefore === 0
      ? []
      : [row("left out", `${counted(history.arrivedBefore, "contact")} that arrived before the first hour`)]),
  ];
}

/** A line of the summary: what it is about, and what there is to say. */
export const row = (label: string, text: string): string =>
  `  ${styleText("dim", label.padEnd(LABEL_WIDTH))}${text}`;

/** `1 hour`, `2,000 hours`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

function contactLines(cells: readonly LedgerCell[]): string[] {
  const lines = CHANNELS.flatMap((channel) => channelLines(channel, cells));
  const purposes = new Set(cells.map(({ outcome }) => outcome).filter((name) => name.startsWith(OUTBOUND)));
  const outbound = [...purposes].sort().map((name) => `${name.slice(OUTBOUND.length)} ${sumOf(cells, name)}`);
  return [
    ...(lines.length === 0 ? [row("contacts", "none")] : lines),
    ...(outbound.length === 0 ? [] : [row("outbound", outbound.join(", "))]),
  ];
}

function channelLines(channel: Channel, cells: readonly LedgerCell[]): string[] {
  const own = cells.filter((cell) => cell.channel === channel);
  const counts = FATES.map((fate) => ({ words: WORDS[fate], count: sumOf(own, fate) }));
  const arrived = counts.reduce((sum, { count }) => sum + count, 0).toLocaleString("en");
  const lines = counts
    .filter(({ count }) => count > 0)
    .map(
      ({ words, count }) =>
        `${words.padEnd(FATE_WIDTH)}${count.toLocaleString("en").padStart(arrived.length)}`,
    );
  if (lines.length === 0) return [];
  return [
    row(channel, `${"arrived".padEnd(FATE_WIDTH)}${styleText("bold", arrived)}`),
    ...lines.map((line) => row("", line)),
  ];
}

const sumOf = (cells: readonly LedgerCell[], outcome: LedgerCell["outcome"]): number =>
  cells.reduce((sum, cell) => sum + (cell.outcome === outcome ? cell.count : 0), 0);

function silenceLines({ silences }: SourceHistory, at: (instant: EpochMs) => string): string[] {
  const lines = silences.slice(0, HOURS_TOLD).map(({ from, to, taken }) => {
    const length = `${at(from)} to ${at(to)} (${lengthText(elapsed(from, to))})`;
    return taken
      ? row("quiet", `${length}: nothing was told, taken as no contacts`)
      : row("not covered", `${length}: nothing was told for more than a week`);
  });
  return [...lines, ...more(silences.length)];
}

function queuedOnlyLines({ hours, queuedOnly }: SourceHistory): string[] {
  if (queuedOnly.size === 0) return [];
  const which =
    queuedOnly.size === hours.length
      ? "every hour"
      : `${counted(queuedOnly.size, "hour")} of ${hours.length}`;
  return [
    row("queued only", styleText("yellow", `${which}: no end of a call is marked`)),
    row("", "  Who left before a queue is not in the file. Reports have what it tells;"),
    row("", "  what is usual is not learned from it."),
  ];
}

function hourLines(plan: ImportPlan, at: (instant: EpochMs) => string, dryRun: boolean): string[] {
  const kinds = [
    plan.unknown > 0 ? `${plan.unknown.toLocaleString("en")} new` : "",
    plan.live > 0 ? `${plan.live.toLocaleString("en")} in the place of live counts` : "",
    plan.imported > 0 ? `${plan.imported.toLocaleString("en")} imported before` : "",
  ].filter((text) => text !== "");
  const written = `${counted(plan.hours.length, "hour")} ${dryRun ? "would be written" : "written"}`;
  const lines = [row("ledger", kinds.length === 0 ? written : `${written}: ${kinds.join(", ")}`)];
  if (plan.left.length === 0) return lines;
  lines.push(row("", styleText("yellow", `${counted(plan.left.length, "hour")} not replaced`)));
  for (const { hour, state } of plan.left.slice(0, HOURS_TOLD))
    lines.push(row("", `  ${at(hour)}  ${WHY_LEFT[state]}`));
  lines.push(...more(plan.left.length));
  if (plan.left.some(({ state }) => state === "closed" || state === "imported"))
    lines.push(
      row("", "  To replace them, give the files before and after in the same command,"),
      row("", "  or say --whole when these files hold their first and last hour whole."),
    );
  return lines;
}

const more = (count: number): string[] =>
  count > HOURS_TOLD ? [row("", `  and ${(count - HOURS_TOLD).toLocaleString("en")} more`)] : [];

/** `2 d 16 h`. */
function lengthText(length: DurationMs): string {
  const whole = Math.round(length / HOUR_MS);
  return whole < 24 ? `${whole} h` : `${Math.floor(whole / 24)} d ${whole % 24} h`;
}

function localText(at: EpochMs, calendar: Calendar): string {
  const { year, month, day, hour, minute } = calendar.local(at);
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}

const two = (value: number): string => String(value).padStart(2, "0");
