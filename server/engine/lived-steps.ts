import {
  type ArrivalStep,
  type DayArrivals,
  STEP_MS,
  stepCountOf,
  stepStart,
} from "#domain/arrival-steps.ts";
import type { Board } from "#domain/board.ts";
import type { LocalDay } from "#domain/calendar.ts";
import { type Channel, CHANNELS } from "#domain/contact-event.ts";
import { type EpochMs, epochMs, later, ms } from "#domain/time.ts";

import type { Feeds } from "./arrival-history.ts";
import type { Coverage } from "./coverage.ts";
import type { ChannelSteps, LedgerStore } from "./ports.ts";

/** From one step up to, not including, another. */
export type Gap = readonly [from: number, to: number];

/** One channel's day: what is known of its steps, and what had been written of them. */
interface Kept {
  readonly day: LocalDay;
  readonly flags: Uint8Array;
  saved: ChannelSteps | null;
}

/** A count beyond it is written as this one: two bytes hold no more. */
const MOST = 65_535;

/**
 * Today and yesterday step by step, as they are lived: counts from the contacts on the
 * board, and of each step whether the sources of its channel were in touch. What is
 * known of a step stays known over a restart, unless its contacts were lost with a journal.
 */
export class LivedSteps {
  readonly #board: Board;
  readonly #coverage: Coverage;
  readonly #feeds: Feeds;
  readonly #store: LedgerStore;
  readonly #boardFrom: (now: EpochMs) => EpochMs;
  readonly #kept = new Map<string, Kept>();
  /** Days of which it was read what had been written. */
  readonly #read = new Set<EpochMs>();

  constructor(options: {
    readonly board: Board;
    readonly coverage: Coverage;
    readonly feeds: Feeds;
    readonly store: LedgerStore;
    /** From when on the board has let go of no contact. */
    readonly boardFrom: (now: EpochMs) => EpochMs;
  }) {
    this.#board = options.board;
    this.#coverage = options.coverage;
    this.#feeds = options.feeds;
    this.#store = options.store;
    this.#boardFrom = options.boardFrom;
  }

  /**
   * Takes up what had been written of a day, once. A step of which more contacts were written
   * than are on the board stays unknown: they are lost. Throws `JournalUnavailable`, or that
   * the ledger is damaged; until it is read, nothing is known of the day from before.
   */
  takeUp(day: LocalDay, now: EpochMs): void {
    if (this.#read.has(day.start)) return;
    const rows = this.#store.readSteps({ from: day.start, to: epochMs(day.start + 1) });
    this.#read.add(day.start);
    const boardFrom = this.#boardFrom(now);
    for (const saved of rows) {
      const kept = this.#keptOf(saved.channel, day);
      const counts = this.#countsOf(saved.channel, day);
      kept.saved = saved;
      for (const [index, known] of saved.known.entries()) {
        const isThere = (counts?.[index] ?? 0) >= (saved.counts[index] ?? 0);
        if (known === 1 && isThere && stepStart(day, index) >= boardFrom) kept.flags[index] = 1;
      }
    }
  }

  /** The steps of a day that are over at `now`, of the channels together; known when known of each. */
  dayOf(channels: readonly Channel[], day: LocalDay, now: EpochMs): DayArrivals {
    const over = stepsOver(day, now);
    const known = channels.map((channel) => this.#flagsOf(channel, day, now));
    const counts = channels.map((channel) => this.#countsOf(channel, day));
    const steps = Array.from({ length: over }, (_, index): ArrivalStep => ({
      at: stepStart(day, index),
      count: counts.reduce((sum, one) => sum + (one?.[index] ?? 0), 0),
      isKnown: known.every((flags) => flags[index] === 1),
    }));
    return { day, steps };
  }

  /** Which steps of the day that are over are not known, ascending. */
  gapsOf(channel: Channel, day: LocalDay, now: EpochMs): readonly Gap[] {
    const flags = this.#flagsOf(channel, day, now);
    const gaps: Gap[] = [];
    for (let index = 0; index < stepsOver(day, now); index += 1) {
      if (flags[index] === 1) continue;
      const last = gaps.at(-1);
      if (last?.[1] === index) gaps[gaps.length - 1] = [last[0], index + 1];
      else gaps.push([index, index + 1]);
    }
    return gaps;
  }

  /**
   * Writes the day down. Where nothing is known of a step any more, or its contacts have gone
   * from the board, what had been written of it stays. Throws as `takeUp` does.
   */
  save(day: LocalDay, now: EpochMs): void {
    this.takeUp(day, now);
    const boardFrom = this.#boardFrom(now);
    for (const channel of CHANNELS) {
      const lived = this.#countsOf(channel, day);
      if (lived === null) continue;
      const flags = this.#flagsOf(channel, day, now);
      const { saved } = this.#keptOf(channel, day);
      const counts = Uint16Array.from(lived, (count) => Math.min(count, MOST));
      const known = Uint8Array.from(flags);
      for (let index = 0; index < counts.length; index += 1) {
        const isOurs = flags[index] === 1 && stepStart(day, index) >= boardFrom;
        if (isOurs || saved?.known[index] !== 1) continue;
        counts[index] = saved.counts[index] ?? 0;
        known[index] = 1;
      }
      this.#store.saveSteps({ day: day.start, channel, counts, known });
    }
  }

  /** Lets go of days that ended before. */
  forget(before: EpochMs): void {
    for (const [key, { day }] of this.#kept)
      if (day.end <= before) {
        this.#kept.delete(key);
        this.#read.delete(day.start);
      }
    this.#coverage.forget(before);
  }

  #countsOf(channel: Channel, day: LocalDay): Float64Array | null {
    return this.#board.channel(channel)?.dayTally(day).arrivals ?? null;
  }

  #flagsOf(channel: Channel, day: LocalDay, now: EpochMs): Uint8Array {
    const { flags } = this.#keptOf(channel, day);
    const sources = this.#feeds[channel] ?? [];
    for (let index = 0; index < stepsOver(day, now); index += 1) {
      const from = stepStart(day, index);
      if (flags[index] !== 1 && this.#coverage.isWhole(sources, { from, to: later(from, ms(STEP_MS)) }))
        flags[index] = 1;
    }
    return flags;
  }

  #keptOf(channel: Channel, day: LocalDay): Kept {
    const key = `${day.start} ${channel}`;
    let kept = this.#kept.get(key);
    if (kept === undefined)
      this.#kept.set(key, (kept = { day, flags: new Uint8Array(stepCountOf(day)), saved: null }));
    return kept;
  }
}

/** How many steps of the day are over at `now`. */
const stepsOver = (day: LocalDay, now: EpochMs): number =>
  Math.floor((Math.min(Math.max(now, day.start), day.end) - day.start) / STEP_MS);
