/** Reads single numbers out of untrusted rows. Everything that is not asked for by name stays outside. */
import { type DurationMs, type EpochMs, epochMs, ms, seconds } from "#domain/time.ts";

export type Row = Readonly<Record<string, unknown>>;

export const isRow = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A whole number, also written as a string, as older databases give it; `null` for anything else. */
export function integerOf(row: Row, field: string): number | null {
  const value = row[field];
  const number = typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : null;
}

/** Whether the field holds a number above 0. */
export const isPositive = (row: Row, field: string): boolean => (integerOf(row, field) ?? 0) > 0;

/** The year 2100: what is later is no time. */
const LAST_SECOND = 4_102_444_800;
/** No chat of a helpline takes longer than a month. */
const LONGEST_SECONDS = 2_678_400;

/** Seconds since 1970, of which 0 means never. */
export function instantOf(row: Row, field: string): EpochMs | null {
  const at = integerOf(row, field);
  return at === null || at <= 0 || at > LAST_SECOND ? null : epochMs(at * 1_000);
}

/** 0 when the field says nothing that makes sense. */
export function lengthOf(row: Row, field: string): DurationMs {
  const length = integerOf(row, field) ?? 0;
  return length > 0 && length <= LONGEST_SECONDS ? seconds(length) : ms(0);
}
