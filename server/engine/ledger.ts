import type { Board } from "#domain/board.ts";
import type { Calendar } from "#domain/calendar.ts";
import type { HelplineEvent, SourceId } from "#domain/contact-event.ts";
import { type LedgerCell, ledgerCellsOf, type TimeRange } from "#domain/ledger-cell.ts";
import { earlier, type EpochMs, epochMs, hours } from "#domain/time.ts";

import {
  type Bookmarks,
  type Clock,
  JournalUnavailable,
  type LedgerHour,
  type LedgerPage,
  type LedgerStore,
} from "./ports.ts";

/** Events of an hour that ended so long ago are refused: its counts are written, and again while its contacts are known. */
const HOUR_CLOSES_AFTER = hours(24);
/** The first hour of whose contacts the board still holds every one; earlier hours stand in the store alone. */
const BOARD_FROM = "ledger.board-from";

export interface LedgerOptions {
  readonly board: Board;
  readonly store: LedgerStore;
  readonly bookmarks: Bookmarks;
  readonly clock: Clock;
  readonly calendar: Calendar;
}

/**
 * Counts by hour, of all that is known: closed hours from the store, younger ones
 * from the contacts on the board. Both are made from the same stories, so an hour
 * that closes does not change. Hours that were imported win over both.
 */
export class Ledger {
  readonly #options: LedgerOptions;
  /** By source, the hours noted already, so that the store is asked once an hour. */
  readonly #noted = new Map<SourceId, Set<EpochMs>>();
  #boardFrom: EpochMs;

  /** A journal that has just begun may be told of the last 24 hours by its sources; what lies before is the store's alone. */
  constructor(options: LedgerOptions) {
    this.#options = options;
    const { bookmarks, clock } = options;
    const known = bookmarks.read(BOARD_FROM);
    this.#boardFrom = known === null ? this.#hourBefore(clock.now()) : epochMs(Number(known));
    if (known === null) bookmarks.write(BOARD_FROM, String(this.#boardFrom));
  }

  /** The source was in touch: at the time of the event, and when it came. */
  heard(event: HelplineEvent, now: EpochMs): void {
    this.#note(event.source, this.#options.calendar.hourOf(now));
    if (event.at < now) this.#note(event.source, this.#options.calendar.hourOf(event.at));
  }

  /** Writes the counts of the hours that are closed at `now` and still on the board. Throws `JournalUnavailable`. */
  closeHours(now: EpochMs): void {
    const range = { from: this.#boardFrom, to: this.#hourBefore(now) };
    if (range.from < range.to) this.#options.store.closeHours(range, this.#boardCells(range, now));
  }

  /**
   * The board is about to let go of contacts that arrived before `before`. Their hours
   * must be closed; from now on the store alone answers for them.
   */
  letGoBefore(before: EpochMs): void {
    const { bookmarks, calendar } = this.#options;
    const start = calendar.hourOf(before);
    // The hour in which `before` lies is no longer whole on the board.
    const from = start === before ? start : calendar.hourOf(epochMs(start + hours(1)));
    if (from <= this.#boardFrom) return;
    bookmarks.write(BOARD_FROM, String(from));
    this.#boardFrom = from;
    for (const noted of this.#noted.values()) for (const hour of noted) if (hour < before) noted.delete(hour);
  }

  /** From this hour on counts may still change: their contacts are on the board. Imported hours do not. */
  get finalBefore(): EpochMs {
    return this.#boardFrom;
  }

  /** Cells of the range as they stand at `now`, and the hours of which anything is known. */
  read(range: TimeRange, now: EpochMs): LedgerPage {
    const page = this.#options.store.readHours(range);
    const from = epochMs(Math.max(range.from, this.#boardFrom));
    if (from >= range.to) return page;
    const imported = new Set(page.hours.filter(({ state }) => state === "imported").map(keyOf));
    const isOfStore = (hour: Pick<LedgerHour, "hour" | "source">): boolean =>
      hour.hour < this.#boardFrom || imported.has(keyOf(hour));
    const live = this.#boardCells({ from, to: range.to }, now).filter((cell) => !isOfStore(cell));
    return {
      cells: [...page.cells.filter(isOfStore), ...live],
      hours: [...page.hours, ...unknownHours(live, page.hours)],
    };
  }

  /** Whether anything is known of any hour of the range. */
  knows(range: TimeRange): boolean {
    if (this.#options.store.knows(range)) return true;
    for (const { arrivedAt } of this.#options.board.stories())
      if (arrivedAt >= range.from && arrivedAt < range.to) return true;
    return false;
  }

  /** The first instant of which anything is known; `null`: nothing is. */
  knownFrom(): EpochMs | null {
    let first = this.#options.store.extent()?.first ?? null;
    for (const { arrivedAt } of this.#options.board.stories())
      if (first === null || arrivedAt < first) first = arrivedAt;
    return first;
  }

  #hourBefore(now: EpochMs): EpochMs {
    return this.#options.calendar.hourOf(earlier(now, HOUR_CLOSES_AFTER));
  }

  #boardCells(range: TimeRange, now: EpochMs): LedgerCell[] {
    const { board, calendar } = this.#options;
    return [
      ...ledgerCellsOf(board.stories(), { ...range, now }, calendar),
      ...board.outbound.ledgerCells(range, calendar),
    ];
  }

  #note(source: SourceId, hour: EpochMs): void {
    let noted = this.#noted.get(source);
    if (noted === undefined) this.#noted.set(source, (noted = new Set()));
    if (noted.has(hour)) return;
    try {
      this.#options.store.noteHeard(source, hour);
      noted.add(hour);
    } catch (error) {
      // The next event or heartbeat tries again.
      if (!(error instanceof JournalUnavailable)) throw error;
    }
  }
}

const keyOf = ({ hour, source }: Pick<LedgerHour, "hour" | "source">): string => `${hour} ${source}`;

/** Hours of which contacts are known, though no store was told that their source was in touch. */
function unknownHours(cells: readonly LedgerCell[], known: readonly LedgerHour[]): LedgerHour[] {
  const seen = new Set(known.map(keyOf));
  const found: LedgerHour[] = [];
  for (const cell of cells) {
    const key = keyOf(cell);
    if (seen.has(key)) continue;
    seen.add(key);
    found.push({ hour: cell.hour, source: cell.source, state: "heard" });
  }
  return found;
}
