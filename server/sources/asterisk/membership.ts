/** One operator in one queue, as events and listings describe it. No name is read. */
import { type DurationMs, type EpochMs, epochMs, seconds } from "#domain/time.ts";

import type { AmiMessage } from "./ami-message.ts";

export interface Membership {
  readonly queue: string;
  /** Tells people apart; used for counting only and never leaves the connector. */
  readonly interface: string;
  /** Device state, AST_DEVICE_*. */
  readonly status: string;
  readonly paused: boolean;
  /** On a call of this queue. Right in listings, a race in events. */
  readonly inCall: boolean;
  /** End of the last call of a queue; `undefined`: none since the PBX started. */
  readonly lastCall: EpochMs | undefined;
  readonly wrapUp: DurationMs;
}

/** Reads QueueMember, QueueMemberAdded, -Status, -Pause, -Penalty, -Ringinuse and -Removed: all carry the whole member. */
export function decodeMember(message: AmiMessage): Membership | undefined {
  const queue = message.get("Queue");
  const who = message.get("Interface") ?? message.get("Location");
  if (queue === undefined || who === undefined || who === "") return undefined;
  const lastCall = wholeNumber(message.get("LastCall"));
  return {
    queue,
    interface: who,
    status: message.get("Status") ?? "",
    paused: message.get("Paused") === "1",
    inCall: message.get("InCall") === "1",
    lastCall: lastCall === 0 ? undefined : epochMs(lastCall * 1_000),
    wrapUp: seconds(wholeNumber(message.get("Wrapuptime"))),
  };
}

function wholeNumber(value: string | undefined): number {
  return /^\d{1,11}$/.test(value ?? "") ? Number(value) : 0;
}
