import { type DurationMs, type EpochMs, hours, ms } from "#domain/time.ts";

/** A receiver that asks for more is asked again after this. */
export const LONGEST_RETRY_AFTER = hours(1);

/** How long a `Retry-After` of seconds or of a date asks to wait, one hour at most; `null` when it says nothing that can be read. */
export function retryAfterOf(header: string | null, now: EpochMs): DurationMs | null {
  const text = header?.trim() ?? "";
  const wait = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isNaN(wait) ? null : ms(Math.min(Math.max(wait, 0), LONGEST_RETRY_AFTER));
}
