/** Answers to QueueStatus and CoreShowChannels -> what stands at this moment. */
import { type DurationMs, seconds } from "#domain/time.ts";

import type { AmiMessage } from "./ami-message.ts";
import { decodeMember, type Membership } from "./membership.ts";

/** A caller in a queue, by QueueStatus. */
export interface WaitingRow {
  readonly queue: string;
  readonly uniqueid: string;
  readonly wait: DurationMs;
}

export interface QueueListing {
  /** Names of all queues of the PBX. */
  readonly queues: readonly string[];
  readonly waiting: readonly WaitingRow[];
  readonly members: readonly Membership[];
}

/** A channel that stands, by CoreShowChannels. */
export interface ChannelRow {
  readonly uniqueid: string;
  readonly linkedid: string;
  readonly context: string;
  readonly up: boolean;
  /** `queue`: the caller's channel in Queue(). `operator`: the leg to an operator. */
  readonly role: "queue" | "operator" | "other";
  readonly age: DurationMs;
  /** Variables of the dialplan markers; empty when not set. */
  readonly stage: string;
  readonly language: string;
  readonly direction: string;
}

export function decodeQueueListing(items: readonly AmiMessage[]): QueueListing {
  const waiting: WaitingRow[] = [];
  const members: Membership[] = [];
  const queues: string[] = [];
  for (const item of items) {
    if (item.name === "QueueMember") {
      const member = decodeMember(item);
      if (member !== undefined) members.push(member);
    }
    const [queue, uniqueid] = [item.get("Queue"), item.get("Uniqueid")];
    if (item.name === "QueueParams" && queue !== undefined) queues.push(queue);
    if (item.name === "QueueEntry" && queue !== undefined && uniqueid !== undefined)
      waiting.push({
        queue,
        uniqueid,
        wait: seconds(Number(/^\d{1,7}$/.exec(item.get("Wait") ?? "")?.[0] ?? 0)),
      });
  }
  return { queues, waiting, members };
}

export function decodeChannelListing(items: readonly AmiMessage[]): readonly ChannelRow[] {
  const rows: ChannelRow[] = [];
  for (const item of items) {
    const uniqueid = item.get("Uniqueid");
    if (item.name !== "CoreShowChannel" || uniqueid === undefined) continue;
    const variable = (name: string): string =>
      item
        .all("ChanVariable")
        .find((value) => value.startsWith(`${name}=`))
        ?.slice(name.length + 1) ?? "";
    const application = item.get("Application");
    rows.push({
      uniqueid,
      linkedid: item.get("Linkedid") ?? uniqueid,
      context: item.get("Context") ?? "",
      up: item.get("ChannelState") === "6",
      role: application === "Queue" ? "queue" : application === "AppQueue" ? "operator" : "other",
      age: ageOf(item.get("Duration") ?? ""),
      stage: variable("HL_STAGE"),
      language: variable("HL_LANG"),
      direction: variable("HL_DIR"),
    });
  }
  return rows;
}

/** `hh:mm:ss`. */
function ageOf(duration: string): DurationMs {
  const match = /^(\d{1,4}):(\d\d):(\d\d)$/.exec(duration);
  if (match === null) return seconds(0);
  return seconds(Number(match[1]) * 3_600 + Number(match[2]) * 60 + Number(match[3]));
}
