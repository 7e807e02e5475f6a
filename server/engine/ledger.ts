import type { Board } from "#domain/board.ts";
import type { Calendar } from "#domain/calendar.ts";
import type { HelplineEvent, SourceId } from "#domain/contact-event.ts";
import { type LedgerCell, ledgerCellsOf, type TimeRange } from "#domain/ledger-cell.ts";
import { earlier, type EpochMs, epochMs, hours, later } from "#domain/time.ts";

import { DAYS_OF_HISTORY } from "./arrival-history.ts";
import type { Bookmarks, Checkpoints, Clock, JournalMark, LedgerPage, LedgerStore, Logger } from "./ports.ts";
import { type LedgerPlace, placeKeyOf, unknownHours } from "./unknown-hours.ts";

/** An hour that ended so long ago takes no new contact: its counts are written, and again while its contacts are known. */
const HOUR_CLOSES_AFTER = hours(24);
/** The first hour of whose contacts the board still holds every one; earlier hours stand in the store alone. */
const BOARD_FROM = "ledger.board-from";

export interface LedgerOptions {
  readonly board: Board;
  readonly store: LedgerStore;
  readonly journal: Bookmarks & Pick<Checkpoints, "identity" | "lastSeq">;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly logger: Logger;
}

/**
 * Counts by hour, of all that is known: closed hours from the store, younger ones
 * from the contacts on the board. Both are made from the same stories, so an hour
 * that closes does not change. Hours that were imported win over both.
 */
export class Ledger {
  readonly #options: LedgerOptions;
  /** By source, the hours in which it was in touch lately. */
  readonly #heard = new Map<SourceId, Set<EpochMs>>();
  /** Those of them that the store does not know yet. */
  #unwritten: LedgerPlace[] = [];
  /** The store could not be written the last time. */
  #isRefused = false;
  #boardFrom: EpochMs;

  /**
   * `board` must have been rebuilt. A journal that is new to the store, or was put back
   * from a backup, knows nothing of what was closed since: it answers for the hours in
   * which its sources may still deliver, and what lies before is the store's alone.
   */
  constructor(options: LedgerOptions) {
    this.#options = options;
    const { store, journal, clock, logger } = options;
    const known = journal.read(BOARD_FROM);
    const closedBy = store.closedBy();
    const goesOn =
      closedBy === null || (closedBy.journal === journal.identity && closedBy.seq <= journal.lastSeq);
    if (known !== null && closedBy === null)
      logger.warn(
        {},
        "the ledger is new beside an older journal: earlier hours are unknown until they are imported",
      );
    this.#boardFrom =
      known !== null && goesOn ? epochMs(Number(known)) : hourLongBefore(clock.now(), options.calendar);
    if (closedBy === null || !goesOn) store.beginWith(this.#mark());
    if (known === null || !goesOn) journal.write(BOARD_FROM, String(this.#boardFrom));
    const now = clock.now();
    for (const { source, hour } of store.readHours({
      from: hourLongBefore(now, options.calendar),
      to: later(now, hours(1)),
    }).hours)
      this.#heardIn(source).add(hour);
  }

  /** The source was in touch. Written once an hour; what cannot be is held in memory until `writeHeard`. */
  heard(event: HelplineEvent, now: EpochMs): void {
    const { calendar } = this.#options;
    this.#note(event.source, calendar.hourOf(now));
    // A heartbeat says nothing of the past, and a time that no event may have nothing of anything.
    if (event.type !== "source.heartbeat" && event.at < now && event.at >= hourLongBefore(now, calendar))
      this.#note(event.source, calendar.hourOf(event.at));
  }

  /** The source has told everything of the range, though perhaps later: of its hours something is known. */
  told(source: SourceId, { from, to }: TimeRange, now: EpochMs): void {
    const { calendar } = this.#options;
    const first = epochMs(Math.max(calendar.hourOf(from), hourLongBefore(now, calendar)));
    for (let hour = first; hour < to; hour = later(hour, hours(1))) this.#note(source, hour);
  }

  /** Other nodes say that the source was in touch in these hours. */
  heardElsewhere(source: SourceId, hoursHeard: readonly EpochMs[]): void {
    for (const hour of hoursHeard) this.#note(source, hour);
  }

  /** Hours in which the source was in touch, of those that still take new contacts, ascending. */
  heardHours(source: SourceId): readonly EpochMs[] {
    const { clock, calendar } = this.#options;
    const open = hourLongBefore(clock.now(), calendar);
    return [...(this.#heard.get(source) ?? [])].filter((hour) => hour >= open).sort((a, b) => a - b);
  }

  /** Writes down in which hours sources were in touch. Throws `JournalUnavailable`. */
  writeHeard(): void {
    for (let place = this.#unwritten[0]; place !== undefined; place = this.#unwritten[0]) {
      this.#options.store.noteHeard(place.source, place.hour);
      this.#unwritten.shift();
    }
    this.#isRefused = false;
  }

  /** Writes the counts of the hours that are closed at `now` and still on the board. Throws `JournalUnavailable`. */
  closeHours(now: EpochMs): void {
    this.#close(hourLongBefore(now, this.#options.calendar), now);
  }

  /** The same, only of those that `letGoBefore` lets go of. */
  closeHoursBefore(before: EpochMs, now: EpochMs): void {
    this.#close(this.#wholeFrom(before), now);
  }

  #close(to: EpochMs, now: EpochMs): void {
    const range = { from: this.finalBefore(now), to };
    if (range.from < range.to)
      this.#options.store.closeHours(range, this.#boardCells(range, now), this.#mark());
  }

  /**
   * The board is about to let go of contacts that arrived before `before`. Their hours
   * must be closed; from now on the store alone answers for them.
   */
  letGoBefore(before: EpochMs): void {
    const from = this.#wholeFrom(before);
    if (from <= this.#boardFrom) return;
    this.#options.journal.write(BOARD_FROM, String(from));
    this.#boardFrom = from;
    for (const heard of this.#heard.values()) for (const hour of heard) if (hour < before) heard.delete(hour);
  }

  /** The hour in which `before` lies is no longer whole on the board. */
  #wholeFrom(before: EpochMs): EpochMs {
    const { calendar } = this.#options;
    const start = calendar.hourOf(before);
    return start === before ? start : calendar.hourOf(later(start, hours(1)));
  }

  /** Five-minute steps stay no longer than anything is learned from them. Throws `JournalUnavailable`. */
  forgetSteps(now: EpochMs): void {
    const { store, calendar } = this.#options;
    store.forgetSteps(calendar.daysLater(calendar.dayOf(now).start, -DAYS_OF_HISTORY));
  }

  /**
   * From this hour on counts may still change, because their contacts are on the board.
   * Imported hours do not. A clock that had run ahead may have said a later one: what came
   * since is on the board all the same.
   */
  finalBefore(now: EpochMs): EpochMs {
    const latest = hourLongBefore(now, this.#options.calendar);
    if (this.#boardFrom > latest) this.#boardFrom = latest;
    return this.#boardFrom;
  }

  /** Cells of the range as they stand at `now`, and the hours of which anything is known. */
  read(range: TimeRange, now: EpochMs): LedgerPage {
    const page = this.#options.store.readHours(range);
    const boardFrom = this.finalBefore(now);
    const from = epochMs(Math.max(range.from, boardFrom));
    const imported = new Set(page.hours.filter(({ state }) => state === "imported").map(placeKeyOf));
    const live = from >= range.to ? [] : this.#boardCells({ from, to: range.to }, now);
    const ours = live.filter((cell) => !imported.has(placeKeyOf(cell)));
    const onBoard = new Set(ours.map(placeKeyOf));
    const heard = this.#unwritten.filter(({ hour }) => hour >= range.from && hour < range.to);
    return {
      cells: [...page.cells.filter((cell) => !onBoard.has(placeKeyOf(cell))), ...ours],
      hours: [...page.hours, ...unknownHours([...heard, ...ours], page.hours)],
    };
  }

  /** Whether anything is known of any hour of the range. */
  knows(range: TimeRange): boolean {
    if (this.#options.store.knows(range)) return true;
    for (const at of this.#onlyHere()) if (at >= range.from && at < range.to) return true;
    return false;
  }

  /** The first instant of which anything is known; `null`: nothing is. */
  knownFrom(): EpochMs | null {
    let first = this.#options.store.firstHour();
    for (const at of this.#onlyHere()) if (first === null || at < first) first = at;
    return first;
  }

  /** Instants of which the store may not know yet. */
  *#onlyHere(): Iterable<EpochMs> {
    for (const { hour } of this.#unwritten) yield hour;
    for (const { arrivedAt } of this.#options.board.stories())
      if (arrivedAt >= this.#boardFrom) yield arrivedAt;
  }

  #mark(): JournalMark {
    const { identity, lastSeq } = this.#options.journal;
    return { journal: identity, seq: lastSeq };
  }

  #boardCells(range: TimeRange, now: EpochMs): LedgerCell[] {
    const { board, calendar } = this.#options;
    return [
      ...ledgerCellsOf(board.stories(), { ...range, now }, calendar),
      ...board.outbound.ledgerCells(range, calendar),
    ];
  }

  #note(source: SourceId, hour: EpochMs): void {
    const heard = this.#heardIn(source);
    if (heard.has(hour)) return;
    heard.add(hour);
    this.#unwritten.push({ source, hour });
    if (!this.#isRefused) this.#tryToWrite();
  }

  #heardIn(source: SourceId): Set<EpochMs> {
    let heard = this.#heard.get(source);
    if (heard === undefined) this.#heard.set(source, (heard = new Set()));
    return heard;
  }

  /** A fold waits at most once for a process that holds the file, and a damaged file ends no wall. */
  #tryToWrite(): void {
    try {
      this.writeHeard();
    } catch (error) {
      this.#isRefused = true;
      const reason = error instanceof Error ? error.name : "unknown";
      this.#options.logger.warn({ reason }, "the ledger cannot be written: tried again within ten minutes");
    }
  }
}

/** The last hour to which events are taken at `now`; hours before it are closed. */
const hourLongBefore = (now: EpochMs, calendar: Calendar): EpochMs =>
  calendar.hourOf(earlier(now, HOUR_CLOSES_AFTER));
