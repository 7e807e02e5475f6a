/** Contacts by the stretch of time in which they arrived: hours or days, and hours of the week. */
import { WEEKDAYS } from "./arrival-tables.ts";
import type { Calendar } from "./calendar.ts";
import type { Fate } from "./contact-story.ts";
import type { LedgerCell, TimeRange } from "./ledger-cell.ts";
import { isFate } from "./ledger-tally.ts";
import { type EpochMs, epochMs } from "./time.ts";

const HOUR_MS = 3_600_000;
const HOURS = 24;

/** What became of the contacts of a stretch, net of blacklisted ones; the others add up to `net`. */
export interface OutcomeCounts {
  readonly net: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly unanswered: number;
  readonly voicemail: number;
  /** Ended or interrupted before a queue, or with the bot alone. */
  readonly notQueued: number;
  /** Waiting, in welcome, or interrupted while they waited. */
  readonly undecided: number;
}

export interface Stretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly hours: number;
  /** Hours of which anything is known. */
  readonly knownHours: number;
  /** `null`: nothing is known of any hour of it, which is not zero. */
  readonly counts: OutcomeCounts | null;
}

const OUTCOME_OF: Readonly<Record<Fate, keyof OutcomeCounts | null>> = {
  blacklisted: null,
  answered: "answered",
  abandoned: "abandoned",
  unanswered: "unanswered",
  voicemail: "voicemail",
  closedInWelcome: "notQueued",
  botOnly: "notQueued",
  interruptedBeforeQueue: "notQueued",
  inWelcome: "undecided",
  waiting: "undecided",
  interruptedWaiting: "undecided",
};

export interface HourCells {
  /** Of one channel. */
  readonly cells: Iterable<LedgerCell>;
  readonly knownHours: ReadonlySet<EpochMs>;
}

/** One stretch between each two neighbours of `borders`, which are beginnings of hours, ascending. */
export function stretchesBetween(borders: readonly EpochMs[], { cells, knownHours }: HourCells): Stretch[] {
  const byHour = new Map<EpochMs, OpenCounts>();
  for (const { hour, outcome, count } of cells) {
    const name = isFate(outcome) ? OUTCOME_OF[outcome] : null;
    if (name === null) continue;
    const counts = byHour.get(hour) ?? noCounts();
    byHour.set(hour, counts);
    counts.net += count;
    counts[name] += count;
  }
  return borders.slice(0, -1).map((from, at) => {
    const to = borders[at + 1] ?? from;
    const sum = noCounts();
    let [hours, known] = [0, 0];
    for (let hour: number = from; hour < to; hour += HOUR_MS) {
      hours += 1;
      if (knownHours.has(epochMs(hour))) known += 1;
      add(sum, byHour.get(epochMs(hour)));
    }
    return { from, to, hours, knownHours: known, counts: known === 0 ? null : sum };
  });
}

/** Mean arrivals of an hour of the week, Monday first, and over how many hours; `null`: none of them is known. */
export interface WeekHour {
  readonly mean: number | null;
  readonly hours: number;
}

/**
 * What an hour of the week brought on average, over the hours of the range that are known.
 * An hour that the clock repeats is two hours of its place, one that it skips is none.
 */
export function meanWeekOf(range: TimeRange, parts: HourCells, calendar: Calendar): WeekHour[][] {
  const sums = Array.from({ length: WEEKDAYS }, () =>
    Array.from({ length: HOURS }, () => ({ net: 0, hours: 0 })),
  );
  const borders: EpochMs[] = [];
  for (let hour: number = range.from; hour <= range.to; hour += HOUR_MS) borders.push(epochMs(hour));
  for (const { from, counts } of stretchesBetween(borders, parts)) {
    if (counts === null) continue;
    const { weekday, hour } = calendar.local(from);
    const sum = sums[weekday - 1]?.[hour];
    if (sum === undefined) continue;
    sum.net += counts.net;
    sum.hours += 1;
  }
  return sums.map((day) => day.map(({ net, hours }) => ({ mean: hours === 0 ? null : net / hours, hours })));
}

type OpenCounts = { -readonly [Key in keyof OutcomeCounts]: number };

const noCounts = (): OpenCounts => ({
  net: 0,
  answered: 0,
  abandoned: 0,
  unanswered: 0,
  voicemail: 0,
  notQueued: 0,
  undecided: 0,
});

function add(sum: OpenCounts, counts: OutcomeCounts | undefined): void {
  if (counts === undefined) return;
  sum.net += counts.net;
  sum.answered += counts.answered;
  sum.abandoned += counts.abandoned;
  sum.unanswered += counts.unanswered;
  sum.voicemail += counts.voicemail;
  sum.notQueued += counts.notQueued;
  sum.undecided += counts.undecided;
}
