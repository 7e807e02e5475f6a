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
import type { LedgerStore } from "./ports.ts";

/** From one step up to, not including, another. */
export type Gap = readonly [from: number, to: number];

/**
 * Today and yesterday step by step, as they are lived: counts from the contacts on the
 * board, and of each step whether the sources of its channel were in touch. What is
 * known of a step stays known over a restart.
 */
export class LivedSteps {
  readonly #board: Board;
  readonly #coverage: Coverage;
  readonly #feeds: Feeds;
  readonly #store: LedgerStore;
  readonly #known = new Map<string, { readonly day: LocalDay; readonly flags: Uint8Array }>();

  constructor(options: {
    readonly board: Board;
    readonly coverage: Coverage;
    readonly feeds: Feeds;
    readonly store: LedgerStore;
  }) {
    this.#board = options.board;
    this.#coverage = options.coverage;
    this.#feeds = options.feeds;
    this.#store = options.store;
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

  /** Writes the day down, for as long as its contacts are on the board. Throws `JournalUnavailable`. */
  save(day: LocalDay, now: EpochMs): void {
    for (const channel of CHANNELS) {
      const counts = this.#countsOf(channel, day);
      if (counts === null) continue;
      this.#store.saveSteps({
        day: day.start,
        channel,
        counts: Uint16Array.from(counts),
        known: this.#flagsOf(channel, day, now),
      });
    }
  }

  /** Lets go of days that ended before. */
  forget(before: EpochMs): void {
    for (const [key, { day }] of this.#known) if (day.end <= before) this.#known.delete(key);
    this.#coverage.forget(before);
  }

  #countsOf(channel: Channel, day: LocalDay): Float64Array | null {
    return this.#board.channel(channel)?.dayTally(day).arrivals ?? null;
  }

  #flagsOf(channel: Channel, day: LocalDay, now: EpochMs): Uint8Array {
    const key = `${day.start} ${channel}`;
    let kept = this.#known.get(key);
    if (kept === undefined) this.#known.set(key, (kept = { day, flags: this.#saved(channel, day) }));
    const { flags } = kept;
    const sources = this.#feeds[channel] ?? [];
    for (let index = 0; index < stepsOver(day, now); index += 1) {
      const from = stepStart(day, index);
      if (flags[index] !== 1 && this.#coverage.isWhole(sources, { from, to: later(from, ms(STEP_MS)) }))
        flags[index] = 1;
    }
    return flags;
  }

  #saved(channel: Channel, day: LocalDay): Uint8Array {
    const saved = this.#store
      .readSteps({ from: day.start, to: epochMs(day.start + 1) })
      .find((steps) => steps.channel === channel);
    return saved?.known ?? new Uint8Array(stepCountOf(day));
  }
}

/** How many steps of the day are over at `now`. */
const stepsOver = (day: LocalDay, now: EpochMs): number =>
  Math.floor((Math.min(Math.max(now, day.start), day.end) - day.start) / STEP_MS);
