import type { HourCalendar, TimeRange } from "./ledger-cell.ts";
import { elapsed, type EpochMs, hours, later } from "./time.ts";

/** A source that says nothing for longer may be closed over a weekend, or a file may be missing. */
const QUIET = hours(24);
/** A source that says nothing for longer was not there, or what it said is not in the files. */
const LONGEST_QUIET = hours(7 * 24);

/** A time in which history tells nothing, longer than a day. `taken`: its hours count as quiet ones. */
export interface Silence extends TimeRange {
  readonly taken: boolean;
}

/** The hours that history tells of. */
export interface CoveredHours {
  /** In order of time. */
  readonly hours: readonly EpochMs[];
  /** Those of them of which it may tell a part only. */
  readonly edges: ReadonlySet<EpochMs>;
  readonly silences: readonly Silence[];
}

/**
 * From the first to the last hour in which something was told (`told`, in any order),
 * quiet ones between them included. Edges are the first and the last one, and the
 * hours of a silence of more than a day with those around it; a silence of more than
 * a week is not covered at all, because silence is not zero.
 */
export function coveredHours(told: Iterable<EpochMs>, calendar: HourCalendar): CoveredHours {
  const covered: EpochMs[] = [];
  const edges = new Set<EpochMs>();
  const silences: Silence[] = [];
  let before: EpochMs | null = null;
  for (const hour of [...told].sort((a, b) => a - b)) {
    if (before === null) edges.add(hour);
    else {
      const from = hourAfter(before, calendar);
      const silence = elapsed(from, hour);
      const taken = silence <= LONGEST_QUIET;
      const quiet = taken ? hoursBetween(from, hour, calendar) : [];
      covered.push(...quiet);
      if (silence > QUIET) {
        silences.push({ from, to: hour, taken });
        for (const doubtful of [before, ...quiet, hour]) edges.add(doubtful);
      }
    }
    covered.push(hour);
    before = hour;
  }
  if (before !== null) edges.add(before);
  return { hours: covered, edges, silences };
}

function hoursBetween(from: EpochMs, to: EpochMs, calendar: HourCalendar): EpochMs[] {
  const between: EpochMs[] = [];
  for (let hour = from; hour < to; hour = hourAfter(hour, calendar)) between.push(hour);
  return between;
}

/** No hour is longer than 60 minutes; the last one of a day may be shorter in some zones. */
const hourAfter = (hour: EpochMs, calendar: HourCalendar): EpochMs => calendar.hourOf(later(hour, hours(1)));
