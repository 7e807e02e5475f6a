import { type DurationMs, minutes, ms } from "#domain/time.ts";
import type { NotificationMessage } from "#wire/alert.ts";

import { gravestOf, isResolved } from "./story.ts";

/** An alarm that goes on is not put off for longer than this, whatever the receiver asks. */
const LONGEST_ALARM_WAIT = minutes(5);

/** How long a receiver may have us wait with this message; `null`: it did not ask. */
export const waitAskedFor = (after: DurationMs | null, message: NotificationMessage): DurationMs | null =>
  after !== null && gravestOf(message) === "alarm" && !isResolved(message)
    ? ms(Math.min(after, LONGEST_ALARM_WAIT))
    : after;
