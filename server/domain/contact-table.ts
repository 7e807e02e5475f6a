import type { BoardState } from "./board-state.ts";
import type { ContactKey } from "./contact-event.ts";
import { type EpochMs, epochMs } from "./time.ts";
import { WordList } from "./word-list.ts";

/**
 * Columns of the table. An `...At` is an instant; the columns after it say what was
 * told at that instant, words by their number. Listed facts come from listings
 * after a lost connection and yield to real ones.
 */
export const COLUMN = {
  source: 0,
  arrivedAt: 1,
  arrivedChannel: 2,
  arrivedEntry: 3,
  arrivedLanguage: 4,
  blacklistedAt: 5,
  queuedAt: 6,
  queuedQueue: 7,
  queuedLanguage: 8,
  answeredAt: 9,
  waitMeasuredAt: 10,
  measuredWait: 11,
  endedAt: 12,
  endedOutcome: 13,
  talkMeasuredAt: 14,
  measuredTalk: 15,
  correctedAt: 16,
  correctedOutcome: 17,
  listedArrivalAt: 18,
  listedChannel: 19,
  listedEntry: 20,
  listedLanguage: 21,
  listedQueueingAt: 22,
  listedQueueingLanguage: 23,
  listedAnswerAt: 24,
  lastSeenAt: 25,
  lostAt: 26,
  estimatedAnswerAt: 27,
  unconfirmedAt: 28,
  returnedAt: 29,
  lastEndedAt: 30,
  lastEndedOutcome: 31,
  lastCorrectedAt: 32,
  lastCorrectedOutcome: 33,
  lastTalkMeasuredAt: 34,
  lastMeasuredTalk: 35,
} as const;

const WIDTH = Object.keys(COLUMN).length;
const FIRST_CAPACITY = 512;

/**
 * All contacts of the board, one row of numbers each, so that the whole state is
 * saved and taken back as one array instead of hundreds of thousands of objects. What is not known is NaN inside, and `null` to everybody outside.
 */
export class ContactTable {
  readonly words: WordList;
  readonly #rows = new Map<ContactKey, number>();
  readonly #keys: (ContactKey | null)[] = [];
  readonly #free: number[] = [];
  #cells: Float64Array;

  /** An empty table, or one as it was saved. */
  constructor(saved: Pick<BoardState, "keys" | "cells" | "words"> | null = null) {
    this.words = new WordList(saved?.words);
    this.#cells = saved?.cells ?? new Float64Array(FIRST_CAPACITY * WIDTH).fill(Number.NaN);
    if (saved === null || saved.keys === "") return;
    for (const key of saved.keys.split("\n")) this.#rows.set(key, this.#keys.push(key) - 1);
  }

  rowOf(key: ContactKey): number | undefined {
    return this.#rows.get(key);
  }

  keyOf(row: number): ContactKey {
    const key = this.#keys[row];
    if (key === undefined || key === null) throw new RangeError(`no contact in row ${row}`);
    return key;
  }

  /** A new row in which nothing is known. */
  addRow(key: ContactKey): number {
    const row = this.#free.pop() ?? this.#keys.length;
    this.#keys[row] = key;
    this.#rows.set(key, row);
    if ((row + 1) * WIDTH > this.#cells.length) this.#grow();
    return row;
  }

  /** Forgets a contact; its row is used again. */
  removeRow(row: number): void {
    this.#rows.delete(this.keyOf(row));
    this.#keys[row] = null;
    this.#cells.fill(Number.NaN, row * WIDTH, (row + 1) * WIDTH);
    this.#free.push(row);
  }

  /** Rows in use. */
  rows(): Iterable<number> {
    return this.#rows.values();
  }

  get(row: number, column: number): number | null {
    const value = this.#cells[row * WIDTH + column];
    return value === undefined || Number.isNaN(value) ? null : value;
  }

  /** As `get`, for a column of instants. */
  at(row: number, column: number): EpochMs | null {
    const value = this.#cells[row * WIDTH + column];
    return value === undefined || Number.isNaN(value) ? null : epochMs(value);
  }

  /** The word a column holds, or `null`. */
  word(row: number, column: number): string | null {
    const number = this.#cells[row * WIDTH + column];
    return number === undefined || Number.isNaN(number) ? null : this.words.wordOf(number);
  }

  known(row: number, column: number): boolean {
    return !Number.isNaN(this.#cells[row * WIDTH + column] ?? Number.NaN);
  }

  set(row: number, column: number, value: number | null): void {
    this.#cells[row * WIDTH + column] = value ?? Number.NaN;
  }

  setWord(row: number, column: number, word: string | null): void {
    this.#cells[row * WIDTH + column] = word === null ? Number.NaN : this.words.numberOf(word);
  }

  /** Keeps the earlier of what is known and `at`. */
  keepEarliest(row: number, column: number, at: number): void {
    const index = row * WIDTH + column;
    // A comparison with NaN is false: the first instant is always kept.
    if (!((this.#cells[index] ?? Number.NaN) <= at)) this.#cells[index] = at;
  }

  /** Keeps the later of what is known and `at`. */
  keepLatest(row: number, column: number, at: number): void {
    const index = row * WIDTH + column;
    if (!((this.#cells[index] ?? Number.NaN) >= at)) this.#cells[index] = at;
  }

  /** A copy of everything, rows closed up, that the constructor takes back. */
  save(): Pick<BoardState, "keys" | "cells" | "words"> {
    const cells = new Float64Array(this.#rows.size * WIDTH);
    let next = 0;
    for (const row of this.#rows.values())
      cells.set(this.#cells.subarray(row * WIDTH, (row + 1) * WIDTH), WIDTH * next++);
    return { keys: [...this.#rows.keys()].join("\n"), cells, words: [...this.words.words()] };
  }

  #grow(): void {
    const known = this.#cells;
    this.#cells = new Float64Array(Math.max(FIRST_CAPACITY * WIDTH, known.length * 2));
    this.#cells.set(known);
    this.#cells.fill(Number.NaN, known.length);
  }
}
