import { type DurationMs, elapsed, type EpochMs, ms } from "#domain/time.ts";

import { judged, type Judgement, NO_DATA } from "./judgement.ts";
import type { ChannelReading } from "./readings.ts";
import type { AlertReason } from "./reason.ts";
import type { NobodyAnswersRule } from "./rules.ts";
import type { Severity } from "./severity.ts";

const stillHolds = (kept: Severity, clear: DurationMs): Judgement => ({
  kind: "judged",
  raised: null,
  kept,
  hold: ms(0),
  clear,
  reason: null,
});

/**
 * Lost in a row: at once, because the row has lasted long enough by itself, and until somebody
 * is answered, because no call is no answer. Nobody there: only after it has lasted, by the
 * machine's own count of time, so that a step of the clock is none.
 */
export function judgeAnswering(
  rule: NobodyAnswersRule,
  reading: ChannelReading,
  now: EpochMs,
  before: AlertReason | null,
): Judgement {
  const { channel, lost, waitingSince, operators } = reading;
  const { clear, severity } = rule;
  if (lost !== null && lost.from !== null && lost.to !== null) {
    const lasts = elapsed(lost.from, lost.to);
    if (lost.count >= rule.lostInARow && lasts >= rule.over)
      return judged(
        severity,
        true,
        { kind: "nobody-answers", channel, lostInARow: lost.count, sinceMs: lost.from },
        { clear },
      );
  }
  const wasRow = before?.kind === "nobody-answers" && before.lostInARow > 0;
  if (wasRow && (lost?.answeredAt ?? null) === null) return stillHolds(severity, clear);
  if (lost === null && operators === null) return NO_DATA;
  const isUnattended = waitingSince !== null && operators?.attending === 0;
  const reason = isUnattended
    ? ({ kind: "nobody-answers", channel, lostInARow: 0, sinceMs: Math.min(waitingSince, now) } as const)
    : null;
  return judged(severity, isUnattended, reason, { hold: rule.unattended, clear });
}
