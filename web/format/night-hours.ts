/** From a minute of the house's day up to, not including, another; over midnight where the second is the smaller one. */
export interface NightHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

const PATTERN = /^(\d{1,2})(?::([0-5]\d))?-(\d{1,2})(?::([0-5]\d))?$/;
const DAY_MINUTES = 24 * 60;

/** Reads `night` of an address, such as `22-7` or `22:30-6:45`; `null` when it is missing or makes no sense. */
export function nightHoursOf(query: URLSearchParams): NightHours | null {
  const [, fromHour, fromRest = "0", toHour, toRest = "0"] = PATTERN.exec(query.get("night") ?? "") ?? [];
  const fromMinute = Number(fromHour) * 60 + Number(fromRest);
  const toMinute = (Number(toHour) * 60 + Number(toRest)) % DAY_MINUTES;
  const isSensible = Number(fromHour) < 24 && Number(toHour) * 60 + Number(toRest) <= DAY_MINUTES;
  return isSensible && fromMinute !== toMinute ? { fromMinute, toMinute } : null;
}

export function isNight({ fromMinute, toMinute }: NightHours, minuteOfDay: number): boolean {
  const isOverMidnight = toMinute < fromMinute;
  const [isAfter, isBefore] = [minuteOfDay >= fromMinute, minuteOfDay < toMinute];
  return isOverMidnight ? isAfter || isBefore : isAfter && isBefore;
}
