/**
 * Local time of the house. The only file that knows time zones: everything else
 * works on instants and asks here where a local day begins. Days have 23, 24 or
 * 25 hours; an hour that happens twice is two hours.
 */
import { DateTime } from "luxon";

import { type EpochMs, epochMs } from "./time.ts";

const HOUR_MS = 3_600_000;
const RECENT_DAYS = 8;

/** One local day, from midnight to midnight. */
export interface LocalDay {
  readonly start: EpochMs;
  /** The first instant of the next day. */
  readonly end: EpochMs;
  /** `2026-11-23`. */
  readonly key: string;
}

/** What the clock on the wall of the house shows. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** Monday is 1, Sunday is 7. */
  readonly weekday: number;
}

export interface Calendar {
  readonly zone: string;
  dayOf(at: EpochMs): LocalDay;
  /**
   * When the hour began that `at` lies in, counted from local midnight: the UTC hour
   * wherever the offset is of whole hours. An hour that happens twice is two hours.
   */
  hourOf(at: EpochMs): EpochMs;
  /** The day with this key (`2026-11-23`); `null`: there is no such date. */
  dayCalled(key: string): LocalDay | null;
  /** The local midnight that lies `days` after a local midnight. */
  daysLater(midnight: EpochMs, days: number): EpochMs;
  /** Whole local days between two local midnights, whatever their hours. */
  daysBetween(from: EpochMs, to: EpochMs): number;
  /** The midnight that began the month. */
  monthStart(at: EpochMs): EpochMs;
  /** The midnight that lies `months` after the one that began a month. */
  monthsLater(monthStart: EpochMs, months: number): EpochMs;
  local(at: EpochMs): LocalTime;
  /** The instant of a local time; one that the clock skips moves forward, one that happens twice is the first. */
  at(year: number, month: number, day: number, hour: number, minute: number): EpochMs;
}

/** `zone` must be a valid IANA name: the configuration has checked it. */
export function createCalendar(zone: string): Calendar {
  const local = (at: EpochMs): DateTime => DateTime.fromMillis(at, { zone });
  let last: LocalDay | undefined;
  /** Late events and reports go to and fro between a few days; asking for the zone costs a thousand times more. */
  const recent: LocalDay[] = [];
  const dayOf = (at: EpochMs): LocalDay => {
    const isIn = (day: LocalDay): boolean => at >= day.start && at < day.end;
    if (last !== undefined && isIn(last)) return last;
    last = recent.find(isIn);
    if (last !== undefined) return last;
    last = dayAround(local(at));
    if (recent.push(last) > RECENT_DAYS) recent.shift();
    return last;
  };
  return {
    zone,
    dayOf,
    hourOf(at) {
      const { start } = dayOf(at);
      return epochMs(start + Math.floor((at - start) / HOUR_MS) * HOUR_MS);
    },
    dayCalled(key) {
      const start = /^\d{4}-\d\d-\d\d$/.test(key) ? DateTime.fromISO(key, { zone }) : null;
      return start?.isValid === true ? dayOf(firstInstantOf(start.startOf("day"))) : null;
    },
    daysLater: (midnight, days) => firstInstantOf(local(midnight).plus({ days }).startOf("day")),
    daysBetween: (from, to) => Math.round(local(to).diff(local(from), "days").days),
    monthStart: (at) => firstInstantOf(local(at).startOf("month")),
    monthsLater: (monthStart, months) => firstInstantOf(local(monthStart).plus({ months }).startOf("month")),
    local(at) {
      const { year, month, day, hour, minute, weekday } = local(at);
      return { year, month, day, hour, minute, weekday };
    },
    at(year, month, day, hour, minute) {
      return firstInstantOf(DateTime.fromObject({ year, month, day, hour, minute }, { zone }));
    },
  };
}

/** The first instant at which clocks show this: midnight comes twice where they are set back over it. */
const firstInstantOf = (time: DateTime): EpochMs =>
  epochMs(Math.min(...time.getPossibleOffsets().map((reading) => reading.toMillis())));

function dayAround(time: DateTime): LocalDay {
  const start = time.startOf("day");
  const end = start.plus({ days: 1 }).startOf("day");
  return {
    start: firstInstantOf(start),
    end: firstInstantOf(end),
    key: start.toFormat("yyyy-MM-dd"),
  };
}
