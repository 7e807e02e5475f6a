/**
 * The live state: a fold of events into contacts, operators, windows and days.
 * The same set of events gives the same board in any order and with any
 * duplication. The board has no clock: the present is a parameter of its readers.
 */
import { BOARD_STATE_VERSION, type BoardState } from "./board-state.ts";
import type { Calendar, LocalDay } from "./calendar.ts";
import { ChannelBoard } from "./channel-board.ts";
import {
  type Channel,
  CHANNELS,
  type ContactFact,
  type ContactKey,
  type HelplineEvent,
  type OperatorsChanged,
  type SourceId,
  type SourceResynced,
  unreachable,
} from "./contact-event.ts";
import { endOf } from "./contact-end.ts";
import { mergeFact, mergeListing } from "./contact.ts";
import { type ContactStory, storyOf } from "./contact-story.ts";
import { COLUMN, ContactTable } from "./contact-table.ts";
import type { DecisionRules } from "./decisions.ts";
import { OutboundLog } from "./outbound-log.ts";
import { Resyncs } from "./resyncs.ts";
import { type EpochMs, epochMs, hours, later } from "./time.ts";

export type BoardRules = Readonly<Partial<Record<Channel, DecisionRules>>>;

/** A contact nobody has told anything of for so long is taken for lost; well within the life of its pseudonym. */
export const LONGEST_SILENCE = hours(12);

export class Board {
  readonly #calendar: Calendar;
  readonly #table: ContactTable;
  readonly #resyncs = new Map<SourceId, Resyncs>();
  readonly #channels = new Map<Channel, ChannelBoard>();
  /** By row, the stories by which contacts that are not over are counted: nearly every event is about one of them. */
  readonly #open: (ContactStory | undefined)[] = [];
  readonly outbound = new OutboundLog();
  #silentBefore = epochMs(0);

  /** An empty board, or one as it was saved. */
  constructor(options: {
    readonly rules: BoardRules;
    readonly calendar: Calendar;
    readonly saved?: BoardState | null;
  }) {
    this.#calendar = options.calendar;
    for (const channel of CHANNELS) {
      const rules = options.rules[channel];
      if (rules !== undefined) this.#channels.set(channel, new ChannelBoard(rules, options.calendar));
    }
    const saved = options.saved ?? null;
    this.#table = new ContactTable(saved);
    if (saved !== null) this.#takeBack(saved);
  }

  /** Everything it takes to have this board again; later events do not change it. */
  save(): BoardState {
    return {
      version: BOARD_STATE_VERSION,
      ...this.#table.save(),
      listings: [...this.#resyncs].flatMap(([source, resyncs]) => resyncs.save(source)),
      operators: [...this.#channels].flatMap(([channel, board]) => board.saveOperators(channel)),
      outbound: this.outbound.save(),
    };
  }

  /** Total: an event that makes no sense here changes nothing that a later one could not put right. */
  apply(event: HelplineEvent): void {
    switch (event.type) {
      case "contact.arrived":
      case "contact.blacklisted":
      case "contact.queued":
      case "contact.answered":
      case "contact.unconfirmed":
      case "contact.returned":
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
    return this.#table.rowOf(key) !== undefined;
  }

  /** Everything known; with `since`, only contacts of which something was told then or later: whatever was decided since is of these. */
  *stories(since = epochMs(0)): Iterable<ContactStory> {
    for (const row of this.#table.rows()) {
      if ((this.#table.at(row, COLUMN.lastSeenAt) ?? since) < since) continue;
      const story = storyOf(this.#table, row);
      if (story !== null) yield story;
    }
  }

  /**
   * Takes for lost whoever was last seen before `before` and has no end: a source that
   * lost the end itself will never tell it. A later event brings the contact back.
   */
  loseTrackBefore(before: EpochMs): void {
    if (before <= this.#silentBefore) return;
    this.#silentBefore = before;
    this.#judgeOpen(() => true);
  }

  /** Lets go of contacts that arrived before `before` and are over, and of the days they belonged to. */
  forget(before: EpochMs): void {
    for (const row of this.#table.rows()) {
      // Nearly every contact is younger, and its story need not be told.
      const arrivedAt = this.#table.at(row, COLUMN.arrivedAt);
      if (arrivedAt !== null && arrivedAt >= before) continue;
      const story = storyOf(this.#table, row);
      const over =
        story === null
          ? (this.#table.at(row, COLUMN.lastSeenAt) ?? this.#table.at(row, COLUMN.unconfirmedAt) ?? before) <
            before
          : story.endedAt !== null && story.arrivedAt < before;
      if (!over) continue;
      this.#table.removeRow(row);
      this.#open[row] = undefined;
    }
    for (const channel of this.#channels.values()) channel.forget(before);
    for (const resyncs of this.#resyncs.values()) resyncs.forget(before);
    this.outbound.forget(before);
  }

  #takeBack(saved: BoardState): void {
    for (const { source, ...listing } of saved.listings) this.#resyncsOf(source).takeBack(listing);
    for (const { channel, source, changes } of saved.operators)
      this.#channels.get(channel)?.operatorsOf(source).takeBack(changes);
    for (const call of saved.outbound) this.outbound.add(call);
    for (const row of this.#table.rows()) this.#recount(row, null);
  }

  #applyFact(event: ContactFact): void {
    const row = this.#row(event.contact, event.source);
    const before = this.#countedAs(row);
    mergeFact(this.#table, row, event);
    this.#judgeLoss(row);
    this.#recount(row, before);
  }

  #applyResync(event: SourceResynced): void {
    const resyncs = this.#resyncsOf(event.source);
    if (!resyncs.add(event)) return;
    for (const open of event.open) {
      const row = this.#row(open.contact, event.source);
      const before = this.#countedAs(row);
      mergeListing(this.#table, row, open, event.at);
      this.#recount(row, before);
    }
    this.#judgeOpen((row) => this.#table.word(row, COLUMN.source) === event.source);
  }

  /** Judges anew which contacts without an end of their own were lost. */
  #judgeOpen(concerns: (row: number) => boolean): void {
    for (const row of this.#table.rows()) {
      if (this.#isEnded(row) || !concerns(row)) continue;
      const before = this.#countedAs(row);
      this.#judgeLoss(row);
      this.#recount(row, before);
    }
  }

  #applyOperators(event: OperatorsChanged): void {
    this.#channels.get(event.channel)?.operatorsOf(event.source).add(event);
  }

  #row(key: ContactKey, source: SourceId): number {
    const known = this.#table.rowOf(key);
    if (known !== undefined) return known;
    const row = this.#table.addRow(key);
    this.#table.setWord(row, COLUMN.source, source);
    return row;
  }

  #resyncsOf(source: SourceId): Resyncs {
    const known = this.#resyncs.get(source);
    if (known !== undefined) return known;
    const resyncs = new Resyncs();
    this.#resyncs.set(source, resyncs);
    return resyncs;
  }

  /** Whether an event of its own says how the contact went. */
  #isEnded(row: number): boolean {
    return endOf(this.#table, row) !== null;
  }

  /** A contact with an end of its own was not lost; for another the listings tell, or its long silence. */
  #judgeLoss(row: number): void {
    this.#table.set(
      row,
      COLUMN.lostAt,
      this.#isEnded(row) ? null : (this.#listedAway(row) ?? this.#silentAt(row)),
    );
  }

  #listedAway(row: number): EpochMs | null {
    return this.#resyncsOf(this.#table.word(row, COLUMN.source) ?? "").lostAt(this.#table, row);
  }

  #silentAt(row: number): EpochMs | null {
    const lastSeenAt = this.#table.at(row, COLUMN.lastSeenAt);
    return lastSeenAt !== null && lastSeenAt < this.#silentBefore ? later(lastSeenAt, LONGEST_SILENCE) : null;
  }

  /** The story by which a contact is counted; `null` when it is not. */
  #countedAs(row: number): ContactStory | null {
    return this.#open[row] ?? storyOf(this.#table, row);
  }

  /** Counts a contact as it is now instead of as `before`. */
  #recount(row: number, before: ContactStory | null): void {
    const after = storyOf(this.#table, row);
    this.#open[row] = after === null || after.endedAt !== null ? undefined : after;
    if (before !== null && after !== null && before.channel === after.channel)
      return this.#channels.get(after.channel)?.replace(row, before, after);
    if (before !== null) this.#channels.get(before.channel)?.replace(row, before, null);
    if (after !== null) this.#channels.get(after.channel)?.replace(row, null, after);
  }
}
