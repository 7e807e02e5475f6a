import { compareCursors } from "#wire/bus.ts";

import { BEFORE_ALL, millisecondsOf } from "./entry-id.ts";
import type { Standing } from "./standing.ts";

/** How far the stream has been read: behind which entry, and how many there ever were up to it. */
export interface ReadPlace {
  readonly cursor: string;
  readonly count: number;
  /** Of a stream that is read from its beginning nobody knows how many entries go meanwhile, until both were compared once. */
  readonly isCertain: boolean;
}

/**
 * Finds what went unread. A stream that was trimmed, emptied or put back from a copy is read on
 * without a word; but it counts every entry that was ever added, and so does its reader: wherever
 * both are at the same entry, they must have counted the same.
 */
export class ReadCount {
  #place: ReadPlace = { cursor: BEFORE_ALL, count: 0, isCertain: false };
  /** What the stream said of itself lately; `null`: compared already. */
  #expected: { readonly last: string; readonly added: number } | null = null;
  /** The expectation was there before the reader asked for more. */
  #isAskedSince = false;

  get place(): ReadPlace {
    return this.#place;
  }

  /** From `place`, or from the beginning; also when what followed it has been let go of because of its age. */
  begin(place: ReadPlace | null, standing: Standing, oldestMs: number): void {
    const isYoung =
      place !== null && (place.cursor === standing.last || millisecondsOf(place.cursor) >= oldestMs);
    this.#place = isYoung
      ? place
      : { cursor: BEFORE_ALL, count: standing.added - standing.length, isCertain: false };
    this.#expected = null;
  }

  /** What the stream said of itself when this one had been read up to `asked`. Returns true when it is not the one that was read. */
  expect({ last, added }: Standing, asked: ReadPlace): boolean {
    if (compareCursors(last, asked.cursor) < 0 || (asked.isCertain && added < asked.count)) return true;
    const { cursor, count, isCertain } = this.#place;
    const order = compareCursors(last, cursor);
    if (order < 0) return false;
    if (order === 0) {
      this.#place = { ...this.#place, count: added, isCertain: true };
      return isCertain && count !== added;
    }
    // An older expectation is compared first.
    if (this.#expected === null) this.#isAskedSince = false;
    this.#expected ??= { last, added };
    return false;
  }

  /** The reader asks for more. */
  ask(): void {
    this.#isAskedSince = this.#expected !== null;
  }

  /** Where the reader is behind these entries, all that came; `null`: something before or among them is gone. */
  after(ids: readonly string[]): ReadPlace | null {
    let { cursor, count, isCertain } = this.#place;
    const isInStep = (): boolean => {
      const added = this.#expected?.added ?? count;
      this.#expected = null;
      if (count !== added && isCertain) return false;
      isCertain = true;
      count = added;
      return true;
    };
    for (const id of ids) {
      if (this.#expected !== null && compareCursors(id, this.#expected.last) > 0 && !isInStep()) return null;
      cursor = id;
      count += 1;
      if (this.#expected?.last === id && !isInStep()) return null;
    }
    const isMissing = ids.length === 0 && this.#expected !== null && this.#isAskedSince;
    return isMissing && !isInStep() ? null : { cursor, count, isCertain };
  }

  moveTo(place: ReadPlace): void {
    this.#place = place;
  }
}
