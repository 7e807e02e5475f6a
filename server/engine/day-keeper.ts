import type { Calendar } from "#domain/calendar.ts";
import { epochMs } from "#domain/time.ts";

import type { LivedSteps } from "./lived-steps.ts";
import type { Clock, Logger } from "./ports.ts";
import { storageFaultOf } from "./storage-fault.ts";

/** Real time between two writings of the day: a clock that runs fast must not keep the disk busy. */
const SAVE_PAUSE_MS = 60_000;

/** Keeps the steps of today and yesterday in the ledger. What cannot be read or written now is tried again at the next mark. */
export class DayKeeper {
  readonly #options: {
    readonly lived: LivedSteps;
    readonly clock: Clock;
    readonly calendar: Calendar;
    readonly logger: Logger;
    readonly speed: number;
  };
  #savedAt = epochMs(0);

  /** Takes up what is known of today. */
  constructor(options: {
    readonly lived: LivedSteps;
    readonly clock: Clock;
    readonly calendar: Calendar;
    readonly logger: Logger;
    /** How many times faster than life the clock runs. */
    readonly speed: number;
  }) {
    this.#options = options;
    const { lived, clock, calendar, logger } = options;
    const now = clock.now();
    try {
      lived.takeUp(calendar.dayOf(now), now);
    } catch (error) {
      logger.warn(storageFaultOf(error), "what is known of today could not be read: tried again at once");
    }
  }

  /** Unless it was a moment ago. */
  saveAgain(): void {
    const { clock, speed } = this.#options;
    // A clock that was set back must not keep it from being written.
    if (Math.abs(clock.now() - this.#savedAt) >= SAVE_PAUSE_MS * speed) this.save();
  }

  save(): void {
    const { calendar, clock, lived, logger } = this.#options;
    const now = clock.now();
    const today = calendar.dayOf(now);
    const yesterday = calendar.dayOf(epochMs(today.start - 1));
    try {
      // Late events change yesterday too.
      for (const day of [yesterday, today]) lived.save(day, now);
      this.#savedAt = now;
      lived.forget(yesterday.start);
    } catch (error) {
      logger.warn(storageFaultOf(error), "the day's steps could not be kept: tried again in five minutes");
    }
  }
}
