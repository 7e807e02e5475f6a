/** One Live Helper Chat as a source: webhooks for speed, REST for what they do not tell and for what was missed. */
import type { LiveHelperChatConfig } from "#config/source-schema.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import type { TimeRange } from "#domain/ledger-cell.ts";
import { earlier, type EpochMs, seconds } from "#domain/time.ts";
import { Delivery } from "#engine/delivery.ts";
import type { Bookmarks, Clock, EventSink, Logger, Pseudonyms, RunningSource } from "#engine/ports.ts";
import { StateEvents } from "#engine/state-events.ts";

import { type ChatHouse, departmentsOf, rulesOf } from "./chat-settings.ts";
import { Chats } from "./chats.ts";
import { decodeHook } from "./decode-hook.ts";
import { decodeRestChat, learnDepartment } from "./decode-rest.ts";
import type { DecodedRow } from "./decode-row.ts";
import { Departments } from "./departments.ts";
import { LhcTime } from "./lhc-time.ts";
import { LinkState } from "./link-state.ts";
import { countOperators } from "./operators.ts";
import { Poller } from "./poller.ts";
import type { LhcRest } from "./rest-client.ts";
import { WaitingRecord } from "./waiting-record.ts";

export interface ChatSourceOptions {
  readonly config: LiveHelperChatConfig;
  /** `null`: only webhooks. */
  readonly rest: LhcRest | null;
  readonly house: ChatHouse;
  readonly sink: EventSink;
  readonly pseudonyms: Pseudonyms;
  readonly bookmarks: Bookmarks;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onLink: (link: "connecting" | "live" | "lost") => void;
  /** Everything of the range is delivered, also what came while nobody listened. */
  readonly onTold: (range: TimeRange) => void;
}

export interface ChatSource extends RunningSource {
  /** The parsed body of a webhook that had a right to come in. Never throws. */
  readonly receive: (body: unknown) => void;
}

const TICK = seconds(1);
/** A chat of which a webhook told a moment ago need not be in a list that was read before. */
const UNSEEN = seconds(2);

export function startLiveHelperChat(options: ChatSourceOptions): ChatSource {
  return new Source(options);
}

class Source implements ChatSource {
  readonly #options: ChatSourceOptions;
  readonly #departments: Departments;
  readonly #time: LhcTime;
  readonly #state: StateEvents;
  readonly #delivery: Delivery;
  readonly #link: LinkState;
  readonly #poller: Poller | null;
  /** `null`: REST tells who waits. */
  readonly #waiting: WaitingRecord | null;
  #chats: Chats;
  /** What webhooks told before REST was asked, and with it the clock, for the first time; `null` from then on. */
  #early: HelplineEvent[] | null = null;
  /** What is not found among them is not counted. */
  #knowsDepartments: boolean;
  /** All chats that were started in it were read, and are not told yet. */
  #readWhole: TimeRange | null = null;
  #cancelTick: () => void = () => undefined;
  #closed = false;

  constructor(options: ChatSourceOptions) {
    this.#options = options;
    const { config, rest, sink, pseudonyms, bookmarks, clock, logger, onLink } = options;
    this.#departments = new Departments(Object.keys(config.departments));
    this.#knowsDepartments = rest === null || !this.#departments.needsIdentifiers;
    this.#time = new LhcTime({ source: config.id, clock, logger });
    this.#state = new StateEvents({ source: config.id, channel: "chat", pseudonyms, clock });
    this.#delivery = new Delivery({
      sink,
      clock,
      onGap: () => this.#tellAnew(),
      // Chats at the edge of the day that is looked at: nothing is to be done about them.
      onTooLate: () => undefined,
    });
    this.#link = new LinkState({
      source: config.id,
      clock,
      logger,
      onLink: (link) => {
        onLink(link);
        if (link === "lost") this.#loseOperators();
      },
    });
    this.#waiting =
      rest === null ? new WaitingRecord({ source: config.id, bookmarks, pseudonyms, clock }) : null;
    this.#chats = this.#newChats();
    this.#poller = rest === null ? null : this.#createPoller(rest);
    if (rest !== null) this.#early = [];
    else {
      this.#loseOperators();
      this.#delivery.push(this.#waiting?.missedEvents() ?? []);
    }
    onLink("connecting");
    this.#tick();
    this.#poller?.start();
  }

  readonly receive = (body: unknown): void => {
    if (this.#closed) return;
    const now = this.#time.now();
    const decoded = this.#learning(() => decodeHook(body, this.#departments, now));
    if (!decoded.ok) {
      this.#link.refused(decoded.reason);
      return;
    }
    if (this.#poller === null) {
      this.#time.observeHook(decoded.snapshot.asOf);
      if (this.#link.hookHeard()) this.#beat();
    }
    this.#take(decoded, this.#time.now());
  };

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelTick();
    this.#poller?.close();
    this.#delivery.close();
    await Promise.resolve();
  }

  #createPoller(rest: LhcRest): Poller {
    const { clock } = this.#options;
    return new Poller({
      rest,
      clock,
      now: () => this.#time.now(),
      needsDepartments: this.#departments.needsIdentifiers,
      onDate: (date, askedAt) => this.#time.observeAnswer(date, askedAt),
      onDepartments: (rows) => {
        this.#learning(() => rows.forEach((row) => learnDepartment(row, this.#departments)));
        this.#knowsDepartments = true;
      },
      onAllChats: (rows, read) => {
        const ids = this.#takeRows(rows, read.asOf);
        if (!read.complete) return;
        this.#push(this.#chats.forgetMissing(ids, read, this.#time.now()));
        this.#readWhole = { from: this.#time.oursOf(read.since), to: this.#time.oursOf(read.asOf) };
      },
      onLiveChats: (rows, asOf) => {
        const ids = this.#takeRows(rows, asOf);
        return this.#chats
          .open()
          .some((chat) => !ids.has(chat.id) && chat.lastSeenAt < earlier(asOf, UNSEEN));
      },
      onOperators: (rows) => this.#tellOperators(rows),
      openSince: () => this.#chats.openSince(),
      onPolled: (failure) => {
        this.#beginTelling();
        void this.#tellWhole();
        if (this.#link.polled(failure)) this.#state.forgetOperators();
        if (failure === null) this.#beat();
      },
      onOperatorsDenied: (failure) => {
        this.#link.operatorsDenied(failure);
        this.#loseOperators();
      },
    });
  }

  /** Chats of a department whose identifier `learn` makes known are told from now on. */
  #learning<T>(learn: () => T): T {
    const { learnt } = this.#departments;
    const result = learn();
    if (this.#departments.learnt > learnt) this.#push(this.#chats.reconsider(this.#time.now()));
    return result;
  }

  #newChats(): Chats {
    const { config, house, pseudonyms } = this.#options;
    return new Chats({
      source: config.id,
      pseudonyms,
      missed: this.#waiting?.missed ?? null,
      rules: rulesOf(config),
      names: this.#departments,
      departments: departmentsOf(config, house),
    });
  }

  /** Answers the ids of chats in it. */
  #takeRows(rows: readonly unknown[], asOf: EpochMs): ReadonlySet<string> {
    const ids = new Set<string>();
    const now = this.#time.now();
    for (const row of rows) {
      const decoded = decodeRestChat(row, asOf);
      if (decoded.ok) ids.add(decoded.snapshot.id);
      this.#take(decoded, now);
    }
    return ids;
  }

  #take(decoded: DecodedRow, now: EpochMs): void {
    if (!decoded.ok) return;
    if (this.#knowsDepartments && this.#departments.nameOf(decoded.snapshot.departmentId) === null)
      this.#link.foreignDepartment();
    this.#push(this.#chats.apply(decoded.snapshot, now));
  }

  #push(events: readonly HelplineEvent[]): void {
    if (this.#early !== null) this.#early.push(...events);
    else this.#deliver(events);
  }

  #beginTelling(): void {
    const early = this.#early ?? [];
    this.#early = null;
    this.#deliver(early);
  }

  async #tellWhole(): Promise<void> {
    const range = this.#readWhole;
    if (range === null) return;
    this.#readWhole = null;
    await this.#delivery.committed();
    this.#options.onTold(range);
  }

  #deliver(events: readonly HelplineEvent[]): void {
    this.#delivery.push(events.map((event) => this.#time.inOurTime(event)));
  }

  #tellOperators(rows: readonly unknown[]): void {
    if (this.#delivery.idle) this.#delivery.push(this.#state.operators(countOperators(rows)));
  }

  /** Nobody can count them: those of before, or of a run before, are not those of now. */
  #loseOperators(): void {
    this.#delivery.push(this.#state.operators(null));
  }

  #beat(): void {
    if (this.#delivery.idle) this.#delivery.push([this.#state.heartbeat()]);
  }

  /** Events were lost on our side: what is known is told again, and what is missing read. */
  #tellAnew(): void {
    this.#chats = this.#newChats();
    this.#state.forgetOperators();
    this.#poller?.restart();
  }

  #tick(): void {
    this.#cancelTick = this.#options.clock.after(TICK, () => this.#tick());
    // While REST does not answer nothing is decided by waiting: the fact may be in the gap.
    if (this.#poller === null || this.#link.isLive) this.#push(this.#chats.advance(this.#time.now()));
    this.#waiting?.write(this.#chats.waiting());
  }
}
