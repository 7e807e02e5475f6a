/** What came lately as tables: every number of the charts, and more. */
import type { HistoryChannel, StretchSnapshot } from "#wire/history.ts";

import { DASH } from "../format/formats.ts";
import type { TableView } from "../report/document.ts";
import type { DeskSpeech } from "./desk-speech.ts";
import { hourName, isRepeated } from "./stretch-words.ts";

/** What became of the contacts of each stretch. `beside`: one more column at the end. */
export function outcomeTable(
  stretches: readonly StretchSnapshot[],
  {
    caption,
    head,
    nameOf,
    note,
    asOfMs,
    beside,
  }: {
    readonly caption: string;
    readonly head: string;
    readonly nameOf: (stretch: StretchSnapshot) => string;
    readonly note: string;
    readonly asOfMs: number;
    readonly beside?: { readonly head: string; readonly of: (stretch: StretchSnapshot) => number | null };
  },
  { words, count }: DeskSpeech,
): TableView {
  const { outcomes } = words;
  const cell = (value: number | null | undefined): string => (value == null ? DASH : count(value));
  return {
    caption,
    columns: [
      head,
      words.columns.arrived,
      outcomes.answered,
      outcomes.abandoned,
      outcomes.unanswered,
      outcomes.voicemail,
      outcomes.notQueued,
      outcomes.undecided,
      ...(beside ? [beside.head] : []),
    ],
    rows: stretches.map((stretch) => {
      const { counts, fromMs, toMs, hours, knownHours } = stretch;
      const isRunning = fromMs <= asOfMs && asOfMs < toMs;
      const isPart = !isRunning && knownHours > 0 && knownHours < hours;
      const name = nameOf(stretch);
      return {
        head: isPart ? words.partKnown(name, count(knownHours), count(hours)) : name,
        cells: [
          counts && isRunning ? words.soFarInHour(count(counts.net)) : cell(counts?.net),
          cell(counts?.answered),
          cell(counts?.abandoned),
          cell(counts?.unanswered),
          cell(counts?.voicemail),
          cell(counts?.notQueued),
          cell(counts?.undecided),
          ...(beside ? [cell(beside.of(stretch))] : []),
        ],
        role: "plain",
      };
    }),
    note,
    isWide: true,
  };
}

/** Arrivals of some days by hour of the clock: a column for each day, a row of its own for an hour that came twice. */
export function hoursByDay(
  stretches: readonly StretchSnapshot[],
  {
    caption,
    dayOf,
    note,
  }: { readonly caption: string; readonly dayOf: (atMs: number) => string; readonly note: string },
  speech: DeskSpeech,
): TableView {
  const { words, count, page } = speech;
  const days = [...new Set(stretches.map(({ fromMs }) => dayOf(fromMs)))];
  const rows = new Map<string, { readonly order: number; readonly cells: Map<string, number | null> }>();
  for (const { fromMs, counts } of stretches) {
    const name = hourName(fromMs, speech);
    const order = Number(page.formats.hour(fromMs)) + (isRepeated(fromMs, page) ? 0.5 : 0);
    const row = rows.get(name) ?? { order, cells: new Map<string, number | null>() };
    rows.set(name, row);
    row.cells.set(dayOf(fromMs), counts?.net ?? null);
  }
  const highest = Math.max(1, ...stretches.map(({ counts }) => counts?.net ?? 0));
  return {
    caption,
    columns: [words.columns.hour, ...days],
    rows: [...rows]
      .sort(([, a], [, b]) => a.order - b.order)
      .map(([head, { cells }]) => {
        const values = days.map((day) => cells.get(day) ?? null);
        return {
          head,
          cells: values.map((value) => (value === null ? DASH : count(value))),
          role: "plain" as const,
          heat: values.map((value) => (value ?? 0) / highest),
        };
      }),
    note,
    isWide: true,
  };
}

/** A weekday and an hour: what they bring on average. */
export interface HeatCell {
  readonly text: string;
  /** Of the highest mean, 0..1; `null`: not known. */
  readonly heat: number | null;
  /** In a whole sentence. */
  readonly spoken: string;
}

export interface HeatView {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly head: string; readonly cells: readonly HeatCell[] }[];
}

/** Any Monday. */
const MONDAY_MS = Date.UTC(2024, 0, 1, 12);
const DAY_MS = 86_400_000;

/** Hours down, weekdays across, Monday first. */
export function heatOf(
  { week }: Pick<HistoryChannel, "week">,
  what: string,
  { words, decimal, count, page }: DeskSpeech,
): HeatView {
  const highest = Math.max(0.1, ...week.flat().map(({ mean }) => mean ?? 0));
  const region = page.locale;
  const short = new Intl.DateTimeFormat(region, { weekday: "short", timeZone: "UTC" });
  const long = new Intl.DateTimeFormat(region, { weekday: "long", timeZone: "UTC" });
  const dayMs = week.map((_, day) => MONDAY_MS + day * DAY_MS);
  return {
    columns: dayMs.map((atMs) => short.format(atMs)),
    rows: Array.from({ length: 24 }, (_, hour) => ({
      head: words.hours(String(hour), String(hour + 1)),
      cells: week.map((day, at) => {
        const { mean, hours } = day[hour] ?? { mean: null, hours: 0 };
        const when = words.heat.when(long.format(dayMs[at] ?? 0), String(hour), String(hour + 1));
        return {
          text: mean === null ? DASH : decimal(mean),
          heat: mean === null ? null : mean / highest,
          spoken:
            mean === null
              ? words.heat.unknown(when)
              : words.heat.spoken(
                  when,
                  decimal(mean),
                  what,
                  hours === 1 ? words.heat.hourOne : words.heat.hours(count(hours)),
                ),
        };
      }),
    })),
  };
}
