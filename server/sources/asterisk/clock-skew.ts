/**
 * By how much the clock of the PBX differs from ours. Its stamps are told to the
 * engine in our time: a slow clock would make every wait longer than it is, and
 * one that is a day slow would make every event too old to count.
 */
import type { HelplineEvent, SourceId } from "#domain/contact-event.ts";
import { type EpochMs, epochMs, seconds } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";

/** What no one sees on a wall. A correction is made, changed or ended only beyond it, so times do not tremble. */
const TOLERANCE = seconds(5);

export interface ClockSkewOptions {
  readonly source: SourceId;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Asks the PBX what time it is; `null` when it does not say. */
  readonly ask: () => Promise<EpochMs | null>;
}

export class ClockSkew {
  readonly #options: ClockSkewOptions;
  /** Milliseconds by which the PBX is slow; negative when it is fast. */
  #slowBy = 0;

  constructor(options: ClockSkewOptions) {
    this.#options = options;
  }

  get slowBy(): number {
    return this.#slowBy;
  }

  /** Asks the PBX for its time, and answers it. */
  async measure(): Promise<EpochMs | null> {
    const { clock, ask } = this.#options;
    const askedAt = clock.now();
    const at = await ask();
    if (at !== null) this.#compare(askedAt - at, clock.now() - at);
    return at;
  }

  /** An event with times of the PBX, in our time. Its id was made before and stays the same. */
  inOurTime(event: HelplineEvent): HelplineEvent {
    if (this.#slowBy === 0) return event;
    const at = this.#ours(event.at);
    if (event.type !== "source.resynced") return { ...event, at };
    return { ...event, at, open: event.open.map((call) => ({ ...call, since: this.#ours(call.since) })) };
  }

  /**
   * The PBX read its clock at some moment between question and answer, so the
   * difference lies between `least` and `most`, however slow the answer was. Of
   * that only the part that is certain is corrected.
   */
  #compare(least: number, most: number): void {
    if (this.#slowBy >= least - TOLERANCE && this.#slowBy <= most + TOLERANCE) return;
    const certain = Math.max(least, Math.min(most, 0));
    this.#slowBy = Math.abs(certain) > TOLERANCE ? certain : 0;
    this.#log();
  }

  #log(): void {
    const { source, logger } = this.#options;
    if (this.#slowBy === 0) {
      logger.info({ source }, "the clock of the PBX agrees with ours again");
      return;
    }
    const bySeconds = Math.round(Math.abs(this.#slowBy) / 1_000);
    logger.warn(
      { source, seconds: bySeconds },
      `the clock of the PBX is ${this.#slowBy > 0 ? "slow" : "fast"}: its times are corrected; please set it`,
    );
  }

  #ours(at: EpochMs): EpochMs {
    return epochMs(at + this.#slowBy);
  }
}
