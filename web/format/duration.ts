import { DASH } from "./formats.ts";

/**
 * A wait as people read it from afar: `0:47`, `12:05`, `1:02:05`. Whole seconds,
 * rounded down, so that a ticking wait never shows a second that has not passed.
 */
export function formatWait(durationMs: number): string {
  const total = Math.max(0, Math.floor(durationMs / 1_000));
  const hours = Math.floor(total / 3_600);
  const minutes = Math.floor(total / 60) % 60;
  const seconds = String(total % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

/** The same of a wait that may not be known: `null` is a dash. */
export const waitText = (durationMs: number | null): string =>
  durationMs === null ? DASH : formatWait(durationMs);
