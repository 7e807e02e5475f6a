/**
 * The present of Live Helper Chat, whose clock may differ from ours. What it tells has its own
 * times; they are told to the engine in ours. Small differences are left alone, so times do not tremble.
 */
import type { HelplineEvent, SourceId } from "#domain/contact-event.ts";
import { type EpochMs, epochMs, later, minutes, seconds } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";

/** What no one sees on a wall. */
const TOLERANCE = seconds(5);
/** It tells whole seconds: the time lies somewhere in the second after. */
const RESOLUTION = seconds(1);
/** Of so many webhooks the quickest was hardly under way. */
const HOOKS_TO_TELL = 16;

/** What is so much later than the present is no fact; clocks that differ are corrected. */
const AHEAD = minutes(5);

export const isAhead = (at: EpochMs, now: EpochMs): boolean => at > later(now, AHEAD);

export interface LhcTimeOptions {
  readonly source: SourceId;
  readonly clock: Clock;
  readonly logger: Logger;
}

export class LhcTime {
  readonly #options: LhcTimeOptions;
  /** Milliseconds by which Live Helper Chat is slow; negative when it is fast. */
  #slowBy = 0;
  #delays: number[] = [];
  /** By how much the last webhook was ahead, if by more than any clock that is trusted. */
  #stray: number | null = null;

  constructor(options: LhcTimeOptions) {
    this.#options = options;
  }

  now(): EpochMs {
    return this.theirsOf(this.#options.clock.now());
  }

  /** It said `date` in an answer to what was asked at `askedAt`, by our clock, and has come now. */
  observeAnswer(date: EpochMs, askedAt: EpochMs): void {
    this.#compare(askedAt - date - RESOLUTION, this.#options.clock.now() - date);
  }

  /** A webhook of `sentAt` has come now. False: it is from far ahead, and alone with it, so that it is not believed. */
  observeHook(sentAt: EpochMs): boolean {
    const stray = isAhead(sentAt, this.now()) ? sentAt - this.#options.clock.now() : null;
    const isAlone = stray !== null && (this.#stray === null || Math.abs(stray - this.#stray) > AHEAD);
    this.#stray = stray;
    if (isAlone) return false;
    const delay = this.#options.clock.now() - sentAt;
    this.#delays = [...this.#delays, delay].slice(-HOOKS_TO_TELL);
    const least = Math.min(...this.#delays);
    // A webhook does not come before it was sent; how long it was under way is known of many only.
    this.#compare(this.#delays.length < HOOKS_TO_TELL ? Number.NEGATIVE_INFINITY : least - RESOLUTION, least);
    return true;
  }

  inOurTime(event: HelplineEvent): HelplineEvent {
    return this.#slowBy === 0 ? event : { ...event, at: this.oursOf(event.at) };
  }

  /** An instant of ours by the clock of Live Helper Chat. */
  theirsOf(at: EpochMs): EpochMs {
    return epochMs(at - this.#slowBy);
  }

  /** An instant of Live Helper Chat by our clock. */
  oursOf(at: EpochMs): EpochMs {
    return epochMs(at + this.#slowBy);
  }

  /** The difference lies between `least` and `most`; only what of it is certain is corrected. */
  #compare(least: number, most: number): void {
    if (this.#slowBy >= least - TOLERANCE && this.#slowBy <= most + TOLERANCE) return;
    const certain = Math.max(least, Math.min(most, 0));
    this.#slowBy = Math.abs(certain) > TOLERANCE ? certain : 0;
    const { source, logger } = this.#options;
    if (this.#slowBy === 0) {
      logger.info({ source }, "the clock of Live Helper Chat agrees with ours again");
      return;
    }
    logger.warn(
      { source, seconds: Math.round(Math.abs(this.#slowBy) / 1_000) },
      `the clock of Live Helper Chat is ${this.#slowBy > 0 ? "slow" : "fast"}: its times are corrected; please set it`,
    );
  }
}
