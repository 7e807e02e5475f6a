/**
 * Keeps the ledgers of the nodes the same: a node that begins with nothing gets all closed hours, of
 * years, and an import into one reaches the others. Days are compared by what they amount to; only those
 * that differ are read, merged and written back.
 */
import { setImmediate as nextTurn } from "node:timers/promises";

import { earlier, hours, seconds } from "#domain/time.ts";
import { DAYS_OF_HISTORY } from "#engine/arrival-history.ts";
import {
  type BusEngine,
  LedgerPageRefused,
  type SharedLedger,
  type SharedLedgerPage,
} from "#engine/bus-ports.ts";
import { type Bookmarks, type Clock, JournalUnavailable, type Logger } from "#engine/ports.ts";

import { AgreedDays, digestIn } from "./agreed-days.ts";
import { answersOf, isExpected, storageTroubleOf } from "./answers.ts";
import type { BusKeys } from "./bus-keys.ts";
import type { BusConnection } from "./connection.ts";
import { dayNamed, dayOf, digestOf, packDay, pageText, rangeOf, unpackDay } from "./ledger-day.ts";
import { LedgerLog } from "./ledger-log.ts";
import { mergeDays, type YieldedHour, yieldedHours } from "./merge-ledger-days.ts";

/** Hours close in rounds of ten minutes; half a minute later all nodes have closed theirs. */
const EVERY = hours(1 / 6);
const AFTER_ROUND = seconds(30);
/** An hour takes no more contacts after this; steps of a day are written until the end of the next. */
const CLOSED_AFTER = hours(24);
/** Days older than this are only changed by imports, which show in the version of the ledger. */
const MOVING_DAYS = 4;
/** Days in one turn: walls wait no longer than for these. */
const DAYS_A_TURN = 5;

export interface LedgerExchangeOptions {
  readonly ledger: SharedLedger;
  readonly engine: Pick<BusEngine, "countsFrom" | "ledgerGrew">;
  readonly journal: Bookmarks;
  readonly connection: BusConnection;
  readonly keys: BusKeys;
  readonly clock: Clock;
  readonly logger: Logger;
  /** False while this node has still to read what others know, or to close what became too old: until then every comparison waits. */
  readonly isReady: () => boolean;
}

export class LedgerExchange {
  readonly #options: LedgerExchangeOptions;
  readonly #agreed: AgreedDays;
  /** By day, the digest of what this node holds, as long as the ledger has this version. */
  readonly #own = new Map<number, string>();
  #ownVersion = -1;
  /** Hours that this node had otherwise, in this round. */
  #yielded: YieldedHour[] = [];
  #running: Promise<void> | null = null;
  #isClosed = false;
  /** A comparison waits until this node is ready. */
  #isDue = false;
  readonly #log: LedgerLog;
  #cancel: () => void;

  constructor(options: LedgerExchangeOptions) {
    this.#options = options;
    this.#agreed = new AgreedDays(options.journal);
    this.#log = new LedgerLog(options.logger);
    this.#cancel = this.#schedule();
  }

  /** Begins a comparison that had to wait, if it need not any longer. */
  goOn(): void {
    if (this.#isDue) void this.run();
  }

  /** Compares everything as soon as this node is ready, or goes on doing so. Resolves when it is over, put off, or failed: it is tried again in the next round. */
  run(): Promise<void> {
    this.#isDue = !this.#isClosed && !this.#options.isReady();
    if (this.#isDue) return Promise.resolve();
    this.#running ??= this.#exchange()
      .catch((error: unknown) => {
        if (error instanceof JournalUnavailable || isExpected(error)) return;
        this.#log.failed(error);
      })
      .finally(() => (this.#running = null));
    return this.#running;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel();
    await this.#running;
  }

  #schedule(): () => void {
    const now = this.#options.clock.now();
    const next = (Math.floor((now - AFTER_ROUND) / EVERY) + 1) * EVERY + AFTER_ROUND;
    return this.#options.clock.after(seconds((next - now) / 1_000), () => {
      this.#cancel = this.#schedule();
      void this.run();
    });
  }

  async #exchange(): Promise<void> {
    const { ledger, connection, keys, clock, engine } = this.#options;
    const states = await connection.write((redis) => redis.hgetall(keys.ledgerDigests));
    if (ledger.version !== this.#ownVersion) this.#own.clear();
    this.#ownVersion = ledger.version;
    const today = dayOf(clock.now());
    const first = ledger.firstHour();
    const days = new Set<number>();
    for (const day of Object.keys(states).map(dayNamed)) if (day !== null && day <= today) days.add(day);
    for (let day = first === null ? today : dayOf(first); day <= today; day += 1) days.add(day);
    let taken = 0;
    for (const [index, day] of [...days].sort((a, b) => b - a).entries()) {
      if (this.#isClosed) return;
      try {
        if (await this.#exchangeDay(day, states[day] ?? null, today)) taken += 1;
      } catch (error) {
        this.#leaveOut(day, error);
      }
      if (index % DAYS_A_TURN === DAYS_A_TURN - 1) await nextTurn();
    }
    this.#agreed.save();
    this.#log.yielded(this.#yielded.splice(0));
    if (taken === 0) return;
    this.#log.taken(taken);
    engine.ledgerGrew();
  }

  /** `stands`: the state of the day on the bus. Returns whether anything of it was taken. */
  async #exchangeDay(day: number, stands: string | null, today: number): Promise<boolean> {
    const isMoving = day > today - MOVING_DAYS;
    const theirDigest = stands === null ? null : digestIn(stands);
    const known = isMoving ? undefined : this.#own.get(day);
    if (stands !== null && known === theirDigest) {
      this.#agreed.agree(day, stands, isMoving);
      return false;
    }
    const ours = await this.#readOrRestore(day, stands);
    const text = pageText(ours);
    const digest = digestOf(text);
    if (!isMoving) this.#own.set(day, digest);
    if (stands !== null && digest === theirDigest) this.#agreed.agree(day, stands, isMoving);
    const isEmpty = ours.hours.length === 0 && ours.steps.length === 0;
    if (digest === theirDigest || (isEmpty && stands === null)) return false;
    const theirs = stands === null ? null : await this.#fetch(day);
    const merged =
      theirs === null
        ? ours
        : mergeDays(ours, theirs, {
            ownFrom: this.#options.engine.countsFrom(),
            isOursNewer: stands !== null && this.#agreed.has(day, stands),
          });
    const mergedText = pageText(merged);
    const mergedDigest = digestOf(mergedText);
    if (mergedText !== text) this.#options.ledger.takeShared(merged);
    this.#yielded.push(...yieldedHours(ours, merged));
    this.#own.delete(day);
    let state = stands;
    if (state === null || theirs === null || mergedDigest !== theirDigest) {
      state = this.#agreed.stateOf(day, mergedDigest, theirs === null ? null : stands);
      await this.#publish(day, mergedText, state);
    }
    this.#agreed.agree(day, state, isMoving);
    return mergedText !== text;
  }

  /** Of this node, what changes no more: hours that are closed, steps of days before yesterday. */
  #read(day: number): SharedLedgerPage {
    const { ledger, clock } = this.#options;
    const closed = earlier(clock.now(), CLOSED_AFTER);
    const still = earlier(closed, hours(24));
    const { hours: shared, steps } = this.#withoutOldSteps(ledger.readShared(rangeOf(day)));
    return {
      hours: shared.filter(({ hour, state }) => state === "imported" || hour < closed),
      steps: steps.filter((one) => one.day < earlier(still, hours(2))),
    };
  }

  /** Every node lets go of those from which nothing is learned any more; taken from the bus they would only go again. */
  #withoutOldSteps({ hours: shared, steps }: SharedLedgerPage): SharedLedgerPage {
    const learnedFrom = earlier(this.#options.clock.now(), hours(24 * DAYS_OF_HISTORY));
    return { hours: shared, steps: steps.filter(({ day }) => day >= learnedFrom) };
  }

  /** What is damaged here stands on the bus as the nodes agreed on it last, and is put back from there. */
  async #readOrRestore(day: number, stands: string | null): Promise<SharedLedgerPage> {
    try {
      return this.#read(day);
    } catch (error) {
      // A fault of ours is none of the file.
      storageTroubleOf(error);
      const theirs = error instanceof JournalUnavailable || stands === null ? null : await this.#fetch(day);
      if (theirs === null) throw error;
      this.#options.ledger.takeShared(theirs);
      const restored = this.#read(day);
      this.#log.restored(day);
      return restored;
    }
  }

  /** The others go on. Throws what is no damage of this day. */
  #leaveOut(day: number, error: unknown): void {
    if (error instanceof JournalUnavailable || isExpected(error)) throw error;
    if (error instanceof LedgerPageRefused) this.#log.refused(day);
    else this.#log.damaged(day, error);
  }

  async #fetch(day: number): Promise<SharedLedgerPage | null> {
    const { connection, keys } = this.#options;
    const bytes = await connection.write((redis) => redis.hgetBuffer(keys.ledger, String(day)));
    const page = bytes === null ? null : unpackDay(bytes, day);
    if (bytes !== null && page === null) this.#log.nonsense();
    return page === null ? null : this.#withoutOldSteps(page);
  }

  async #publish(day: number, text: string, state: string): Promise<void> {
    const { connection, keys } = this.#options;
    const replies = await connection.write((redis) =>
      redis.multi().hset(keys.ledger, day, packDay(text)).hset(keys.ledgerDigests, day, state).exec(),
    );
    answersOf(replies);
  }
}
