/**
 * The history of one source -> what the ledger holds of it. The same fold as the live
 * board, in memory that grows with the hours and not with the contacts: hours that are
 * two days over are counted and their contacts forgotten, as the housekeeper does it.
 */
import { Board, LONGEST_SILENCE } from "./board.ts";
import type { Calendar } from "./calendar.ts";
import type { EventId, HelplineEvent, SourceId } from "./contact-event.ts";
import { type CoveredHours, coveredHours } from "./covered-hours.ts";
import { type LedgerCell, ledgerCellsOf } from "./ledger-cell.ts";
import { earlier, elapsed, type EpochMs, epochMs, hours, later, ms } from "./time.ts";

/** How far events may lie out of order. As live, what is older than a day changes nothing any more. */
const MOST_OUT_OF_ORDER = hours(24);
const CONTACTS_KEPT = hours(48);
const TIDY_EVERY = hours(6);

/** `too-late`: more than 24 h older than something told before it. `in-the-future`: later than the present. */
export type HistoryRefusal = "too-late" | "in-the-future";

/** What files tell of one source. */
export interface SourceHistory extends CoveredHours {
  readonly source: SourceId;
  /** The times of the first and the last thing told. */
  readonly first: EpochMs;
  readonly last: EpochMs;
  /** Of the covered hours; an hour without cells had no contacts. */
  readonly cells: readonly LedgerCell[];
  /** Contacts that arrived before the first covered hour: known from a listing only, and not in the cells. */
  readonly arrivedBefore: number;
  /** Covered hours of which contacts are told from their queue on only: fewer than arrived. */
  readonly queuedOnly: ReadonlySet<EpochMs>;
}

export class History {
  readonly #source: SourceId;
  readonly #calendar: Calendar;
  readonly #until: EpochMs;
  /** Without rules: no figures of the moment are asked of it. */
  readonly #board: Board;
  /** Ids of the last day, and of the day before it: what is older is refused anyway. */
  #ids = new Set<EventId>();
  #olderIds = new Set<EventId>();
  #idsSince: EpochMs | null = null;
  #first: EpochMs | null = null;
  #last: EpochMs | null = null;
  #tidiedAt: EpochMs | null = null;
  #countedTo = epochMs(Number.NEGATIVE_INFINITY);
  readonly #told = new Set<EpochMs>();
  readonly #cells: LedgerCell[] = [];

  /** `until`: nothing later can have happened. */
  constructor(options: { readonly source: SourceId; readonly calendar: Calendar; readonly until: EpochMs }) {
    this.#source = options.source;
    this.#calendar = options.calendar;
    this.#until = options.until;
    this.#board = new Board({ rules: {}, calendar: options.calendar });
  }

  /** Something was told of `at`, though perhaps of no contact: the hour is covered. */
  admit(at: EpochMs): HistoryRefusal | null {
    if (at > this.#until) return "in-the-future";
    if (this.#last !== null && at < earlier(this.#last, MOST_OUT_OF_ORDER)) return "too-late";
    this.#first = this.#first === null || at < this.#first ? at : this.#first;
    this.#told.add(this.#calendar.hourOf(at));
    if (this.#last === null || at > this.#last) this.#moveOn(at);
    return null;
  }

  /** Folds an event of this source in. A copy, known by its id, changes nothing. */
  add(event: HelplineEvent): HistoryRefusal | "duplicate" | null {
    const refusal = this.admit(event.at);
    if (refusal !== null) return refusal;
    if (this.#ids.has(event.id) || this.#olderIds.has(event.id)) return "duplicate";
    this.#ids.add(event.id);
    this.#board.apply(event);
    return null;
  }

  /**
   * All that was told; `null` when it was nothing. How a contact went that is still
   * open is not known: it was lost, and its hour is an edge, because a longer file may
   * tell. Ends this history.
   */
  finish(): SourceHistory | null {
    if (this.#first === null || this.#last === null) return null;
    this.#board.loseTrackBefore(earlier(this.#last, LONGEST_SILENCE));
    const { hours: covered, edges, silences } = coveredHours(this.#told, this.#calendar);
    const isCovered = new Set(covered);
    const partly = new Set(edges);
    for (const { arrivedAt, endedAt } of this.#board.stories()) {
      const hour = this.#calendar.hourOf(arrivedAt);
      if (endedAt === null && isCovered.has(hour)) partly.add(hour);
    }
    const end = later(this.#last, ms(1));
    this.#board.loseTrackBefore(end);
    this.#count(end, this.#last);
    const outside = this.#cells.filter(({ hour }) => !isCovered.has(hour));
    return {
      source: this.#source,
      first: this.#first,
      last: this.#last,
      hours: covered,
      edges: partly,
      silences,
      cells: this.#cells.filter(({ hour }) => isCovered.has(hour)),
      arrivedBefore: outside.reduce((sum, { count }) => sum + count, 0),
      queuedOnly: new Set(),
    };
  }

  #moveOn(now: EpochMs): void {
    this.#last = now;
    this.#tidiedAt ??= now;
    this.#idsSince ??= now;
    if (elapsed(this.#idsSince, now) >= MOST_OUT_OF_ORDER) {
      this.#olderIds = elapsed(this.#idsSince, now) >= 2 * MOST_OUT_OF_ORDER ? new Set() : this.#ids;
      this.#ids = new Set();
      this.#idsSince = now;
    }
    if (elapsed(this.#tidiedAt, now) < TIDY_EVERY) return;
    this.#tidiedAt = now;
    this.#board.loseTrackBefore(earlier(now, LONGEST_SILENCE));
    const before = this.#calendar.hourOf(earlier(now, CONTACTS_KEPT));
    this.#count(before, now);
    this.#board.forget(before);
  }

  /** Counts the contacts that arrived before `to` and are not counted yet. */
  #count(to: EpochMs, now: EpochMs): void {
    if (to <= this.#countedTo) return;
    const range = { from: this.#countedTo, to };
    this.#countedTo = to;
    // Not spread into one call: there may be more than a call takes arguments.
    for (const cell of ledgerCellsOf(this.#board.stories(), { ...range, now }, this.#calendar))
      this.#cells.push(cell);
    for (const cell of this.#board.outbound.ledgerCells(range, this.#calendar)) this.#cells.push(cell);
  }
}
