import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { crc32 } from "node:zlib";

import type { HelplineEvent } from "#domain/contact-event.ts";
import { epochMs, type EpochMs } from "#domain/time.ts";
import type { BusEvent, CommittedBatch } from "#engine/bus-ports.ts";
import type { JournalEntry } from "#engine/ports.ts";

import { decodeEvents, encodeEvents } from "./event-codec.ts";
import { EventKeys, KEY_BYTES } from "./event-key.ts";
import { KnownIds } from "./known-ids.ts";
import { corrupt, failureOf } from "./sqlite-errors.ts";
import { timedAgain } from "./timed-again.ts";

/** Sequence numbers read at a time. A batch that begins among them comes whole, so a chunk may be longer. */
const CHUNK = 1_000;
/** The same for keys, which are smaller. */
const KEY_CHUNK = 20_000;
/** From so many events on, a row is read by itself. */
const LARGE_BATCH = 64;

/** Whence the events of a row came: a source of this node, or the bus. */
const ORIGIN = { here: 0, bus: 1 };

/** A row of `batches`. */
export interface Batch {
  readonly first: number;
  readonly received: EpochMs;
  readonly events: HelplineEvent[];
}

/**
 * The events: one row per commit, in order. Sequence numbers grow by one with
 * every event and are never given twice, also after events were pruned.
 */
export class EventLog {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #keys = new EventKeys();
  #known: KnownIds;
  readonly #insert;
  readonly #select;
  readonly #selectAll;
  readonly #selectOwn;
  readonly #next;
  readonly #onDamaged: (first: number) => void;
  #lastSeq: number;

  /** `onDamaged`: called with its first number for a batch that is left out because it is damaged. */
  constructor(database: DatabaseSync, path: string, onDamaged: (first: number) => void) {
    this.#database = database;
    this.#path = path;
    this.#onDamaged = onDamaged;
    this.#insert = database.prepare(
      "INSERT INTO batches (first, count, received, crc, keys, body, origin) VALUES (?, ?, ?, ?, ?, ?, ?)",
    );
    this.#select = database.prepare(
      "SELECT first, received, crc, body FROM batches WHERE first > ? AND first <= ? ORDER BY first",
    );
    const batchesAfter = (where: string) =>
      database.prepare(
        `SELECT first, received, crc, body, origin FROM batches WHERE first > ? ${where} ORDER BY first`,
      );
    this.#selectAll = batchesAfter("");
    this.#selectOwn = batchesAfter("AND origin = 0");
    this.#next = database.prepare("SELECT min(first) AS first FROM batches WHERE first > ?");
    this.#lastSeq = this.#readLastSeq();
    this.#known = this.#readKnownIds();
  }

  /** The sequence number of the newest event; 0 in an empty journal. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  append(events: readonly HelplineEvent[], received: EpochMs): readonly boolean[] {
    const keys = this.#keys.of(events);
    const fresh = this.#known.addAll(keys);
    const added = fresh.includes(false) ? events.filter((_, index) => fresh[index]) : events;
    if (added.length === 0) return fresh;
    const addedKeys = added === events ? keys : this.#keys.of(added);
    this.#commit(added, addedKeys, () => this.#insertRow(added, addedKeys, received, ORIGIN.here));
    return fresh;
  }

  /** See `BusJournal`; `remember` writes the bookmark. */
  appendFromBus(events: readonly BusEvent[], received: EpochMs, remember: () => void): readonly boolean[] {
    const keys = this.#keys.of(events.map(({ event }) => event));
    const fresh = this.#known.addAll(keys);
    const isNew = !fresh.includes(false);
    const added: HelplineEvent[] = [];
    for (const [index, one] of events.entries()) {
      const event = fresh[index] === true ? one.event : timedAgain(one);
      if (event === null) continue;
      fresh[index] ||= this.#known.addAll(this.#keys.of([event]))[0] === true;
      if (fresh[index]) added.push(event);
    }
    const addedKeys = isNew ? keys : this.#keys.of(added);
    this.#commit(added, addedKeys, () => {
      this.#database.exec("BEGIN IMMEDIATE");
      if (added.length > 0) this.#insertRow(added, addedKeys, received, ORIGIN.bus);
      remember();
      this.#database.exec("COMMIT");
    });
    return fresh;
  }

  /** See `BusJournal`. */
  batchesAfter(seq: number, most: number, own: boolean): readonly CommittedBatch[] {
    const batches: CommittedBatch[] = [];
    let count = 0;
    return this.#read(() => {
      for (const row of (own ? this.#selectOwn : this.#selectAll).iterate(seq)) {
        if (!isSound(row)) {
          this.#onDamaged(Number(row["first"]));
          continue;
        }
        const batch = this.batchOf(row);
        batches.push({ ...batch, isOwn: row["origin"] === ORIGIN.here });
        if ((count += batch.events.length) >= most) break;
      }
      return batches;
    });
  }

  /** Nothing of it stays when it fails, in memory neither: the next attempt would be taken for a repetition, and acknowledged. */
  #commit(events: readonly HelplineEvent[], keys: Uint8Array, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      this.#known.removeAll(keys);
      throw failureOf(error, this.#path);
    }
    this.#lastSeq += events.length;
  }

  #insertRow(events: readonly HelplineEvent[], keys: Uint8Array, received: EpochMs, origin: number): void {
    const body = encodeEvents(events);
    this.#insert.run(this.#lastSeq + 1, events.length, received, crc32(body), keys, body, origin);
  }

  *replay(afterSeq: number): Iterable<readonly JournalEntry[]> {
    for (let done: number | null = afterSeq; done !== null; done = this.#nextStart(done + CHUNK)) {
      const from = done;
      const chunk: JournalEntry[] = [];
      for (const row of this.#read(() => this.#select.all(from, from + CHUNK))) {
        const { received, events } = this.batchOf(row);
        for (const event of events) chunk.push({ event, received });
      }
      if (chunk.length > 0) yield chunk;
    }
  }

  /** The batch in a row with `first`, `received`, `crc` and `body`. Throws `JournalUnusable` when it is damaged. */
  batchOf(row: Record<string, SQLOutputValue>): Batch {
    if (!isSound(row)) throw corrupt(this.#path);
    return {
      first: Number(row["first"]),
      received: epochMs(Number(row["received"])),
      events: decodeEvents(String(row["body"])),
    };
  }

  /** Forgets that these events were ever seen. Call it when their deletion is committed. */
  forget(events: readonly HelplineEvent[]): void {
    this.#known.removeAll(this.#keys.of(events));
  }

  /** Deletes everything the database holds but the facts about itself. Sequence numbers go on. */
  clear(): void {
    try {
      this.#database.exec(
        `BEGIN IMMEDIATE;
         DELETE FROM batches; DELETE FROM bookmarks;
         INSERT OR REPLACE INTO facts (name, value) VALUES ('pruned-to', '${this.#lastSeq}');
         COMMIT`,
      );
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw failureOf(error, this.#path);
    }
    this.#known = new KnownIds(new Uint8Array(0));
  }

  /** The columns `count`, `crc`, `keys` and `body` for these events. */
  columnsOf(events: readonly HelplineEvent[]): readonly [number, number, Uint8Array, string] {
    const body = encodeEvents(events);
    return [events.length, crc32(body), this.#keys.of(events), body];
  }

  /** Where the next chunk begins, past numbers whose events were pruned; null at the end. */
  #nextStart(done: number): number | null {
    const first = this.#read(() => this.#next.get(done)?.["first"]);
    return typeof first === "number" ? first - 1 : null;
  }

  #readLastSeq(): number {
    const kept = this.#database.prepare(
      `SELECT max(
         coalesce((SELECT first + count - 1 FROM batches ORDER BY first DESC LIMIT 1), 0),
         coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'pruned-to'), 0)
       ) AS seq`,
    );
    return Number(this.#read(() => kept.get()?.["seq"]));
  }

  /** Rows of few events are read many at a time as one text: a row each would take four times as long. */
  #readKnownIds(): KnownIds {
    const database = this.#database;
    const count = database.prepare("SELECT sum(count) AS count FROM batches");
    const large = database.prepare(`SELECT keys FROM batches WHERE count >= ${LARGE_BATCH}`);
    const small = database.prepare(
      `SELECT group_concat(hex(keys), '') AS keys FROM batches
       WHERE first > ? AND first <= ? AND count < ${LARGE_BATCH}`,
    );
    return this.#read(() => {
      const keys = Buffer.alloc(Number(count.get()?.["count"]) * KEY_BYTES);
      let filled = 0;
      for (const row of large.iterate()) filled += this.#fill(keys, filled, row["keys"]);
      for (let done: number | null = 0; done !== null; done = this.#nextStart(done + KEY_CHUNK)) {
        const text = small.get(done, done + KEY_CHUNK)?.["keys"];
        if (typeof text === "string") filled += this.#fill(keys, filled, Buffer.from(text, "hex"));
      }
      if (filled !== keys.length) throw corrupt(this.#path);
      return new KnownIds(keys);
    });
  }

  #fill(keys: Buffer, at: number, more: SQLOutputValue | undefined): number {
    if (!(more instanceof Uint8Array) || at + more.length > keys.length) throw corrupt(this.#path);
    keys.set(more, at);
    return more.length;
  }

  #read<T>(query: () => T): T {
    try {
      return query();
    } catch (error) {
      throw failureOf(error, this.#path);
    }
  }
}

const isSound = ({ body, crc }: Record<string, SQLOutputValue>): boolean => crc32(String(body)) === crc;
