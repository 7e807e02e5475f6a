/** A listing of the PBX against what is known: which calls stand, which are gone, which are new. */
import type { OpenContact, Phase } from "#domain/contact-event.ts";
import { earlier, type EpochMs, epochMs } from "#domain/time.ts";

import { type Call, newCall, openVisit } from "./call.ts";
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
  const roll = new Roll(calls, listing, context);
  roll.callWaiting();
  roll.callChannels();
  return roll.close();
}

/** The roll that is called over a listing. */
class Roll {
  readonly #calls: Calls;
  readonly #listing: Listing;
  readonly #context: EventContext;
  readonly #present = new Map<string, OpenContact>();
  #found = 0;

  constructor(calls: Calls, listing: Listing, context: EventContext) {
    this.#calls = calls;
    this.#listing = listing;
    this.#context = context;
  }

  /** Those in a queue. What events have told of them meanwhile is newer than the list. */
  callWaiting(): void {
    for (const { queue, uniqueid, wait } of this.#listing.waiting) {
      const name = this.#calls.nameOf(uniqueid);
      if (!this.#context.queues.has(queue) || this.#calls.hasEnded(name)) continue;
      const known = this.#calls.get(name);
      const since = earlier(this.#listing.askedAt, wait);
      if (known !== undefined && known.visits.length > 0) this.#answerAsKnown(known);
      else this.#enrol(waitingCall(known ?? estimate(name, since), queue, uniqueid, since), "waiting", since);
    }
  }

  /** Those with a channel: in conversation, or before any queue. */
  callChannels(): void {
    const { askedAt, channels } = this.#listing;
    for (const [name, legs] of Map.groupBy(channels ?? [], ({ linkedid }) => this.#calls.nameOf(linkedid))) {
      if (this.#present.has(name) || this.#calls.hasEnded(name)) continue;
      const known = this.#calls.get(name);
      const caller = legs.find(({ direction }) => direction === "in");
      const operator = legs.find(({ role, up }) => role === "operator" && up);
      if (operator !== undefined && legs.some(({ role }) => role === "queue")) {
        const since = known?.answered?.at ?? earlier(askedAt, operator.age);
        if (known === undefined)
          this.#enrol(markedCall(estimate(name, since), caller), "conversation", since);
        else this.#answer(known, "conversation", since);
      } else if (known !== undefined && this.#calls.isHelpline(known)) {
        this.#answerAsKnown(known);
      } else if (caller !== undefined && EARLY_STAGES.has(caller.stage)) {
        const since = earlier(askedAt, caller.age);
        this.#enrol(markedCall(estimate(name, since), caller), "welcome", since);
      }
    }
  }

  /** Those who did not answer are lost, unless the listing could not have had them. */
  close(): Standing {
    const { askedAt } = this.#listing;
    const covers = coveredPhases(this.#listing);
    const talking = this.#unknownConversations();
    let lost = 0;
    for (const call of this.#calls.open()) {
      if (this.#present.has(call.linkedid)) continue;
      const queue = openVisit(call)?.queue ?? "";
      const conversations = talking.get(queue) ?? 0;
      if (lastChangeOf(call) >= askedAt || !this.#mustAnswer(call, covers)) this.#answerAsKnown(call);
      else if (conversations > 0) {
        talking.set(queue, conversations - 1);
        this.#answer(call, "conversation", askedAt);
      } else {
        this.#calls.lose(call.linkedid, askedAt);
        lost += 1;
      }
    }
    return { open: [...this.#present.values()], covers, inStep: this.#found === 0 && lost === 0 };
  }

  /** A caller whom the queue let go is in no list of queues, and still in the house. */
  #mustAnswer(call: Call, covers: readonly Phase[]): boolean {
    const { phase } = phaseOf(call);
    return (
      covers.includes(phase) && (phase !== "waiting" || isInQueue(call) || this.#listing.channels !== null)
    );
  }

  /**
   * Per queue, how many more operators talk than calls are known to be answered:
   * so many of those who left the queue unseen are in conversation. The list of
   * the queues tells no more; with the channels it is not needed.
   */
  #unknownConversations(): Map<string, number> {
    const talking = new Map<string, number>();
    const { channels, members, restarted } = this.#listing;
    if (channels !== null || restarted) return talking;
    const add = (queue: string, count: number): void =>
      void talking.set(queue, (talking.get(queue) ?? 0) + count);
    for (const { queue, inCall } of members) if (inCall) add(queue, 1);
    for (const call of this.#calls.open())
      if (call.answered !== undefined) add(call.visits.at(-1)?.queue ?? "", -1);
    return talking;
  }

  #answerAsKnown(call: Call): void {
    const { phase, since } = phaseOf(call);
    this.#answer(call, phase, since);
  }

  #answer(call: Call, phase: Phase, since: EpochMs): void {
    if (this.#calls.find(call.linkedid)) this.#found += 1;
    const queue = this.#context.queues.get(call.visits.at(-1)?.queue ?? "");
    const language = configuredLanguage(call, this.#context) ?? queue?.language;
    this.#present.set(call.linkedid, {
      contact: this.#calls.contactOf(call),
      channel: "phone",
      entry: this.#context.entry,
      phase,
      since,
      ...(language === undefined ? {} : { language }),
      ...(queue === undefined ? {} : { queue: queue.id }),
    });
  }

  #enrol(call: Call, phase: Phase, since: EpochMs): void {
    this.#found += 1;
    this.#calls.put(call, this.#listing.askedAt);
    this.#answer(call, phase, since);
  }
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

/** The latest fact about where a call stands. */
function lastChangeOf(call: Call): EpochMs {
  const last = call.visits.at(-1);
  const times = [call.arrivedAt, last?.joinedAt, last?.end?.at, call.answered?.at];
  return epochMs(Math.max(...times.filter((at) => at !== undefined)));
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
