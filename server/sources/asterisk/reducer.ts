/**
 * One PBX as a pure machine: messages of the manager interface, rows of
 * queue_log, listings and the passing of time go in, events come out. No I/O, no
 * clock: the source around it owns both.
 */
import type { HelplineEvent, OperatorCounts, Purpose } from "#domain/contact-event.ts";
import { type DurationMs, type EpochMs, epochMs, seconds } from "#domain/time.ts";

import type { AmiMessage } from "./ami-message.ts";
import { BoundedMap } from "./bounded-map.ts";
import { Calls, type CallsContext } from "./calls.ts";
import { decodeCallFact } from "./decode-ami.ts";
import type { ChannelRow } from "./listing.ts";
import { Members } from "./members.ts";
import { decodeMember, type Membership } from "./membership.ts";
import { type QueueLogRow, timeOf } from "./queue-log.ts";
import type { QueueTally } from "./queue-tally.ts";
import { type Listing, type Standing, takeListing } from "./resync.ts";

export interface ReducerContext extends CallsContext {
  /** False: user events are not read, whatever a dialplan sends. */
  readonly markers: boolean;
  readonly wrapUp: DurationMs;
  /** Purpose of a call made by operators, by `Kind` of `HelplineOut`; `undefined`: such calls are not counted. */
  readonly purposeOf: (kind: string) => Purpose | undefined;
}

/** The events that end all calls come at most about 3 s before Shutdown. */
const SHUTDOWN_WINDOW = seconds(4);
/** The same before QUEUESTART, with the time a PBX takes to start. */
const RESTART_WINDOW = seconds(5);
/** Outbound calls remembered to tell each once. */
const MAX_OUTBOUND = 10_000;

export class Reducer {
  readonly #context: ReducerContext;
  readonly #calls: Calls;
  readonly #members = new Members();
  readonly #outbound = new BoundedMap<string, true>(MAX_OUTBOUND);

  constructor(context: ReducerContext) {
    this.#context = context;
    this.#calls = new Calls(context);
  }

  /** A live event. `at`: its own time; `now`: the present of the PBX, not before it. */
  event(event: AmiMessage, at: EpochMs, now: EpochMs): readonly HelplineEvent[] {
    if (event.name === "Shutdown") return this.#calls.interrupt(at, SHUTDOWN_WINDOW, now);
    if (event.name.startsWith("QueueMember")) return this.#member(event);
    if (event.name === "UserEvent") {
      if (!this.#context.markers) return [];
      if (event.get("UserEvent") === "HelplineOut" && event.get("Stage") === "end")
        return this.#outboundEnded(event.get("Uniqueid") ?? "", event.get("Kind") ?? "", at);
    }
    const fact = decodeCallFact(event, at);
    if (fact === undefined) return [];
    if (fact.type === "connected" && fact.operator !== undefined) this.#members.connected(fact.operator);
    if (fact.type === "completed" && fact.operator !== undefined) this.#members.completed(fact.operator);
    return this.#calls.apply(fact, now);
  }

  /** A row of queue_log, in the present of its own time. `bootedAt`: start of the PBX that is connected, if one is. */
  row(row: QueueLogRow, bootedAt: EpochMs | null): readonly HelplineEvent[] {
    const at = timeOf(row);
    switch (row.type) {
      case "call":
        return this.#context.markers || row.fact.type !== "finished" ? this.#calls.apply(row.fact, at) : [];
      case "outbound":
        return this.#context.markers ? this.#outboundEnded(row.uniqueid, row.kind, at) : [];
      case "started": {
        // Written with the first row of a call, which may be long after the start.
        const started = bootedAt === null ? at : epochMs(Math.min(at, bootedAt));
        return this.#calls.interrupt(started, RESTART_WINDOW, at);
      }
      case "other":
        return [];
    }
  }

  advance(now: EpochMs): readonly HelplineEvent[] {
    return this.#calls.advance(now);
  }

  /** Takes the members of a listing at once: what events tell of them afterwards is newer. */
  replaceMembers(members: readonly Membership[]): void {
    this.#members.replace(members.filter(({ queue }) => this.#context.queues.has(queue)));
  }

  /** Learns which channels in queues belong to which calls: queue_log and QueueStatus name channels only. */
  link(channels: readonly ChannelRow[]): void {
    for (const { role, uniqueid, linkedid } of channels)
      if (role === "queue" && uniqueid !== linkedid) this.#calls.link(uniqueid, linkedid);
  }

  listing(listing: Listing): Standing {
    return takeListing(this.#calls, listing, this.#context);
  }

  operators(now: EpochMs): OperatorCounts {
    return this.#members.counts(now, this.#context.wrapUp);
  }

  /** Per queue, as queue_log counts. */
  tally(): QueueTally {
    return this.#calls.tally();
  }

  #member(event: AmiMessage): readonly HelplineEvent[] {
    const member = decodeMember(event);
    if (member === undefined || !this.#context.queues.has(member.queue)) return [];
    if (event.name === "QueueMemberRemoved") this.#members.remove(member.queue, member.interface);
    else this.#members.put(member);
    return [];
  }

  #outboundEnded(uniqueid: string, kind: string, at: EpochMs): readonly HelplineEvent[] {
    if (uniqueid === "" || this.#outbound.has(uniqueid)) return [];
    this.#outbound.set(uniqueid, true);
    const { source, pseudonyms, purposeOf } = this.#context;
    const purpose = purposeOf(kind);
    if (purpose === undefined) return [];
    const id = pseudonyms.event(source, `${uniqueid}:outbound`, at);
    return [{ type: "outbound.ended", source, id, at, purpose }];
  }
}
