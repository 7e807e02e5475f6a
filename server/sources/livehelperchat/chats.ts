/**
 * All chats of one Live Helper Chat as a pure machine: snapshots and the passing of time go in,
 * events come out. No I/O, no clock: the source around it owns both.
 */
import type { ContactKey, HelplineEvent } from "#domain/contact-event.ts";
import { earlier, type EpochMs, hours, minutes, seconds } from "#domain/time.ts";

import { type Chat, goneAt, hiddenSince, miss, newChat, see } from "./chat.ts";
import type { ChatSnapshot } from "./chat-snapshot.ts";
import type { Departments } from "./departments.ts";
import { type ChatRules, standingOf } from "./fate.ts";
import { isAhead } from "./lhc-time.ts";
import { type Department, type EventContext, nothingTold, tell, type Told } from "./to-events.ts";
import type { Noted } from "./contact-record.ts";

export interface ChatsContext extends EventContext {
  readonly rules: ChatRules;
  readonly names: Departments;
  /** What is counted, by the name that the configuration has for it. */
  readonly departments: ReadonlyMap<string, Department>;
}

/** Older chats cannot change anything any more; those given up stay in Live Helper Chat's queue for ever. */
export const OLDEST_CHAT = hours(24);
/** Ten thousand are more than a helpline has in a day. */
const MAX_CHATS = 10_000;

/** A webhook may come before its row can be read; after so long the row is there. */
const SURELY_VISIBLE = minutes(1);
/** A chat of which a webhook told a moment ago need not be in a list that was read before. */
const UNSEEN = seconds(2);

interface Reading {
  readonly since: EpochMs;
  readonly asOf: EpochMs;
}

interface Entry {
  readonly chat: Chat;
  /** `null` while its department is not one that is counted. */
  readonly told: Told | null;
}

export class Chats {
  readonly #context: ChatsContext;
  readonly #entries = new Map<string, Entry>();

  constructor(context: ChatsContext) {
    this.#context = context;
  }

  /** Chats that are kept. */
  get size(): number {
    return this.#entries.size;
  }

  /** More are not taken. */
  get isFull(): boolean {
    return this.#entries.size >= MAX_CHATS;
  }

  /** What the snapshot makes known. `now`: the present of Live Helper Chat. */
  apply(snapshot: ChatSnapshot, now: EpochMs): readonly HelplineEvent[] {
    const { createdAt, asOf } = snapshot;
    if (createdAt < earlier(now, OLDEST_CHAT) || isAhead(createdAt, now) || isAhead(asOf, now)) return [];
    const known = this.#entries.get(snapshot.id);
    if (known === undefined && this.isFull) return [];
    const chat = see(known?.chat ?? newChat(snapshot), snapshot);
    return this.#tell({ chat, told: known?.told ?? null }, now);
  }

  /** What waiting makes known, and lets go of what is older than a day. */
  advance(now: EpochMs): readonly HelplineEvent[] {
    const events: HelplineEvent[] = [];
    for (const [id, entry] of this.#entries) {
      if (entry.chat.createdAt < earlier(now, OLDEST_CHAT)) this.#entries.delete(id);
      else if (!isSettled(entry.chat, now)) events.push(...this.#tell(entry, now));
    }
    return events;
  }

  /** A department was learnt: whose chats were not counted before are told now. */
  reconsider(now: EpochMs): readonly HelplineEvent[] {
    return [...this.#entries.values()].flatMap((entry) => this.#tell(entry, now));
  }

  /** Chats that are not closed, as far as is known. */
  open(): readonly Chat[] {
    return [...this.#entries.values()].map(({ chat }) => chat).filter((chat) => !isOver(chat));
  }

  /** Who waits for a person, as the engine was told, and since when. */
  waiting(): readonly Noted[] {
    return this.#noted((chat, told) => (isWaiting(told) ? chat.createdAt : null));
  }

  /** Who is marked as one that may be gone, and since when. */
  unconfirmed(): readonly Noted[] {
    return this.#noted((_chat, told) => (isWaiting(told) ? told.unconfirmedAt : null));
  }

  /** Who was told as over only because it was missed, and when. */
  interrupted(): readonly Noted[] {
    return this.#noted((chat, { end: { ended } }) =>
      ended !== null && ended.at === chat.missingAt ? ended.at : null,
    );
  }

  /** One that was to be among `ids`, which REST told at `asOf`, is not, so that all chats are to be read. */
  misses(ids: ReadonlySet<string>, asOf: EpochMs): boolean {
    // One that REST never showed is not for this key to see: after a while nothing new is learnt by looking again.
    return this.open().some(
      (chat) =>
        isMissed(chat, ids, asOf) &&
        hiddenSince(chat) === null &&
        (chat.shown || chat.firstSeenAt > earlier(asOf, SURELY_VISIBLE)),
    );
  }

  /** Of which nobody can tell yet whether they are counted. */
  hasUnknownDepartments(): boolean {
    const { names } = this.#context;
    return [...this.#entries.values()].some(({ chat }) => !names.isKnown(chat.departmentId));
  }

  /** Whether a chat of it is known as counted. */
  has(contact: ContactKey): boolean {
    return this.#entries.values().some(({ told }) => told?.contact === contact);
  }

  /** When the oldest of those that are not closed was started. */
  openSince(): EpochMs | null {
    const [first] = this.open().toSorted((a, b) => a.createdAt - b.createdAt);
    return first?.createdAt ?? null;
  }

  /**
   * A complete reading of all chats started after `since` had only `ids`: what else it once had, and was open, was
   * deleted. When more than one is missing, or one was missed before and came back, they may as well be
   * hidden from this key: then they are `hidden`, and unconfirmed.
   */
  forgetMissing(
    ids: ReadonlySet<string>,
    { since, asOf }: Reading,
    now: EpochMs,
  ): { readonly events: readonly HelplineEvent[]; readonly hidden: number } {
    const missed = this.open().filter(
      (chat) => chat.shown && chat.createdAt > since && isMissed(chat, ids, asOf),
    );
    const fresh = missed.filter(
      (chat) => hiddenSince(chat) === null && chat.lastSeenAt < earlier(asOf, SURELY_VISIBLE),
    );
    const gone = fresh.filter(({ missingAt }) => missed.length === 1 && missingAt === null);
    const events = fresh.flatMap((chat) => {
      const told = this.#entries.get(chat.id)?.told ?? null;
      return this.#tell({ chat: miss(chat, asOf, gone.includes(chat)), told }, now);
    });
    return { events, hidden: fresh.length - gone.length };
  }

  /** Whether a webhook told of one that counts, long ago, which a complete reading does not show and none before did. */
  hasNeverShown({ since, asOf }: Reading): boolean {
    const first = earlier(asOf, SURELY_VISIBLE);
    return this.open().some(
      ({ id, shown, createdAt, firstSeenAt }) =>
        !shown && createdAt > since && firstSeenAt < first && this.#isCounted(id),
    );
  }

  #isCounted(id: string): boolean {
    return this.#entries.get(id)?.told?.arrived === true;
  }

  #noted(since: (chat: Chat, told: Told) => EpochMs | null): readonly Noted[] {
    return [...this.#entries.values()].flatMap(({ chat, told }) => {
      const at = told === null ? null : since(chat, told);
      return told === null || at === null ? [] : [{ contact: told.contact, since: at }];
    });
  }

  #tell({ chat, told }: Entry, now: EpochMs): readonly HelplineEvent[] {
    const { rules, names, departments } = this.#context;
    const department = departments.get(names.nameOf(chat.departmentId) ?? "");
    if (department === undefined) {
      this.#entries.set(chat.id, { chat, told });
      return [];
    }
    const standing = standingOf(chat, rules, now);
    const news = tell(chat, standing, department, told ?? nothingTold(chat, this.#context), this.#context);
    this.#entries.set(chat.id, { chat, told: news.told });
    return news.events;
  }
}

/** Over for so long that waiting tells nothing more of it. */
const isSettled = (chat: Chat, now: EpochMs): boolean =>
  isOver(chat) && chat.lastSeenAt < earlier(now, minutes(1));

const isOver = (chat: Chat): boolean => chat.closedAt !== null || goneAt(chat) !== null;

const isMissed = ({ id, lastSeenAt }: Chat, ids: ReadonlySet<string>, asOf: EpochMs): boolean =>
  !ids.has(id) && lastSeenAt < earlier(asOf, UNSEEN);

const isWaiting = ({ queuedAt, answeredAt, estimatedAt, end }: Told): boolean =>
  queuedAt !== null && answeredAt === null && estimatedAt === null && end.ended === null;
