/** Events of the manager interface -> facts about calls. */
import { type DurationMs, type EpochMs, epochMs, seconds } from "#domain/time.ts";

import type { AmiMessage } from "./ami-message.ts";
import type { CallFact } from "./call-fact.ts";

/** Hangup cause "call rejected", and the state in which a channel is up. */
const CAUSE_REJECTED = "21";
const STATE_RING = "4";
const STATE_UP = "6";

/** `undefined`: the event says nothing about a call, or lacks what is needed. */
export function decodeCallFact(event: AmiMessage, at: EpochMs): CallFact | undefined {
  const uniqueid = event.get("Uniqueid");
  if (uniqueid === undefined || uniqueid === "") return undefined;
  const linkedid = event.get("Linkedid") ?? uniqueid;
  const base = { at, uniqueid, linkedid, origin: "ami" } as const;
  const queue = event.get("Queue") ?? "";
  const hold = secondsIn(event, "HoldTime");
  switch (event.name) {
    case "Newchannel":
      // Only the first channel of an incoming call: not a leg to an operator, not half of a Local pair.
      if (uniqueid !== linkedid || event.get("ChannelState") !== STATE_RING) return undefined;
      return { ...base, type: "channel", context: event.get("Context") ?? "" };
    case "QueueCallerJoin":
      return { ...base, type: "joined", queue };
    case "QueueCallerLeave":
      return { ...base, type: "left", queue };
    case "QueueCallerAbandon":
      return { ...base, type: "given-up", queue, hold };
    case "AgentConnect":
      return { ...base, type: "connected", queue, hold, operator: event.get("Interface") };
    case "AgentComplete":
      return {
        ...base,
        type: "completed",
        queue,
        hold,
        talk: secondsIn(event, "TalkTime"),
        operator: event.get("Interface"),
      };
    case "UserEvent":
      return markerFact(event, base);
    case "HangupRequest":
      return { ...base, type: "hangup-requested" };
    case "Hangup":
      return {
        ...base,
        type: "hung-up",
        refused: event.get("Cause") === CAUSE_REJECTED && event.get("ChannelState") !== STATE_UP,
      };
    default:
      return undefined;
  }
}

/** `Timestamp: 1795405785.112585` -> instant, cut to milliseconds. */
export function decodeTimestamp(event: AmiMessage): EpochMs | undefined {
  const match = /^(\d{9,11})\.(\d{3})\d*$/.exec(event.get("Timestamp") ?? "");
  if (match === null) return undefined;
  return epochMs(Number(match[1]) * 1_000 + Number(match[2]));
}

function markerFact(
  event: AmiMessage,
  base: {
    readonly at: EpochMs;
    readonly uniqueid: string;
    readonly linkedid: string;
    readonly origin: "ami";
  },
): CallFact | undefined {
  const language = event.get("Lang");
  const stage = event.get("Stage") ?? "";
  if (event.get("UserEvent") === "HelplineStage") return { ...base, type: "stage", stage, language };
  if (event.get("UserEvent") !== "HelplineEnd") return undefined;
  return {
    ...base,
    type: "finished",
    outcome: event.get("Outcome") ?? "",
    stage,
    language,
    queueStatus: event.get("QStatus") ?? "",
  };
}

function secondsIn(event: AmiMessage, key: string): DurationMs {
  const value = event.get(key) ?? "";
  return seconds(/^\d{1,7}$/.test(value) ? Number(value) : 0);
}
