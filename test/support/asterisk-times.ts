/** Times in recorded sessions. */
import { type DurationMs, elapsed, type EpochMs, epochMs } from "#domain/time.ts";

import type { AmiRecording } from "./ami-recording.ts";

/** From the first to the last event of these recordings; `null` when no event has a time. */
export function spanOf(
  recordings: readonly (AmiRecording | undefined)[],
): { readonly from: EpochMs; readonly length: DurationMs } | null {
  let [first, last] = [Infinity, -Infinity];
  for (const step of recordings.flatMap((recording) => recording?.steps ?? [])) {
    if (step.type !== "event") continue;
    const seconds = /^Timestamp: (\d+\.\d+)/m.exec(step.bytes.toString("latin1"))?.[1];
    if (seconds === undefined) continue;
    const at = Math.floor(Number(seconds) * 1_000);
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  if (last < first) return null;
  return { from: epochMs(first), length: elapsed(epochMs(first), epochMs(last)) };
}
