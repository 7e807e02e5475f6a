import type { ReactiveController } from "lit";

import { reloadPage } from "./reload-page.ts";

const MINUTE_MS = 60_000;
/** A page that is younger is fresh enough; so it is loaded anew once a night. */
const LEAST_OPEN_MS = 6 * 60 * MINUTE_MS;
/** From four to five in the morning, by the house's clock: the hour in which fewest people call. */
const FROM_MINUTE = 4 * 60;
const TO_MINUTE = 5 * 60;

export interface NightlyReloadOptions {
  /** Minutes of the house's clock since midnight; `null`: nobody has told the time. */
  readonly minuteOfDay: () => number | null;
  /** Whether figures come as they should: a wall that shows old ones is left as it is. */
  readonly isHealthy: () => boolean;
  /** 0 to 1: which minute of the hour is this wall's own, so that not all come at once. */
  readonly chance: number;
}

/** Loads the page anew once a night, so that whatever a browser gathers in weeks is let go of. */
export class NightlyReload implements ReactiveController {
  readonly #options: NightlyReloadOptions;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(options: NightlyReloadOptions) {
    this.#options = options;
  }

  hostConnected(): void {
    this.#timer = setInterval(() => this.#look(), MINUTE_MS);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const { minuteOfDay, isHealthy, chance } = this.#options;
    const minute = minuteOfDay();
    // Half an hour is left for those whom something hinders at their own minute.
    const from = FROM_MINUTE + Math.floor(chance * 30);
    if (minute === null || minute < from || minute >= TO_MINUTE) return;
    if (performance.now() >= LEAST_OPEN_MS && isHealthy()) void reloadPage(isHealthy);
  }
}
