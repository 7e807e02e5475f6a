/**
 * Every call that is or was in the house lately, by Linkedid. Facts go in,
 * events come out; what was told is remembered, so nothing is told twice.
 */
import type { HelplineEvent } from "#domain/contact-event.ts";
import { type DurationMs, earlier, elapsed, type EpochMs, epochMs, minutes } from "#domain/time.ts";

import { BoundedMap } from "./bounded-map.ts";
import type { CallFact } from "./call-fact.ts";
import { applyFact, type Call, newCall } from "./call.ts";
import { type Fate, fateOf, wasCut } from "./fate.ts";
import { beginningOf, isBeginning, isSameConversation } from "./first-knowledge.ts";
import { type QueueTally, tallyVisits } from "./queue-tally.ts";
import { type EventContext, nothingTold, tell, type Told } from "./to-events.ts";

export interface CallsContext extends EventContext {
  /** Contexts in which every incoming call is one to the helpline, with or without markers. */
  readonly arrivalContexts: ReadonlySet<string>;
}

interface Entry {
  call: Call;
  told: Told;
  fate: Fate | null;
  /** When it was last heard of. */
  touchedAt: EpochMs;
  /** A listing no longer had it: only a fact of its own says how it went. */
  lost: boolean;
}

/** Late facts (queue_log, a Shutdown) still find a call that has ended so long ago. */
const KEEP_ENDED = minutes(10);
/** Far above what one PBX has at once; the oldest go first. */
const MAX_CALLS = 20_000;
const MAX_STRAY_REQUESTS = 1_000;

export class Calls {
  readonly #context: CallsContext;
  readonly #entries = new Map<string, Entry>();
  /** Other ids of calls -> the name they are kept under. */
  readonly #names = new BoundedMap<string, string>(MAX_CALLS);
  /** Requests to hang up channels of no known call: the first fact of their call may be on its way. */
  readonly #strayRequests = new BoundedMap<string, EpochMs>(MAX_STRAY_REQUESTS);
  /** Stays of calls that are forgotten. */
  #forgotten: QueueTally = new Map();

  constructor(context: CallsContext) {
    this.#context = context;
  }

  apply(fact: CallFact, now: EpochMs): readonly HelplineEvent[] {
    const entry = this.#entryOf(fact);
    if (entry === undefined) return [];
    const foreign = "queue" in fact && !this.#context.queues.has(fact.queue);
    entry.call = foreign ? { ...entry.call, elsewhere: true } : applyFact(entry.call, fact);
    entry.touchedAt = epochMs(Math.max(entry.touchedAt, now));
    entry.lost = false;
    return this.#tell(entry, now);
  }

  /** Tells what the passing of time decides, and forgets what is long over. */
  advance(now: EpochMs): readonly HelplineEvent[] {
    const events: HelplineEvent[] = [];
    for (const entry of this.#entries.values()) {
      if (entry.fate === null && !entry.lost) events.push(...this.#tell(entry, now));
      const isOver = entry.fate !== null || entry.lost || entry.call.hungUp !== undefined;
      if (isOver && elapsed(entry.touchedAt, now) > KEEP_ENDED) this.#forget(entry);
    }
    return events;
  }

  /**
   * The PBX went down at `at`. It ends its calls as if people had hung up, up to
   * `window` before: nobody did, unless a request to hang up was seen.
   */
  interrupt(at: EpochMs, window: DurationMs, now: EpochMs): readonly HelplineEvent[] {
    const events: HelplineEvent[] = [];
    for (const entry of this.#entries.values()) {
      if (entry.call.arrivedAt > at || entry.lost || !wasCut(entry.call, entry.fate, earlier(at, window), at))
        continue;
      entry.call = { ...entry.call, interruptedAt: at };
      events.push(...this.#tell(entry, now));
    }
    return events;
  }

  /** Calls that go on, by Linkedid, the longest known first. */
  *open(): Iterable<Call> {
    for (const { call, fate, lost } of this.#entries.values())
      if (fate === null && !lost && this.isHelpline(call)) yield call;
  }

  get(linkedid: string): Call | undefined {
    return this.#entries.get(linkedid)?.call;
  }

  /**
   * `uniqueid` is a channel of the call `linkedid`. A call that is known under the
   * id of that channel alone, from queue_log or a listing, moves; once the engine
   * was told of it, it keeps its name, and what comes under the other one is of it.
   */
  link(uniqueid: string, linkedid: string): void {
    if (this.nameOf(uniqueid) === linkedid || this.nameOf(linkedid) === uniqueid) return;
    const stray = this.#entries.get(uniqueid);
    const known = this.#entries.get(linkedid);
    if (stray?.told.arrived === true && known?.told.arrived !== true) {
      this.#entries.delete(linkedid);
      this.#names.set(linkedid, uniqueid);
      return;
    }
    if (stray !== undefined && known === undefined) {
      this.#entries.delete(uniqueid);
      this.#add({ ...stray.call, linkedid }, stray.touchedAt);
    }
    this.#names.set(uniqueid, linkedid);
  }

  /** The name under which a call is kept, by any id of it. */
  nameOf(id: string): string {
    return this.#names.get(id) ?? id;
  }

  hasEnded(linkedid: string): boolean {
    return (this.#entries.get(linkedid)?.fate ?? null) !== null;
  }

  /** Takes a call as a listing describes it; what facts have told stays. */
  put(call: Call, now: EpochMs): void {
    const entry = this.#entries.get(call.linkedid);
    if (entry === undefined) this.#add(call, now);
    else {
      entry.call = call;
      entry.lost = false;
      entry.touchedAt = now;
    }
  }

  /** A listing has it after all. Answers whether it was lost. */
  find(linkedid: string): boolean {
    const entry = this.#entries.get(linkedid);
    if (entry === undefined || !entry.lost) return false;
    entry.lost = false;
    return true;
  }

  lose(linkedid: string, now: EpochMs): void {
    const entry = this.#entries.get(linkedid);
    if (entry === undefined) return;
    entry.lost = true;
    entry.touchedAt = now;
  }

  contactOf(call: Call): Told["contact"] {
    return this.#entries.get(call.linkedid)?.told.contact ?? nothingTold(call, this.#context).contact;
  }

  tally(): QueueTally {
    let tally = this.#forgotten;
    for (const { call } of this.#entries.values()) tally = tallyVisits(tally, call.visits);
    return tally;
  }

  isHelpline(call: Call): boolean {
    const { context } = call;
    return (
      call.marked ||
      call.visits.length > 0 ||
      (context !== undefined && this.#context.arrivalContexts.has(context))
    );
  }

  #tell(entry: Entry, now: EpochMs): readonly HelplineEvent[] {
    entry.fate = fateOf(entry.call, now);
    if (!this.isHelpline(entry.call)) return [];
    const { events, told } = tell(entry.call, entry.fate, entry.told, this.#context);
    entry.told = told;
    return events;
  }

  #entryOf(fact: CallFact): Entry | undefined {
    const key = this.#keyOf(fact);
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    if (fact.type === "hangup-requested") this.#strayRequests.set(fact.uniqueid, fact.at);
    if (!isBeginning(fact) || ("queue" in fact && !this.#context.queues.has(fact.queue))) return undefined;
    const call = newCall(key, beginningOf(fact));
    const hangupRequestedAt = this.#strayRequests.get(fact.uniqueid);
    return this.#add(hangupRequestedAt === undefined ? call : { ...call, hangupRequestedAt }, fact.at);
  }

  #keyOf(fact: CallFact): string {
    const { uniqueid, linkedid } = fact;
    if (linkedid === undefined) return this.#names.get(uniqueid) ?? this.#ownerOf(fact) ?? uniqueid;
    const isOfCaller = fact.type !== "hangup-requested" && fact.type !== "hung-up";
    if (uniqueid !== linkedid && isOfCaller) this.link(uniqueid, linkedid);
    return this.nameOf(linkedid);
  }

  /** A row of queue_log that ends a conversation under an id never seen: a Local pair went away after the answer. */
  #ownerOf(fact: CallFact): string | undefined {
    if (fact.type !== "completed" || this.#entries.has(fact.uniqueid)) return undefined;
    for (const { call } of this.#entries.values()) if (isSameConversation(call, fact)) return call.linkedid;
    return undefined;
  }

  #add(call: Call, now: EpochMs): Entry {
    const entry: Entry = {
      call,
      told: nothingTold(call, this.#context),
      fate: null,
      touchedAt: now,
      lost: false,
    };
    this.#entries.set(call.linkedid, entry);
    if (this.#entries.size > MAX_CALLS) {
      const [oldest] = this.#entries.values();
      if (oldest !== undefined) this.#forget(oldest);
    }
    return entry;
  }

  #forget(entry: Entry): void {
    this.#forgotten = tallyVisits(this.#forgotten, entry.call.visits);
    this.#entries.delete(entry.call.linkedid);
  }
}
