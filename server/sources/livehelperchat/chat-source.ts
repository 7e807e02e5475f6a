/** One Live Helper Chat as a source: webhooks for speed, REST for what they do not tell and for what was missed. */
import type { LiveHelperChatConfig } from "#config/source-schema.ts";
import type { TimeRange } from "#domain/ledger-cell.ts";
import { type EpochMs, seconds } from "#domain/time.ts";
import type { Bookmarks, Clock, EventSink, Logger, Pseudonyms, RunningSource } from "#engine/ports.ts";

import { type ChatHouse, departmentsOf, rulesOf } from "./chat-settings.ts";
import { Chats } from "./chats.ts";
import { decodeHook } from "./decode-hook.ts";
import { decodeRestChat, learnDepartment } from "./decode-rest.ts";
import type { DecodedRow } from "./decode-row.ts";
import type { ChatSnapshot } from "./chat-snapshot.ts";
import { Departments } from "./departments.ts";
import { HookTally } from "./hook-tally.ts";
import { isAhead, LhcTime } from "./lhc-time.ts";
import { LinkState } from "./link-state.ts";
import { countOperators } from "./operators.ts";
import { Poller } from "./poller.ts";
import type { LhcRest, RestFailure } from "./rest-client.ts";
import { Telling } from "./telling.ts";
import { ToldRecord } from "./told-record.ts";

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

export function startLiveHelperChat(options: ChatSourceOptions): ChatSource {
  return new Source(options);
}

class Source implements ChatSource {
  readonly #options: ChatSourceOptions;
  readonly #departments: Departments;
  readonly #time: LhcTime;
  readonly #telling: Telling;
  readonly #link: LinkState;
  readonly #poller: Poller | null;
  readonly #hooks: HookTally;
  readonly #record: ToldRecord;
  #chats: Chats;
  #cancelTick: () => void = () => undefined;
  #closed = false;

  constructor(options: ChatSourceOptions) {
    this.#options = options;
    const { config, rest, sink, pseudonyms, bookmarks, clock, logger, onLink, onTold } = options;
    const source = config.id;
    this.#departments = new Departments(Object.keys(config.departments));
    this.#time = new LhcTime({ source, clock, logger });
    this.#telling = new Telling({
      source,
      sink,
      pseudonyms,
      clock,
      time: this.#time,
      waitsForClock: rest !== null,
      onGap: () => this.#tellAnew(),
      onTold,
    });
    this.#link = new LinkState({
      source,
      clock,
      logger,
      onLink: (link) => {
        onLink(link);
        if (link === "lost") this.#telling.loseOperators();
      },
    });
    this.#hooks = new HookTally({ source, clock, logger });
    this.#record = new ToldRecord({
      source,
      bookmarks,
      pseudonyms,
      clock,
      time: this.#time,
      rest: rest !== null,
    });
    this.#chats = this.#newChats();
    this.#poller = rest === null ? null : this.#createPoller(rest);
    if (rest === null) {
      this.#telling.loseOperators();
      this.#telling.tellOurs(this.#record.missedEvents());
    }
    onLink("connecting");
    this.#tick();
    this.#poller?.start();
  }

  readonly receive = (body: unknown): void => {
    if (this.#closed) return;
    const now = this.#time.now();
    const decoded = this.#learning(() => decodeHook(body, this.#departments, now));
    const isReadable = decoded.ok ? this.#isPossible(decoded.snapshot) : decoded.reason === "not-a-chat";
    this.#hooks.came(isReadable);
    if (!decoded.ok || !isReadable) return;
    if (this.#poller === null) {
      if (this.#link.hookHeard()) this.#telling.beat();
    }
    this.#take(decoded, this.#time.now());
  };

  /** What comes from far ahead of the present is no fact. Without REST, hooks tell what the present is. */
  #isPossible({ asOf }: ChatSnapshot): boolean {
    return this.#poller === null ? this.#time.observeHook(asOf) : !isAhead(asOf, this.#time.now());
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelTick();
    this.#poller?.close();
    this.#telling.close();
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
      onDepartments: (rows) =>
        this.#learning(() => {
          rows.forEach((row) => learnDepartment(row, this.#departments));
          this.#departments.listed();
        }),
      onDepartmentsDenied: (failure) => {
        if (this.#chats.hasUnknownDepartments()) this.#link.departmentsDenied(failure);
      },
      onAllChats: (rows, read) => {
        const { ids, unreadable } = this.#takeRows(rows, read.asOf);
        if (unreadable > 0) return;
        if (!read.complete || this.#chats.isFull) {
          this.#link.tooManyChats();
          return;
        }
        const { events, hidden } = this.#chats.forgetMissing(ids, read, this.#time.now());
        if (hidden > 0) this.#link.chatsHidden(hidden);
        if (this.#chats.hasNeverShown(read)) this.#link.chatsNeverShown();
        this.#telling.tell(events);
        this.#telling.read({ from: this.#time.oursOf(read.since), to: this.#time.oursOf(read.asOf) });
      },
      onLiveChats: (rows, asOf) => this.#chats.misses(this.#takeRows(rows, asOf).ids, asOf),
      onOperators: (rows) => this.#tellOperators(rows),
      openSince: () => this.#chats.openSince(),
      onPolled: (failure) => this.#polled(failure),
      onOperatorsDenied: (failure) => {
        this.#link.operatorsDenied(failure);
        this.#telling.loseOperators();
      },
    });
  }

  /** The source is in step once it is known of every chat whether it is counted. */
  #polled(failure: RestFailure | null): void {
    this.#telling.begin();
    if (failure === null && this.#chats.hasUnknownDepartments()) return;
    void this.#telling.confirm();
    if (this.#link.polled(failure)) this.#telling.forgetOperators();
    if (failure === null) this.#telling.beat();
    else if (!this.#link.isLive) this.#telling.loseOperators();
  }

  /** Chats of a department whose identifier `learn` makes known are told from now on. */
  #learning<T>(learn: () => T): T {
    const { learnt } = this.#departments;
    const result = learn();
    if (this.#departments.learnt > learnt) this.#telling.tell(this.#chats.reconsider(this.#time.now()));
    return result;
  }

  #newChats(): Chats {
    const { config, house, pseudonyms, clock } = this.#options;
    const startedAt = clock.now();
    return new Chats({
      source: config.id,
      pseudonyms,
      before: this.#record.before,
      since: () => this.#time.theirsOf(startedAt),
      rules: rulesOf(config),
      names: this.#departments,
      departments: departmentsOf(config, house),
    });
  }

  /** Answers the ids of chats in it, and how many rows there are besides of which nobody knows what they are. */
  #takeRows(rows: readonly unknown[], asOf: EpochMs) {
    const ids = new Set<string>();
    let unreadable = 0;
    const now = this.#time.now();
    for (const row of rows) {
      const decoded = decodeRestChat(row, asOf);
      if (decoded.ok) ids.add(decoded.snapshot.id);
      else if (decoded.reason === "malformed") unreadable += 1;
      this.#take(decoded, now);
    }
    if (unreadable > 0) this.#link.rowsUnreadable();
    return { ids, unreadable };
  }

  #take(decoded: DecodedRow, now: EpochMs): void {
    if (!decoded.ok) return;
    const { departmentId } = decoded.snapshot;
    if (this.#departments.nameOf(departmentId) === null && this.#departments.isKnown(departmentId))
      this.#link.foreignDepartment();
    this.#telling.tell(this.#chats.apply(decoded.snapshot, now));
    if (this.#chats.isFull) this.#link.tooManyChats();
  }

  #tellOperators(rows: readonly unknown[]): void {
    const isCounted = (id: number): boolean =>
      this.#departments.nameOf(id) !== null || !this.#departments.isKnown(id);
    this.#telling.operators(countOperators(rows, isCounted));
  }

  /** Events were lost on our side: what is known is told again, and what is missing read. */
  #tellAnew(): void {
    this.#chats = this.#newChats();
    this.#telling.tellOurs(this.#record.missedEvents());
    this.#poller?.restart();
  }

  #tick(): void {
    this.#cancelTick = this.#options.clock.after(TICK, () => this.#tick());
    this.#hooks.advance();
    // While REST does not answer nothing is decided by waiting: the fact may be in the gap.
    if (this.#poller === null || this.#link.isLive) this.#telling.tell(this.#chats.advance(this.#time.now()));
    if (this.#telling.isDone) this.#record.keep(this.#chats);
  }
}
