import type { Calendar, LocalDay } from "./calendar.ts";
import type { KnownDay, KnownDays } from "./known-days.ts";
import type { EpochMs } from "./time.ts";

/** An entry that brings this many times the ordinary, in any block, announces itself. */
export const GREAT_TIMES = 1.5;
/** On the day itself it is said until noon; then the day speaks for itself. */
const MORNING_ENDS = 12;

/** A great day is near. Numbers only: the page makes the sentence. */
export interface Announcement<Last> {
  readonly entry: KnownDay;
  readonly when: "tomorrow" | "today";
  readonly day: LocalDay;
  /** Times an ordinary day of its weekday; where nothing is usual yet, in the block that brings most. */
  readonly times: number;
  /** What came on the last occurrence, however the caller tells it; `null` when it was not recorded. */
  readonly lastTime: Last | null;
}

/**
 * What is to be announced at `at`: a great day on its eve, from midnight to midnight, and on
 * its own morning, up to noon of the local clock. Of two days the one that has begun.
 */
export function announcementAt<Last>(options: {
  readonly at: EpochMs;
  readonly calendar: Calendar;
  readonly knownDays: KnownDays;
  /** Times the ordinary for each block of an entry: written or learned. */
  readonly timesOf: (entry: KnownDay) => readonly number[];
  /** Times an ordinary day of its weekday, all hours together; `null`: nothing is usual yet. */
  readonly timesOfDay: (day: LocalDay) => number | null;
  /** What came on the occurrence of `entry` before `day`, if it is known. */
  readonly lastTimeOf: (entry: KnownDay, day: LocalDay) => Last | null;
}): Announcement<Last> | null {
  const { at, calendar, knownDays, timesOf, timesOfDay, lastTimeOf } = options;
  const announce = (day: LocalDay, when: Announcement<Last>["when"]): Announcement<Last> | null => {
    const special = knownDays.on(day.key);
    if (special?.type !== "known") return null;
    const { entry } = special;
    const most = Math.max(...timesOf(entry));
    if (most < GREAT_TIMES) return null;
    return { entry, when, day, times: timesOfDay(day) ?? most, lastTime: lastTimeOf(entry, day) };
  };
  const today = calendar.dayOf(at);
  const isMorning = calendar.local(at).hour < MORNING_ENDS;
  return (isMorning ? announce(today, "today") : null) ?? announce(calendar.dayOf(today.end), "tomorrow");
}
