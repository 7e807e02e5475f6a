/**
 * Local time of the house. The only file that knows time zones: everything else
 * works on instants and asks here where a local day begins. Days have 23, 24 or
 * 25 hours; an hour that happens twice is two hours.
 */
import { DateTime } from "luxon";

import { type EpochMs, epochMs } from "./time.ts";

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
  local(at: EpochMs): LocalTime;
  /** The instant of a local time; one that the clock skips moves forward, one that happens twice is the first. */
  at(year: number, month: number, day: number, hour: number, minute: number): EpochMs;
}

/** `zone` must be a valid IANA name: the configuration has checked it. */
export function createCalendar(zone: string): Calendar {
  let last: LocalDay | undefined;
  return {
    zone,
    dayOf(at) {
      if (last === undefined || at < last.start || at >= last.end) last = dayAround(at, zone);
      return last;
    },
    local(at) {
      const { year, month, day, hour, minute, weekday } = DateTime.fromMillis(at, { zone });
      return { year, month, day, hour, minute, weekday };
    },
    at(year, month, day, hour, minute) {
      const readings = DateTime.fromObject({ year, month, day, hour, minute }, { zone }).getPossibleOffsets();
      return epochMs(Math.min(...readings.map((reading) => reading.toMillis())));
    },
  };
}

function dayAround(at: EpochMs, zone: string): LocalDay {
  const start = DateTime.fromMillis(at, { zone }).startOf("day");
  const end = start.plus({ days: 1 }).startOf("day");
  return {
    start: epochMs(start.toMillis()),
    end: epochMs(end.toMillis()),
    key: start.toFormat("yyyy-MM-dd"),
  };
}
