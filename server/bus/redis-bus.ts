/**
 * The node's part in the bus: relay, reader, and the watch over both. Asks every second how the
 * stream stands. When entries were lost (it was emptied, a failover cut its tail, it was trimmed
 * before everybody had read) a new epoch begins, and every node writes its journal anew.
 */
import { randomUUID } from "node:crypto";

import type { SourceId } from "#domain/contact-event.ts";
import { seconds } from "#domain/time.ts";
import type { BusEngine, BusJournal, DecodeEntry, SharedLedger } from "#engine/bus-ports.ts";
import { type Clock, JournalUnavailable, type Logger } from "#engine/ports.ts";
import { type BusState, compareCursors } from "#wire/bus.ts";

import type { AdmittedConnection } from "./admission.ts";
import { ignoreExpected } from "./answers.ts";
import type { BusKeys } from "./bus-keys.ts";
import { BEFORE_ALL, millisecondsOf } from "./entry-id.ts";
import { every } from "./every.ts";
import { isRefusal } from "./guarded-redis.ts";
import type { ReadPlace } from "./read-count.ts";
import { LedgerExchange } from "./ledger-exchange.ts";
import { RedisReader, type ReaderOptions } from "./redis-reader.ts";
import { RedisRelay } from "./redis-relay.ts";
import { oldestIn, readStanding, type Standing } from "./standing.ts";
import { startTouchNews, type TouchNews } from "./touch-news.ts";

const LOOK_EVERY = seconds(1);
const MOST_STUCK_LOOKS = 3;
/** A connection that is back sooner was never missed. */
const MISSED_AFTER = seconds(2);

export interface RedisBusOptions {
  readonly connection: AdmittedConnection;
  readonly keys: BusKeys;
  readonly engine: BusEngine;
  readonly journal: BusJournal;
  readonly ledger: SharedLedger;
  readonly sources: readonly SourceId[];
  readonly decode: DecodeEntry;
  readonly onRefused: ReaderOptions["onRefused"];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** For `/metrics`. */
export interface BusCounts {
  readonly state: BusState;
  /** How often entries were lost, as far as this node noticed first. */
  readonly losses: number;
  /** Sequence numbers of the journal that were not looked at yet for what is to be written. */
  readonly unwritten: number;
}

export interface RedisBus {
  counts(): BusCounts;
  /** Resolves when nothing runs any more. Closes the connection. */
  close(): Promise<void>;
}

export const startRedisBus = (options: RedisBusOptions): RedisBus => new Watch(options);

type LossReason = "epoch-lost" | "entries-lost" | "own-entry-lost" | "read-too-late";

class Watch implements RedisBus {
  readonly #options: RedisBusOptions;
  readonly #relay: RedisRelay;
  readonly #reader: RedisReader;
  readonly #ledgers: LedgerExchange;
  readonly #touches: TouchNews;
  readonly #cancels: (() => void)[];
  #cancelMissed: () => void = () => undefined;
  #epoch: string | null = null;
  #isVerified = false;
  /** What stood on the bus when it was there again ends with this entry. */
  #stood = BEFORE_ALL;
  #hasGap = false;
  #looking: Promise<void> | null = null;
  #isClosed = false;
  #losses = 0;
  #stuckAt = "";
  #stuckLooks = 0;
  #state: BusState = "catching-up";

  constructor(options: RedisBusOptions) {
    this.#options = options;
    const { connection, clock } = options;
    const onCaughtUp = (): void => this.#tell();
    this.#relay = new RedisRelay({ ...options, onCaughtUp });
    this.#touches = startTouchNews(options);
    this.#reader = new RedisReader({
      ...options,
      onCaughtUp,
      onGap: () => this.#noticeGap(),
      onRefusal: () => this.#tell(),
      onTouch: (fields) => this.#touches.hear(fields),
    });
    const isReady = (): boolean => this.#hasRead && options.engine.settle();
    this.#ledgers = new LedgerExchange({ ...options, isReady });
    this.#cancels = [
      connection.onChange((isUp) => (isUp ? this.#look() : this.#miss())),
      every(clock, LOOK_EVERY, () => this.#look()),
      () => this.#touches.close(),
    ];
    this.#say("catching-up");
    if (connection.isUp) this.#look();
    else this.#miss();
  }

  counts(): BusCounts {
    return { state: this.#state, losses: this.#losses, unwritten: this.#relay.unwritten };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const cancel of this.#cancels) cancel();
    this.#cancelMissed();
    await Promise.all([this.#relay.close(), this.#ledgers.close()]);
    this.#options.connection.close();
    await Promise.all([this.#reader.close(), this.#looking]);
  }

  #look(): void {
    if (this.#isClosed || !this.#options.connection.isUp) return;
    this.#looking ??= this.#compare()
      .catch((error: unknown) => {
        if (error instanceof JournalUnavailable) return;
        ignoreExpected(error);
        // Without the answer nothing is written or read.
        if (isRefusal(error)) this.#say("lost");
      })
      .finally(() => (this.#looking = null));
  }

  async #compare(): Promise<void> {
    const asked = this.#reader.place;
    const standing = await this.#ask();
    this.#cancelMissed();
    if (standing.epoch === null) return this.#renew(this.#epoch === null ? null : "epoch-lost");
    this.#epoch = standing.epoch;
    const isNew = this.#begin(standing);
    const loss = await this.#lossIn(standing, isNew ? this.#reader.place : asked, standing.epoch);
    if (loss !== null) return this.#renew(loss);
    this.#goOn(standing, standing.epoch);
    this.#wakeReader(standing);
  }

  /** There is something to read, and for several looks it was not read: nothing comes over that connection any more. */
  #wakeReader({ last }: Standing): void {
    const { cursor } = this.#reader.place;
    const isBehind = !this.#reader.isRefused && compareCursors(last, cursor) > 0;
    const isStuck = isBehind && cursor === this.#stuckAt;
    this.#stuckLooks = isStuck ? this.#stuckLooks + 1 : 0;
    this.#stuckAt = cursor;
    if (this.#stuckLooks < MOST_STUCK_LOOKS) return;
    this.#stuckLooks = 0;
    this.#options.connection.renewReading();
  }

  #goOn({ length, last }: Standing, epoch: string): void {
    if (this.#isClosed) return;
    if (!this.#isVerified) {
      this.#stood = length === 0 ? BEFORE_ALL : last;
      void this.#ledgers.run();
    }
    this.#isVerified = true;
    this.#relay.begin(epoch);
    this.#tell();
  }

  /** All that stood on the bus when it was there again. */
  get #hasRead(): boolean {
    const { isCaughtUp, place } = this.#reader;
    return this.#isVerified && isCaughtUp && compareCursors(place.cursor, this.#stood) >= 0;
  }

  /** What was lost since this node looked last; `null`: nothing. */
  async #lossIn(standing: Standing, asked: ReadPlace, epoch: string): Promise<LossReason | null> {
    if (this.#hasGap) return "read-too-late";
    if (this.#reader.isOutOfStep(standing, asked)) return "entries-lost";
    return this.#isVerified || (await this.#isOwnEntryThere(epoch, standing)) ? null : "own-entry-lost";
  }

  /** A server that took over may lack the newest entries, and whoever had not read them would never know. */
  async #isOwnEntryThere(epoch: string, standing: Standing): Promise<boolean> {
    const { connection, keys } = this.#options;
    const entry = this.#relay.lastEntryIn(epoch);
    if (entry === null || millisecondsOf(entry) < oldestIn(standing)) return true;
    const found = await connection.write((redis) => redis.xrange(keys.events, entry, entry));
    return found.length > 0;
  }

  /** A new epoch, unless another node has begun one. `null`: the first. */
  async #renew(loss: LossReason | null): Promise<void> {
    const { connection, keys, logger } = this.#options;
    const known = this.#epoch;
    const found = await connection.write((redis) => redis.get(keys.epoch));
    if (found === null) await connection.write((redis) => redis.set(keys.epoch, randomUUID(), "NX"));
    else if (found === known) await connection.write((redis) => redis.set(keys.epoch, randomUUID()));
    if (loss !== null) {
      this.#losses += 1;
      logger.warn({ reason: loss }, "the bus has lost events: every node writes its own again");
    }
    const standing = await this.#ask();
    if (standing.epoch === null) return;
    this.#epoch = standing.epoch;
    this.#isVerified = false;
    this.#begin(standing);
    this.#goOn(standing, standing.epoch);
  }

  /** Returns whether it is another epoch than before. */
  #begin(standing: Standing): boolean {
    if (standing.epoch !== null) this.#relay.enter(standing.epoch);
    const isNew = this.#reader.begin(standing, oldestIn(standing));
    if (isNew) this.#hasGap = false;
    return isNew;
  }

  #ask(): Promise<Standing> {
    const { connection, keys } = this.#options;
    return connection.write((redis) => readStanding(redis, keys));
  }

  #noticeGap(): void {
    this.#hasGap = true;
    this.#look();
  }

  /** The connection is gone; whoever comes after it may know less. */
  #miss(): void {
    this.#isVerified = false;
    this.#relay.stop();
    this.#cancelMissed();
    this.#cancelMissed = this.#options.clock.after(MISSED_AFTER, () => this.#say("lost"));
  }

  #tell(): void {
    if (!this.#options.connection.isUp) return;
    const isInStep = this.#relay.isCaughtUp && this.#hasRead;
    // What others hear does not come, whether it stands there or not.
    this.#say(this.#reader.isRefused ? "lost" : isInStep ? "live" : "catching-up");
    this.#ledgers.goOn();
  }

  #say(state: BusState): void {
    this.#state = state === "lost" && this.#options.connection.isRefused ? "secret-differs" : state;
    this.#options.engine.busChanged(this.#state);
  }
}
