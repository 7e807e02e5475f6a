/**
 * Reads what every node and producer wrote, from a cursor of its own: each node must see all of it,
 * so there are no consumer groups. Entries go to the engine with the cursor behind them, which keeps
 * both or neither. Counting what it reads, it finds out whether anything went unread.
 */
import { setImmediate as nextTurn } from "node:timers/promises";

import { type EpochMs, epochMs, seconds } from "#domain/time.ts";
import type { BusEngine, BusEntry, DecodeEntry, DecodedEntry } from "#engine/bus-ports.ts";
import { type Bookmarks, type Clock, JournalUnavailable } from "#engine/ports.ts";

import { isExpected } from "./answers.ts";
import { isRefusal } from "./guarded-redis.ts";
import type { BusKeys } from "./bus-keys.ts";
import type { BusConnection } from "./connection.ts";
import { BEFORE_ALL } from "./entry-id.ts";
import { ReadCount, type ReadPlace } from "./read-count.ts";
import { readMarkOf } from "./read-mark.ts";
import type { Standing } from "./standing.ts";

/** Entries at a time; one may hold a hundred events. */
const ENTRIES_AT_ONCE = 500;
/**
 * Of entries that are taken in one turn: about a thousand events of some 250 characters each. Every turn is a
 * commit that waits for the disk, so smaller ones would be slower; more make the event loop stand still for
 * longer than a wall would notice. On a quiet machine 148,000 events a second were read in such turns.
 */
const CHARACTERS_A_TURN = 250_000;
/** Less than half of what the connection takes for silence. */
const BLOCK_MS = 5_000;
const PAUSE = seconds(1);
const BOOKMARK = "bus.read";

export interface ReaderOptions {
  readonly engine: Pick<BusEngine, "takeFromBus" | "busReached">;
  readonly journal: Bookmarks;
  readonly connection: BusConnection;
  readonly keys: BusKeys;
  readonly clock: Clock;
  readonly decode: DecodeEntry;
  /** Called for each entry of which anything was refused. */
  readonly onRefused: (entry: BusEntry, refusals: DecodedEntry["refusals"]) => void;
  /** What nodes say of the sources, as they wrote it. */
  readonly onTouch: (fields: BusEntry["fields"]) => void;
  /** Entries went before they could be read. */
  readonly onGap: () => void;
  /** It has read everything there was, for the first time since it began or went on. */
  readonly onCaughtUp: () => void;
  /** The server refuses to let it read: nothing comes any more, though the connection is there. */
  readonly onRefusal: () => void;
}

export class RedisReader {
  readonly #options: ReaderOptions;
  readonly #count: ReadCount;
  #touchCursor = BEFORE_ALL;
  /** The time of the server when it was looked at last, the same for all nodes. */
  #asOf: EpochMs = epochMs(0);
  /** Where it reads; `null`: nowhere, until it begins. */
  #epoch: string | null = null;
  /** Another one for each beginning: what was asked before is not for this one. */
  #beginning = 0;
  /** Entries went before they could be read: only a new epoch brings them back. */
  #hasGap = false;
  #isCaughtUp = false;
  #isRefused = false;
  #isClosed = false;
  #wake: () => void = () => undefined;
  readonly #running: Promise<void>;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#count = new ReadCount();
    this.#running = this.#run();
  }

  get isCaughtUp(): boolean {
    return this.#isCaughtUp;
  }

  /** What it asked last was refused. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /**
   * The bus is there. In a new epoch, or after more than the bus keeps, everything is read from the
   * beginning. Returns whether it is a new one.
   */
  begin(standing: Standing, oldestMs: number): boolean {
    this.#asOf = standing.now;
    if (standing.epoch === null || this.#epoch === standing.epoch) return false;
    const place = readMarkOf(this.#options.journal.read(BOOKMARK));
    this.#epoch = standing.epoch;
    this.#beginning += 1;
    this.#isCaughtUp = false;
    this.#hasGap = false;
    this.#count.begin(place?.epoch === standing.epoch ? place : null, standing, oldestMs);
    this.#tellPosition();
    this.#wake();
    return true;
  }

  get place(): ReadPlace {
    return this.#count.place;
  }

  /** Whether entries that it has read are gone, or some went unread: `standing` is what the bus said when it had read up to `asked`. */
  isOutOfStep(standing: Standing, asked: ReadPlace): boolean {
    return this.#count.expect(standing, asked);
  }

  /** Resolves when nothing is read any more; the connection must be closed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      try {
        if (this.#epoch === null || this.#hasGap)
          await new Promise<void>((resolve) => (this.#wake = resolve));
        else await this.#readNext(this.#epoch);
      } catch (error) {
        if (!isExpected(error) && !(error instanceof JournalUnavailable)) throw error;
        this.#isRefused = isRefusal(error);
        if (this.#isRefused) this.#options.onRefusal();
        if (!this.#isClosed) await this.#pause();
      }
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(PAUSE, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }

  async #readNext(epoch: string): Promise<void> {
    const { connection, keys } = this.#options;
    const beginning = this.#beginning;
    this.#count.ask();
    const { cursor } = this.#count.place;
    const reply = await connection.read((redis) =>
      redis.xread(
        "COUNT",
        ENTRIES_AT_ONCE,
        "BLOCK",
        BLOCK_MS,
        "STREAMS",
        keys.events,
        keys.touch,
        cursor,
        this.#touchCursor,
      ),
    );
    this.#isRefused = false;
    if (beginning !== this.#beginning || this.#isClosed) return;
    const streams = new Map(reply);
    this.#takeTouches(streams.get(keys.touch) ?? []);
    const entries = streams.get(keys.events) ?? [];
    for (const [index, some] of turnsOf(entries).entries()) {
      if (index > 0) await nextTurn();
      if (beginning !== this.#beginning || this.#isClosed || !this.#takeEvents(epoch, some)) return;
    }
    if (this.#isCaughtUp || entries.length >= ENTRIES_AT_ONCE) return;
    this.#isCaughtUp = true;
    this.#options.onCaughtUp();
  }

  /** False: entries before or among these are gone. */
  #takeEvents(epoch: string, entries: readonly RawEntry[]): boolean {
    const { engine, decode, onRefused, onGap } = this.#options;
    const next = this.#count.after(entries.map(([id]) => id));
    if (next === null) {
      this.#hasGap = true;
      onGap();
      return false;
    }
    if (entries.length > 0) {
      const decoded = entries.map(entryOf).map((entry) => ({ entry, told: decode(entry) }));
      const events = decoded.flatMap(({ told }) => told.events);
      engine.takeFromBus(events, { name: BOOKMARK, value: JSON.stringify({ epoch, ...next }) }, this.#asOf);
      // Not before: while the journal cannot write, the same entries are read again and again.
      for (const { entry, told } of decoded) if (told.refusals.length > 0) onRefused(entry, told.refusals);
    }
    this.#count.moveTo(next);
    this.#tellPosition();
    return true;
  }

  #takeTouches(entries: readonly RawEntry[]): void {
    for (const raw of entries) {
      this.#options.onTouch(entryOf(raw).fields);
      this.#touchCursor = raw[0];
    }
  }

  #tellPosition(): void {
    this.#options.engine.busReached({ epoch: this.#epoch ?? "", cursor: this.#count.place.cursor });
  }
}

type RawEntry = readonly [id: string, fields: readonly string[]];

/** In their order, as many at a time as one turn may take. One part at least, so that nothing is taken, too. */
function turnsOf(entries: readonly RawEntry[]): readonly (readonly RawEntry[])[] {
  const turns: RawEntry[][] = [[]];
  let characters = 0;
  for (const entry of entries) {
    if (characters >= CHARACTERS_A_TURN) {
      turns.push([]);
      characters = 0;
    }
    turns.at(-1)?.push(entry);
    for (const word of entry[1]) characters += word.length;
  }
  return turns;
}

function entryOf([id, words]: RawEntry): BusEntry {
  const fields: Record<string, string> = {};
  for (let index = 0; index + 1 < words.length; index += 2) {
    const name = words[index];
    if (name !== undefined && name !== "__proto__") fields[name] = words[index + 1] ?? "";
  }
  return { id, fields };
}
