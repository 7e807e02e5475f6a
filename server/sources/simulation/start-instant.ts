import type { Calendar } from "#domain/calendar.ts";
import type { EpochMs } from "#domain/time.ts";

/**
 * The instant of `YYYY-MM-DDThh:mm`, local time of the house, as in `from` of a
 * simulation. `null`: there is no such date. A time that the clock skips moves forward.
 */
export function startInstant(from: string, calendar: Calendar): EpochMs | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/.exec(from)?.slice(1).map(Number);
  if (parts === undefined) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
  const at = calendar.at(year, month, day, hour, minute);
  return Number.isFinite(at) ? at : null;
}
