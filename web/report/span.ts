import { DASH } from "../format/formats.ts";

/**
 * How long people talked, as the printed report writes it: `1.654h 54m 56s`, `6m 12s`, `50s`. A wait is written
 * as everywhere else, `0:50`.
 * Whole seconds, rounded; `null` is a dash.
 */
export function spanText(durationMs: number | null, integer: (value: number) => string): string {
  if (durationMs === null) return DASH;
  const total = Math.round(durationMs / 1_000);
  const hours = Math.floor(total / 3_600);
  const minutes = Math.floor(total / 60) % 60;
  const seconds = total % 60;
  if (hours > 0) return `${integer(hours)}h ${padded(minutes)}m ${padded(seconds)}s`;
  return minutes > 0 ? `${minutes}m ${padded(seconds)}s` : `${seconds}s`;
}

const padded = (value: number): string => String(value).padStart(2, "0");
