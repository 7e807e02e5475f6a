import type { Report, ReportDay } from "#wire/report.ts";

import { type DayRun, dayRuns } from "./day-runs.ts";
import type { ReportSpeech } from "./report-speech.ts";

/** More of them are told by their number. */
const MOST_RUNS = 8;

/** What is not final or not known in this report, a sentence each; empty when nothing is missing. */
export function notesOf(report: Report, speech: ReportSpeech): readonly string[] {
  const { words, formats } = speech;
  const { knownFrom, period, channels } = report;
  if (knownFrom === null) return [words.noteNothingKnown];
  const days = channels[0]?.days ?? [];
  const inState = (state: ReportDay["state"]): readonly DayRun[] =>
    dayRuns(days, (day) => day.state === state);
  const provisional = inState("provisional");
  return [
    ...(knownFrom > period.from ? [words.noteKnownFrom(formats.dates(knownFrom, knownFrom))] : []),
    ...countNote(inState("ahead"), words.noteAhead, speech),
    ...inState("open").map(({ from }) => words.noteOpen(formats.dates(from, from))),
    ...(provisional.length > 0 ? [words.noteProvisional(runsText(provisional, speech))] : []),
    ...channels.flatMap(({ channel, isKnown, days: own }) => {
      if (!isKnown) return [words.noteUnknown(words[channel])];
      const missing = dayRuns(own, (day) => day.date >= knownFrom && isMissing(day));
      return missing.length > 0 ? [words.noteMissing(words[channel], missingText(missing, speech))] : [];
    }),
  ];
}

/** A day that is not over cannot be known whole, so its state tells enough. */
const isMissing = ({ state, hours, knownHours }: ReportDay): boolean =>
  (state === "closed" || state === "provisional") && knownHours < hours;

function countNote(
  runs: readonly DayRun[],
  note: (days: string) => string,
  { words, formats }: ReportSpeech,
): readonly string[] {
  const count = runs.reduce((sum, { days }) => sum + days, 0);
  if (count === 0) return [];
  return [note(count === 1 ? words.dayOne : words.days(formats.integer(count)))];
}

const runsText = (runs: readonly DayRun[], { formats }: ReportSpeech): string =>
  formats.list(runs.map(({ from, to }) => formats.shortDates(from, to)));

function missingText(runs: readonly DayRun[], { words, formats }: ReportSpeech): string {
  const told = runs
    .slice(0, MOST_RUNS)
    .map(({ from, to, unknownHours }) =>
      words.noteHours(formats.shortDates(from, to), formats.integer(unknownHours)),
    );
  const more = runs.length - told.length;
  return formats.list(more > 0 ? [...told, words.noteMore(formats.integer(more))] : told);
}
