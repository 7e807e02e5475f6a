import type { SourceId } from "#domain/contact-event.ts";
import { type EpochMs, seconds } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";

export interface HookTallyOptions {
  readonly source: SourceId;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** So long is counted before anything is said: one that is wrong is seldom alone. */
const COUNTED_FOR = seconds(30);

/**
 * Whoever sends a webhook is answered the same whether it could be read or not. So the log says, once, how
 * many could not, of how many.
 */
export class HookTally {
  readonly #options: HookTallyOptions;
  #all = 0;
  #unreadable = 0;
  #firstUnreadableAt: EpochMs | null = null;
  #isSaid = false;

  constructor(options: HookTallyOptions) {
    this.#options = options;
  }

  came(isReadable: boolean): void {
    this.#all += 1;
    if (isReadable) return;
    this.#unreadable += 1;
    this.#firstUnreadableAt ??= this.#options.clock.now();
  }

  advance(): void {
    const { source, clock, logger } = this.#options;
    const since = this.#firstUnreadableAt;
    if (this.#isSaid || since === null || Math.abs(clock.now() - since) < COUNTED_FOR) return;
    this.#isSaid = true;
    const isNone = this.#unreadable === this.#all;
    logger.warn(
      { source, unreadable: this.#unreadable, webhooks: this.#all },
      `${isNone ? "none of the webhooks can" : "some webhooks cannot"} be read: a body that is not the one of the template, or times from far ahead`,
    );
  }
}
