/**
 * Writes what this node took in to the bus, in the order of the journal. The journal is the queue:
 * nothing waits in memory, and taking events in never waits for this. What may have been written
 * without an answer is written again; readers know an event by its source and id.
 */
import { z } from "zod";

import { earlier, ms, seconds } from "#domain/time.ts";
import { CONTACT_RETENTION } from "#engine/housekeeper.ts";
import type { BusEngine, BusJournal } from "#engine/bus-ports.ts";
import { type Clock, JournalUnavailable, type Logger } from "#engine/ports.ts";

import { answersOf, ignoreExpected, storageTroubleOf, wordOf } from "./answers.ts";
import type { BusKeys } from "./bus-keys.ts";
import type { BusConnection } from "./connection.ts";
import { every } from "./every.ts";
import { BusUnavailable, isRefusal } from "./guarded-redis.ts";
import { packEntries, type PackedEntry } from "./pack-entries.ts";
import { serverTimeOf } from "./standing.ts";

/** Events in one round; more make the event loop stand still for longer than a wall would notice. */
const EVENTS_AT_ONCE = 1_000;
const BOOKMARK = "bus.relayed";
/** A mark that is lost makes so much be written twice, and nothing else. */
const MARK_EVERY = seconds(1);
const TRIM_EVERY = seconds(60);
const PARTING = seconds(1);
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** How far the journal has been written. */
const markSchema = z.object({
  epoch: z.string(),
  seq: z.number(),
  /** Up to here everything is written, also what came from other nodes: they may have gone with what they knew. */
  everythingUpTo: z.number(),
  /** The entry written last; `null`: none in this epoch. */
  entry: z.string().nullable(),
});
type Mark = z.output<typeof markSchema>;

const NOTHING: Mark = { epoch: "", seq: 0, everythingUpTo: 0, entry: null };

export interface RelayOptions {
  readonly journal: BusJournal;
  readonly engine: Pick<BusEngine, "onCommitted">;
  readonly connection: BusConnection;
  readonly keys: BusKeys;
  readonly clock: Clock;
  readonly logger: Logger;
  /** It has written everything there was, for the first time since it began or went on. */
  readonly onCaughtUp: () => void;
}

export class RedisRelay {
  readonly #options: RelayOptions;
  #mark: Mark;
  #savedMark: Mark;
  #isOpen = false;
  /** The epoch to which it writes, or did until it stopped. */
  #begun = "";
  #isCaughtUp = false;
  #isRefused = false;
  #running: Promise<void> | null = null;
  #pauseMs = FIRST_PAUSE_MS;
  readonly #cancels: (() => void)[] = [];
  #cancelPause: () => void = () => undefined;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#mark = markIn(options.journal.read(BOOKMARK));
    this.#savedMark = this.#mark;
    this.#cancels.push(options.engine.onCommitted(() => this.#wake()));
    this.#cancels.push(every(options.clock, MARK_EVERY, () => this.#save()));
    this.#cancels.push(every(options.clock, TRIM_EVERY, () => void this.#trim()));
  }

  /** The entry that this node wrote last in the epoch, which must be there as long as nothing was lost; `null`: none. */
  lastEntryIn(epoch: string): string | null {
    return this.#mark.epoch === epoch ? this.#mark.entry : null;
  }

  /** Sequence numbers behind the newest of which nothing is known to be written. */
  get unwritten(): number {
    return this.isCaughtUp && this.#running === null ? 0 : this.#options.journal.lastSeq - this.#mark.seq;
  }

  /** Not while the server refuses to take anything. */
  get isCaughtUp(): boolean {
    return this.#isCaughtUp && !this.#isRefused;
  }

  /**
   * This is the epoch of the bus, of which nothing was read yet. In a new one everything is written anew, but
   * nothing that comes over the bus from now on: it stands there, with when its node received it, and also after
   * this one was killed the next moment.
   */
  enter(epoch: string): void {
    if (this.#mark.epoch === epoch) return;
    this.#mark = { epoch, seq: 0, everythingUpTo: this.#options.journal.lastSeq, entry: null };
    this.#isCaughtUp = false;
    this.#save();
  }

  /** The bus is there, and everything can be written. */
  begin(epoch: string): void {
    this.enter(epoch);
    if (this.#isOpen && this.#begun === epoch) return;
    this.#begun = epoch;
    this.#isOpen = true;
    this.#isCaughtUp = false;
    this.#wake();
  }

  /** Nothing is written until it begins again. */
  stop(): void {
    this.#isOpen = false;
    this.#isCaughtUp = false;
    this.#cancelPause();
  }

  /** Writes what is left, if that takes no longer than a moment. Resolves when nothing is written any more. */
  async close(): Promise<void> {
    for (const cancel of this.#cancels) cancel();
    const isOver = new Promise<void>((resolve) => this.#options.clock.after(PARTING, resolve));
    await Promise.race([this.#running, isOver]);
    this.stop();
    await this.#running;
    this.#save();
  }

  #wake(): void {
    if (!this.#isOpen || this.#running !== null) return;
    this.#running = this.#run().finally(() => (this.#running = null));
  }

  async #run(): Promise<void> {
    try {
      while (this.#isOpen && (await this.#writeNext()));
      this.#pauseMs = FIRST_PAUSE_MS;
      this.#tellRefused(null);
    } catch (error) {
      this.#tryAgain(error);
    }
  }

  /** False when there is nothing left to write. */
  async #writeNext(): Promise<boolean> {
    const { journal } = this.#options;
    const { epoch, seq, everythingUpTo } = this.#mark;
    const isOwn = seq >= everythingUpTo;
    const batches = journal
      .batchesAfter(seq, EVENTS_AT_ONCE, isOwn)
      .filter((batch) => batch.isOwn || batch.first <= everythingUpTo);
    if (batches.length === 0) {
      if (!isOwn) {
        this.#mark = { ...this.#mark, seq: everythingUpTo };
        return true;
      }
      if (!this.#isCaughtUp) {
        this.#isCaughtUp = true;
        this.#options.onCaughtUp();
      }
      return false;
    }
    for (const { upTo, entry } of await this.#write(packEntries(batches, journal.identity)))
      if (this.#mark.epoch === epoch) this.#mark = { ...this.#mark, seq: Math.max(seq, upTo), entry };
    return true;
  }

  /** Throws when any failed: then all of them are written again. */
  async #write(entries: readonly PackedEntry[]): Promise<readonly { upTo: number; entry: string }[]> {
    const { connection, keys } = this.#options;
    const replies = await connection.write((redis) => {
      const pipeline = redis.pipeline();
      for (const { fields } of entries) pipeline.xadd(keys.events, "*", ...fields);
      return pipeline.exec();
    });
    const answers = answersOf(replies);
    return entries.map(({ upTo }, index) => ({ upTo, entry: String(answers[index]) }));
  }

  /** When there is no connection the watch begins anew; what the server refuses, such as for want of memory, it may take later. */
  #tryAgain(error: unknown): void {
    if (error instanceof BusUnavailable && !this.#options.connection.isUp) return this.stop();
    this.#tellRefused(error);
    this.#cancelPause = this.#options.clock.after(ms(this.#pauseMs), () => this.#wake());
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }

  /** Throws what is a fault of ours. */
  #tellRefused(error: unknown): void {
    const isRefused = error !== null && !(error instanceof BusUnavailable);
    if (isRefused === this.#isRefused) return;
    const { logger } = this.#options;
    if (!isRefused) logger.info({}, "events go to the bus again");
    else if (isRefusal(error))
      logger.warn({ reason: wordOf(error) }, "the bus takes no events: tried again until it does");
    else
      logger.error(
        storageTroubleOf(error),
        "the journal cannot be read for the other nodes: tried again until it can",
      );
    this.#isRefused = isRefused;
  }

  #save(): void {
    if (this.#mark === this.#savedMark) return;
    try {
      this.#options.journal.write(BOOKMARK, JSON.stringify(this.#mark));
      this.#savedMark = this.#mark;
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
    }
  }

  /**
   * About: whole nodes of the stream only, which costs the server nothing. By the clock of the server,
   * as its ids are: a node whose own is days ahead would empty the stream for all.
   */
  async #trim(): Promise<void> {
    const { connection, keys } = this.#options;
    if (!this.#isOpen) return;
    await connection
      .write(async (redis) => {
        const oldest = earlier(serverTimeOf(await redis.time()), CONTACT_RETENTION);
        return redis.xtrim(keys.events, "MINID", "~", oldest);
      })
      .catch(ignoreExpected);
  }
}

const markIn = (text: string | null): Mark => (text === null ? NOTHING : markSchema.parse(JSON.parse(text)));
