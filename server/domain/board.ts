/**
 * The live state: a fold of events into contacts, operators, windows and days.
 * The same set of events gives the same board in any order and with any
 * duplication. The board has no clock: the present is a parameter of its readers.
 */
import type { Calendar, LocalDay } from "./calendar.ts";
import { ChannelBoard } from "./channel-board.ts";
import {
  type Channel,
  type ContactFact,
  type ContactKey,
  type HelplineEvent,
  type OperatorsChanged,
  type SourceId,
  type SourceResynced,
  unreachable,
} from "./contact-event.ts";
import { type Contact, mergeFact, mergeListing, unknownContact } from "./contact.ts";
import { type ContactStory, storyOf } from "./contact-story.ts";
import type { DecisionRules } from "./decisions.ts";
import { OutboundLog } from "./outbound-log.ts";
import { Resyncs } from "./resyncs.ts";
import type { EpochMs } from "./time.ts";

/** A contact with the story it was last counted by, so that the count can be taken back. */
interface Counted {
  readonly contact: Contact;
  readonly home: SourceHome;
  story: ContactStory | null;
  /** The local day the story was counted in. */
  day: LocalDay | null;
  /** Among the `unended` of its source. */
  unended: boolean;
}

/** What the board keeps per source. */
interface SourceHome {
  /** Contacts without an end of their own: those a listing may declare lost. */
  readonly unended: Set<Counted>;
  readonly resyncs: Resyncs;
}

export type BoardRules = Readonly<Partial<Record<Channel, DecisionRules>>>;

export class Board {
  readonly #calendar: Calendar;
  readonly #contacts = new Map<ContactKey, Counted>();
  readonly #homes = new Map<SourceId, SourceHome>();
  readonly #channels = new Map<Channel, ChannelBoard>();
  readonly outbound = new OutboundLog();

  constructor(options: { readonly rules: BoardRules; readonly calendar: Calendar }) {
    this.#calendar = options.calendar;
    for (const channel of ["phone", "chat"] as const) {
      const rules = options.rules[channel];
      if (rules !== undefined) this.#channels.set(channel, new ChannelBoard(rules));
    }
  }

  /** Total: an event that makes no sense here changes nothing that a later one could not put right. */
  apply(event: HelplineEvent): void {
    switch (event.type) {
      case "contact.arrived":
      case "contact.blacklisted":
      case "contact.queued":
      case "contact.answered":
      case "contact.ended":
      case "contact.corrected":
        return this.#applyFact(event);
      case "source.resynced":
        return this.#applyResync(event);
      case "operators.changed":
        return this.#applyOperators(event);
      case "outbound.ended":
        return this.outbound.add(event);
      case "source.heartbeat":
        return;
      default:
        unreachable(event);
    }
  }

  channel(channel: Channel): ChannelBoard | undefined {
    return this.#channels.get(channel);
  }

  channels(): Iterable<readonly [Channel, ChannelBoard]> {
    return this.#channels;
  }

  dayOf(at: EpochMs): LocalDay {
    return this.#calendar.dayOf(at);
  }

  has(key: ContactKey): boolean {
    return this.#contacts.has(key);
  }

  /** Everything known, for the ledger and for tests. */
  *stories(): Iterable<ContactStory> {
    for (const { story } of this.#contacts.values()) if (story !== null) yield story;
  }

  /** Lets go of contacts that arrived before `before` and are over, and of the days they belonged to. */
  forget(before: EpochMs): void {
    for (const [key, counted] of this.#contacts) {
      const { story, contact } = counted;
      const over =
        story === null
          ? (contact.lastSeenAt ?? before) < before
          : story.endedAt !== null && story.arrivedAt < before;
      if (!over) continue;
      this.#contacts.delete(key);
      counted.home.unended.delete(counted);
    }
    for (const channel of this.#channels.values()) channel.forget(before);
    for (const { resyncs } of this.#homes.values()) resyncs.forget(before);
    this.outbound.forget(before);
  }

  #applyFact(event: ContactFact): void {
    const counted = this.#counted(event.contact, event.source);
    mergeFact(counted.contact, event);
    this.#recount(counted);
  }

  #applyResync(event: SourceResynced): void {
    const { resyncs, unended } = this.#home(event.source);
    if (!resyncs.add(event)) return;
    for (const open of event.open) {
      const counted = this.#counted(open.contact, event.source);
      mergeListing(counted.contact, open, event.at);
      this.#recount(counted);
    }
    for (const counted of unended) this.#recount(counted);
  }

  #applyOperators(event: OperatorsChanged): void {
    this.#channels.get(event.channel)?.operatorsOf(event.source).add(event);
  }

  #counted(key: ContactKey, source: SourceId): Counted {
    const known = this.#contacts.get(key);
    if (known !== undefined) return known;
    const contact = unknownContact(key, source);
    const counted = { contact, home: this.#home(source), story: null, day: null, unended: false };
    this.#contacts.set(key, counted);
    return counted;
  }

  #home(source: SourceId): SourceHome {
    let home = this.#homes.get(source);
    if (home === undefined) {
      home = { unended: new Set(), resyncs: new Resyncs() };
      this.#homes.set(source, home);
    }
    return home;
  }

  /** Takes the contact's old story out of every count and puts the new one in. */
  #recount(counted: Counted): void {
    const { contact, home } = counted;
    const unended = contact.ended === null && contact.corrected === null;
    contact.lostAt = unended ? home.resyncs.lostAt(contact) : null;
    if (unended !== counted.unended) {
      counted.unended = unended;
      if (unended) home.unended.add(counted);
      else home.unended.delete(counted);
    }
    const { story: old, day: oldDay } = counted;
    if (old !== null && oldDay !== null) this.#channels.get(old.channel)?.remove(old, oldDay);
    const story = storyOf(contact);
    counted.story = story;
    counted.day = story === null ? null : this.#calendar.dayOf(story.arrivedAt);
    if (story !== null && counted.day !== null) this.#channels.get(story.channel)?.add(story, counted.day);
  }
}
