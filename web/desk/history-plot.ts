/** What came lately as stacked columns: answered, not answered, and never queued. */
import type { DayOfHours, HistoryWindow, StretchSnapshot } from "#wire/history.ts";

import { ceilingOf, type PlotData, type PlotInk, type PlotTick } from "../format/plot-data.ts";
import { REGION } from "../i18n/catalogue.ts";
import type { DeskSpeech } from "./desk-speech.ts";
import { hourName } from "./stretch-words.ts";

type Counts = NonNullable<StretchSnapshot["counts"]>;

/** From the bottom up; each told apart in grey too. */
export const PARTS = ["answered", "lost", "other"] as const;
export const INKS: Readonly<Record<(typeof PARTS)[number], PlotInk>> = {
  answered: "accent",
  lost: "ink",
  other: "usual",
};

export const lostOf = ({ abandoned, unanswered, voicemail }: Counts): number =>
  abandoned + unanswered + voicemail;
export const otherOf = ({ notQueued, undecided }: Counts): number => notQueued + undecided;

/** `asOfMs`: stretches that have not begun have no columns, known or not. */
export function outcomePlot(
  stretches: readonly StretchSnapshot[],
  ticks: readonly PlotTick[],
  asOfMs: number,
): PlotData {
  const layers = [
    {
      kind: "columns" as const,
      inks: PARTS.map((part) => INKS[part]),
      columns: stretches
        .filter(({ fromMs }) => fromMs <= asOfMs)
        .map(({ fromMs, toMs, counts }) => ({
          fromMs,
          toMs,
          parts: counts && [counts.answered, lostOf(counts), otherOf(counts)],
        })),
    },
  ];
  return {
    fromMs: stretches[0]?.fromMs ?? 0,
    toMs: stretches.at(-1)?.toMs ?? 1,
    ceiling: ceilingOf(layers),
    ticks,
    layers,
  };
}

const HOUR_MS = 3_600_000;

/** Every six hours of the clock, every day, or every second Monday. */
export function historyTicks(
  window: HistoryWindow,
  stretches: readonly StretchSnapshot[],
  timeZone: string,
  { page }: DeskSpeech,
): readonly PlotTick[] {
  const { formats } = page;
  const region = REGION[page.locale];
  if (window === "24h")
    return stretches
      .filter(({ fromMs }) => Number(formats.hour(fromMs)) % 6 === 0)
      .map(({ fromMs }) => ({ atMs: fromMs, label: formats.hour(fromMs) }));
  if (window === "7d") {
    const day = new Intl.DateTimeFormat(region, { timeZone, weekday: "short", day: "numeric" });
    return stretches
      .filter(({ fromMs }) => formats.hour(fromMs) === "0" && formats.hour(fromMs - HOUR_MS) !== "0")
      .map(({ fromMs }) => ({ atMs: fromMs + 12 * HOUR_MS, label: day.format(fromMs) }));
  }
  const date = new Intl.DateTimeFormat(region, { timeZone, day: "numeric", month: "short" });
  const weekday = new Intl.DateTimeFormat("en", { timeZone, weekday: "short" });
  return stretches
    .filter(({ fromMs }) => weekday.format(fromMs) === "Mon")
    .filter((_, index) => index % 2 === 0)
    .map(({ fromMs }) => ({ atMs: fromMs, label: date.format(fromMs) }));
}

/** What came of each day, added up; `null`: nothing is known of it. */
export function daysOf(
  stretches: readonly StretchSnapshot[],
  dayOf: (atMs: number) => string,
): readonly StretchSnapshot[] {
  const days: StretchSnapshot[] = [];
  for (const stretch of stretches) {
    const last = days.at(-1);
    if (last && dayOf(last.fromMs) === dayOf(stretch.fromMs)) days[days.length - 1] = joined(last, stretch);
    else days.push(stretch);
  }
  return days;
}

function joined(one: StretchSnapshot, next: StretchSnapshot): StretchSnapshot {
  return {
    fromMs: one.fromMs,
    toMs: next.toMs,
    hours: one.hours + next.hours,
    knownHours: one.knownHours + next.knownHours,
    counts: one.counts && next.counts ? sumOf(one.counts, next.counts) : (one.counts ?? next.counts),
  };
}

const sumOf = (a: Counts, b: Counts): Counts => ({
  net: a.net + b.net,
  answered: a.answered + b.answered,
  abandoned: a.abandoned + b.abandoned,
  unanswered: a.unanswered + b.unanswered,
  voicemail: a.voicemail + b.voicemail,
  notQueued: a.notQueued + b.notQueued,
  undecided: a.undecided + b.undecided,
});

/** Everything that is known of stretches together; `null`: nothing is. */
export const totalOf = (stretches: readonly StretchSnapshot[]): Counts | null =>
  stretches.reduce<Counts | null>(
    (sum, { counts }) => (counts === null ? sum : sum === null ? counts : sumOf(sum, counts)),
    null,
  );

const stretchesOf = (day: DayOfHours, channel: string): readonly StretchSnapshot[] =>
  day.channels.find((one) => one.channel === channel)?.stretches ?? [];

/** A day of last year, hour by hour, laid over today by the clock: on the days that it is changed they are not of one length. */
export function lastYearLine(
  today: DayOfHours,
  before: DayOfHours,
  channel: string,
  speech: DeskSpeech,
): { readonly atMs: readonly number[]; readonly values: readonly (number | null)[] } | null {
  const stretches = stretchesOf(before, channel);
  if (stretches.every(({ counts }) => counts === null)) return null;
  let sum = 0;
  const ends = new Map(
    stretchesOf(today, channel).map(({ fromMs, toMs }) => [hourName(fromMs, speech), toMs]),
  );
  const points = stretches.flatMap(({ fromMs, counts }) => {
    const value = counts === null ? null : (sum += counts.net);
    const atMs = ends.get(hourName(fromMs, speech));
    return atMs === undefined ? [] : [{ atMs, value }];
  });
  return {
    atMs: [today.startMs, ...points.map(({ atMs }) => atMs)],
    values: [0, ...points.map(({ value }) => value)],
  };
}
