/**
 * Files of queue_log from long ago -> the history of one PBX, by the reducer that
 * follows it live. Only the log speaks: no manager interface, no listing.
 */
import type { Calendar } from "#domain/calendar.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import { History, type SourceHistory } from "#domain/history.ts";
import { earlier, type EpochMs, epochMs, hours, later, minutes } from "#domain/time.ts";
import type { HistoryReader, LineFate, LineRefusal } from "#engine/history-reader.ts";
import type { Pseudonyms } from "#engine/ports.ts";
import type { AsteriskConfig } from "#config/source-schema.ts";

import type { CallFact, FinishedFact } from "./call-fact.ts";
import { wasInQueue } from "./marked-end.ts";
import { decodeQueueLogRow, type QueueLogRow, timeOf } from "./queue-log.ts";
import { type PhoneHouse, reducerContext } from "./reducer-context.ts";
import { Reducer, type ReducerContext } from "./reducer.ts";
import { type Standing, Standings } from "./standings.ts";
import { UnmarkedHours } from "./unmarked-hours.ts";

/** Asterisk writes rows of some hundred bytes. */
const LONGEST_ROW = 8 * 1_024;
const MINUTE_MS = minutes(1);
/** History is complete, so what waiting decides is decided late: whoever comes to a next queue may take his time. */
const PATIENCE = minutes(1);
/** Nothing is left to be decided by waiting for longer. */
const ALL_DECIDED = hours(5);

const MALFORMED: LineRefusal = { reason: "malformed-queue-log-row" };
const HEADLESS: LineRefusal = { reason: "end-without-beginning" };
const FOREIGN: LineRefusal = { reason: "queue-not-configured" };

export interface QueueLogHistoryOptions {
  readonly config: AsteriskConfig;
  readonly house: PhoneHouse;
  readonly pseudonyms: Pseudonyms;
  readonly calendar: Calendar;
  /** Nothing later can have happened. */
  readonly until: EpochMs;
}

export class QueueLogHistory implements HistoryReader {
  readonly longestLine = LONGEST_ROW;
  readonly tooLong = MALFORMED;
  /** A row that is still being written may end within a number. */
  readonly unfinished = MALFORMED;
  readonly #context: ReducerContext;
  readonly #reducer: Reducer;
  readonly #history: History;
  readonly #standings = new Standings();
  readonly #unmarked = new UnmarkedHours();
  /** Live, too, the calls of this PBX count from their queue on: its history misses nothing. */
  readonly #countsFromQueue: boolean;
  /** The first row of the file that is being read. */
  #fileFrom: EpochMs | null = null;
  /** Up to where the passing of time has been told. */
  #passed: EpochMs | null = null;

  constructor(options: QueueLogHistoryOptions) {
    const { config, house, pseudonyms, calendar, until } = options;
    this.#context = reducerContext(config, house, pseudonyms);
    this.#reducer = new Reducer(this.#context);
    this.#history = new History({ source: config.id, calendar, until });
    this.#countsFromQueue = config.markers === "no" && config.arrivalContexts.length === 0;
  }

  timeOf(line: string): EpochMs | null {
    const decoded = decodeQueueLogRow(line);
    return decoded.ok ? timeOf(decoded.row) : null;
  }

  beginFile(): void {
    this.#fileFrom = null;
  }

  take(line: string): LineFate {
    const decoded = decodeQueueLogRow(line);
    if (!decoded.ok) return MALFORMED;
    const { row } = decoded;
    const at = timeOf(row);
    const reason = this.#history.admit(at);
    if (reason !== null) return { reason };
    this.#fileFrom ??= at;
    this.#letTimePass(at);
    if (row.type === "call") return this.#takeFact(row.fact);
    // What is open when the PBX starts was cut; what waiting has decided by then was not.
    if (row.type === "started") this.#tell(this.#reducer.advance(at));
    this.#takeRow(row);
    return "taken";
  }

  finish(): readonly SourceHistory[] {
    if (this.#passed !== null) this.#letTheEndPass(later(this.#passed, PATIENCE));
    const history = this.#history.finish();
    if (history === null || this.#countsFromQueue) return history === null ? [] : [history];
    return [{ ...history, queuedOnly: this.#unmarked.among(history.hours, history.last) }];
  }

  #takeFact(fact: CallFact): LineFate {
    const standing = this.#standings.get(fact.uniqueid);
    if (standing === "headless") return HEADLESS;
    if ("queue" in fact && !this.#context.queues.has(fact.queue)) {
      if (standing === undefined) this.#standings.set(fact.uniqueid, "elsewhere");
      this.#takeRow({ type: "call", fact });
      return FOREIGN;
    }
    if (fact.type === "joined") this.#unmarked.joined(fact.at);
    if (fact.type === "finished") return this.#takeEnd(fact, standing);
    const events = this.#reducer.row({ type: "call", fact }, null);
    // The reducer makes a call of any row; queue_log has ENTERQUEUE first, so the beginning lies before the files.
    const begins = events.some(({ type }) => type === "contact.arrived");
    if (begins && fact.type !== "joined" && standing !== "ours") return this.#isHeadless(fact);
    if (standing !== "ours") this.#standings.set(fact.uniqueid, "ours");
    this.#tell(events);
    return "taken";
  }

  #takeEnd(fact: FinishedFact, standing: Standing | undefined): LineFate {
    if (!this.#context.markers) return "taken";
    this.#unmarked.marked(fact.at);
    if (standing === undefined && wasInQueue(fact, this.#fileFrom)) return this.#isHeadless(fact);
    this.#standings.set(fact.uniqueid, "ours");
    // Of a call that went to a queue of somebody else, the helpline has seen the welcome.
    const left = standing === "elsewhere" ? { outcome: "closed_welcome", stage: "welcome" } : {};
    this.#takeRow({ type: "call", fact: { ...fact, ...left } });
    return "taken";
  }

  #isHeadless(fact: CallFact): LineRefusal {
    this.#standings.set(fact.uniqueid, "headless");
    return HEADLESS;
  }

  #takeRow(row: QueueLogRow): void {
    this.#tell(this.#reducer.row(row, null));
  }

  /** Tells the reducer every whole minute, so that what is decided does not depend on the rows around it. */
  #letTimePass(at: EpochMs): void {
    const to = earlier(at, PATIENCE);
    // Files may overlap: then time goes back with the first row of the next one.
    const from = this.#passed === null || to < this.#passed ? to : this.#passed;
    const until = Math.min(to, from + ALL_DECIDED);
    for (let minute = nextMinute(from); minute <= until; minute += MINUTE_MS)
      this.#tell(this.#reducer.advance(epochMs(minute)));
    this.#passed = to;
  }

  /** Whoever was let go shortly before the last row, at `last`, and went to no next queue, was not answered. */
  #letTheEndPass(last: EpochMs): void {
    this.#letTimePass(later(last, PATIENCE));
    const decided = this.#reducer.advance(later(last, PATIENCE));
    this.#tell(decided.filter(({ at }) => at <= last));
  }

  #tell(events: readonly HelplineEvent[]): void {
    for (const event of events) this.#history.add(event);
  }
}

const nextMinute = (after: number): number => Math.floor(after / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
