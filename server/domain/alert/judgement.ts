import { type DurationMs, ms } from "#domain/time.ts";

import type { AlertReason } from "./reason.ts";
import type { Severity } from "./severity.ts";

/** What one look at the readings says of one alert. How long it has to hold is the state machine's affair. */
export type Judgement =
  | {
      /** Nothing can be said: whatever was the case stays the case. */
      readonly kind: "no-data";
    }
  | {
      readonly kind: "judged";
      /** The gravest severity whose limit is reached; `null`: none is. */
      readonly raised: Severity | null;
      /** The gravest severity that is not given up yet: never less than `raised`. */
      readonly kept: Severity | null;
      /** How long `raised` must last until it fires. */
      readonly hold: DurationMs;
      /** How long `kept` must be less until it is given up. */
      readonly clear: DurationMs;
      /** `null`: there is nothing to say, because nothing is the case. */
      readonly reason: AlertReason | null;
    };

export const NO_DATA: Judgement = { kind: "no-data" };

const NONE = ms(0);

/** A condition without hysteresis of its own: it holds or it does not. */
export const judged = (
  severity: Severity,
  holds: boolean,
  reason: AlertReason | null,
  { hold = NONE, clear = NONE }: { readonly hold?: DurationMs; readonly clear?: DurationMs } = {},
): Judgement => {
  const now = holds ? severity : null;
  return { kind: "judged", raised: now, kept: now, hold, clear, reason };
};
