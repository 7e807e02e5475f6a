/** A listing of the PBX against what is known: which calls stand, which are gone, which are new. */
import type { OpenContact, Phase } from "#domain/contact-event.ts";
import { earlier, type EpochMs } from "#domain/time.ts";

import { type Call, newCall } from "./call.ts";
import type { Calls } from "./calls.ts";
import { isInQueue, phaseOf } from "./fate.ts";
import type { ChannelRow, QueueListing } from "./listing.ts";
import { configuredLanguage, type EventContext } from "./to-events.ts";

export interface Listing extends QueueListing {
  /** When it was asked for, time of the PBX: later calls need not be in it. */
  readonly askedAt: EpochMs;
  /** `null`: the account may not ask. */
  readonly channels: readonly ChannelRow[] | null;
  /** The PBX was started again since it was last heard. */
  readonly restarted: boolean;
}

export interface Standing {
  readonly open: readonly OpenContact[];
  readonly covers: readonly Phase[];
  /** Nothing was missed and nothing is there that should not be. */
  readonly inStep: boolean;
}

const EARLY_STAGES: ReadonlySet<string> = new Set(["arrived", "welcome", "ivr"]);

/** Brings `calls` in step with a listing. Times a listing tells are estimates, and no fact is made of them. */
export function takeListing(calls: Calls, listing: Listing, context: EventContext): Standing {
  const { askedAt, channels } = listing;
  const alive = new Map<string, OpenContact>();
  let found = 0;
  const stand = (call: Call, phase: Phase, since: EpochMs): void => {
    if (calls.find(call.linkedid)) found += 1;
    const queue = context.queues.get(call.visits.at(-1)?.queue ?? "");
    const language = configuredLanguage(call, context) ?? queue?.language;
    alive.set(call.linkedid, {
      contact: calls.contactOf(call),
      channel: "phone",
      entry: context.entry,
      phase,
      since,
      ...(language === undefined ? {} : { language }),
      ...(queue === undefined ? {} : { queue: queue.id }),
    });
  };
  const take = (call: Call, phase: Phase, since: EpochMs): void => {
    found += 1;
    calls.put(call, askedAt);
    stand(call, phase, since);
  };

  for (const row of listing.waiting) {
    if (!context.queues.has(row.queue)) continue;
    const linkedid = calls.nameOf(row.uniqueid);
    if (calls.hasEnded(linkedid)) continue;
    const known = calls.get(linkedid);
    const since = earlier(askedAt, row.wait);
    if (known !== undefined && known.visits.length > 0) {
      const { phase, since: exact } = phaseOf(known);
      stand(known, phase, exact);
    } else
      take(waitingCall(known ?? estimate(linkedid, since), row.queue, row.uniqueid, since), "waiting", since);
  }

  const talking = new Map<string, number>();
  for (const { queue, inCall } of listing.members)
    if (inCall) talking.set(queue, (talking.get(queue) ?? 0) + 1);
  for (const [linkedid, legs] of Map.groupBy(channels ?? [], (channel) => calls.nameOf(channel.linkedid))) {
    if (alive.has(linkedid) || calls.hasEnded(linkedid)) continue;
    const known = calls.get(linkedid);
    const operator = legs.find((leg) => leg.role === "operator" && leg.up);
    const caller = legs.find((leg) => leg.direction === "in") ?? (known === undefined ? undefined : legs[0]);
    if (operator !== undefined && legs.some((leg) => leg.role === "queue")) {
      const since = known?.answered?.at ?? earlier(askedAt, operator.age);
      if (known === undefined) take(markedCall(estimate(linkedid, since), caller), "conversation", since);
      else stand(known, "conversation", since);
    } else if (known !== undefined && calls.isHelpline(known)) {
      const { phase, since } = phaseOf(known);
      stand(known, phase, since);
    } else if (caller !== undefined && EARLY_STAGES.has(caller.stage)) {
      const since = earlier(askedAt, caller.age);
      take(markedCall(estimate(linkedid, since), caller), "welcome", since);
    }
  }

  const covers = coveredPhases(listing);
  let gone = 0;
  for (const call of calls.open()) {
    if (alive.has(call.linkedid)) continue;
    const { phase, since } = phaseOf(call);
    const queue = call.visits.at(-1)?.queue ?? "";
    if (
      call.arrivedAt < askedAt &&
      covers.includes(phase) &&
      (phase !== "waiting" || isInQueue(call) || channels !== null)
    ) {
      // The list of the queues has no conversations, but tells how many there are.
      const conversations = channels === null && phase === "waiting" ? (talking.get(queue) ?? 0) : 0;
      if (conversations > talkingKnown(calls, queue) && !listing.restarted) {
        talking.set(queue, conversations - 1);
        stand(call, "conversation", askedAt);
        continue;
      }
      gone += 1;
      calls.lose(call.linkedid, askedAt);
    } else stand(call, phase, since);
  }
  return { open: [...alive.values()], covers, inStep: found === 0 && gone === 0 };
}

function coveredPhases({ restarted, channels, members, waiting }: Listing): readonly Phase[] {
  if (restarted || channels?.length === 0) return ["welcome", "waiting", "conversation"];
  if (channels !== null) {
    const hasMarkers = channels.some(({ direction, stage }) => direction !== "" || stage !== "");
    return hasMarkers ? ["welcome", "waiting", "conversation"] : ["waiting", "conversation"];
  }
  const nobodyTalks = members.length + waiting.length > 0 && !members.some(({ inCall }) => inCall);
  return nobodyTalks ? ["waiting", "conversation"] : ["waiting"];
}

function talkingKnown(calls: Calls, queue: string): number {
  let known = 0;
  for (const call of calls.open())
    if (call.answered !== undefined && call.visits.at(-1)?.queue === queue) known += 1;
  return known;
}

function estimate(linkedid: string, since: EpochMs): Call {
  return { ...newCall(linkedid, since), estimated: true };
}

function markedCall(call: Call, caller: ChannelRow | undefined): Call {
  const language = caller === undefined || caller.language === "" ? {} : { language: caller.language };
  return { ...call, marked: true, stage: caller?.stage ?? "", ...language };
}

function waitingCall(call: Call, queue: string, uniqueid: string, joinedAt: EpochMs): Call {
  return {
    ...call,
    visits: [...call.visits, { queue, uniqueid, joinedAt, joinTold: { ami: false, log: false } }],
  };
}
