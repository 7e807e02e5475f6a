/** The tables of one channel: counts, shares, and where the contacts lie in the week. */
import { bandRow, bandsStartingAt, type WeekTable } from "#domain/arrival-tables.ts";
import type { Entry, Language } from "#domain/contact-event.ts";
import type { Fate } from "#domain/contact-story.ts";
import { QUEUED_FATES } from "#domain/contact-story.ts";
import type { DecisionRules } from "#domain/decisions.ts";
import type { LedgerCell } from "#domain/ledger-cell.ts";
import { type FateGroups, isFate } from "#domain/ledger-tally.ts";
import { countWithin } from "#domain/wait-histogram.ts";
import type { FateCounts } from "#wire/board-snapshot.ts";
import type { BandTable, ChannelReport, Share } from "#wire/report.ts";

/** A part of a whole, 0..1; `null` when the whole is empty. */
export const partOf = (count: number, whole: number): number | null => (whole === 0 ? null : count / whole);

const shareOf = (count: number, whole: number): Share => ({ count, share: partOf(count, whole) });

/** Fates that are parts of all arrivals, and those that are parts of the queued. */
const OF_ARRIVED = [
  "blacklisted",
  "closedInWelcome",
  "botOnly",
  "interruptedBeforeQueue",
  "inWelcomeNow",
  "queued",
] as const satisfies readonly (keyof FateCounts)[];
const OF_QUEUED = [
  "answered",
  "abandoned",
  "unanswered",
  "voicemail",
  "interruptedWaiting",
  "waitingNow",
] as const satisfies readonly (keyof FateCounts)[];

export const arrivedShares = (counts: FateCounts) => sharesOf(counts, OF_ARRIVED, counts.arrived);
export const queuedShares = (counts: FateCounts) => sharesOf(counts, OF_QUEUED, counts.queued);

function sharesOf(
  counts: FateCounts,
  names: readonly (keyof FateCounts)[],
  whole: number,
): Partial<Record<keyof FateCounts, number>> {
  if (whole === 0) return {};
  return Object.fromEntries(names.map((name) => [name, counts[name] / whole]));
}

/** Answered contacts by how long they waited; the rest of the queued waited longer than all bands, or in vain. */
export function answerBands(
  groups: FateGroups,
  counts: FateCounts,
  { thresholds }: DecisionRules,
): Pick<ChannelReport, "answerBands" | "neverAnswered"> {
  let within = 0;
  const bands = thresholds.map((threshold) => {
    const before = within;
    within = countWithin(groups.answered.waits, threshold);
    return { withinMs: threshold, ...shareOf(within - before, counts.queued) };
  });
  return {
    answerBands: [...bands, { withinMs: null, ...shareOf(counts.queued - within, counts.queued) }],
    neverAnswered: counts.queued - counts.answered,
  };
}

export function entriesOf(
  cells: readonly LedgerCell[],
  configured: readonly Entry[],
  arrived: number,
): ChannelReport["entries"] {
  const counts = new Map<Entry, number>(configured.map((entry) => [entry, 0]));
  for (const { entry, count } of cells)
    if (entry !== null) counts.set(entry, (counts.get(entry) ?? 0) + count);
  return [...counts].map(([entry, count]) => ({ entry, count, share: partOf(count, arrived) }));
}

/** In the order of the configuration, then others that were once in it; `null`: no language was chosen. */
export function languagesOf(
  cells: readonly LedgerCell[],
  configured: readonly Language[],
): ChannelReport["languages"] {
  const rows = new Map<Language | null, { arrived: number; queued: number; answered: number }>();
  const rowOf = (language: Language | null) => {
    const row = rows.get(language) ?? { arrived: 0, queued: 0, answered: 0 };
    rows.set(language, row);
    return row;
  };
  for (const language of configured) rowOf(language);
  for (const { language, outcome, count } of cells) {
    const row = rowOf(language);
    row.arrived += count;
    if (isQueued(outcome)) row.queued += count;
    if (outcome === "answered") row.answered += count;
  }
  return [...rows].map(([language, { arrived, queued, answered }]) => ({
    language,
    arrived,
    queued,
    answered,
  }));
}

/** Arrivals by band of hours and weekday, with totals. */
export function bandTableOf(week: WeekTable, starts: readonly number[]): BandTable {
  const total = sumOf(week.map(sumOf));
  return {
    rows: bandsStartingAt(starts).map((band) => {
      const byWeekday = bandRow(week, band);
      return { band, byWeekday, total: shareOf(sumOf(byWeekday), total) };
    }),
    weekdays: week.map((day) => shareOf(sumOf(day), total)),
    total,
  };
}

/** How many contacts had a fate, as `countsOf` asks for it. */
export const fatesOf =
  (groups: FateGroups) =>
  (fate: Fate): number =>
    groups[fate].count;

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const isQueued = (outcome: string): boolean => isFate(outcome) && QUEUED_FATES.has(outcome);
