import type { SourceId } from "#domain/contact-event.ts";
import type { Logger } from "#engine/ports.ts";

/**
 * Holds the queue names of the configuration against those the PBX lists. One that
 * it does not have is told once: nothing would ever be counted in it, and a wall
 * that shows nobody waiting there would be believed.
 */
export class QueueNames {
  readonly #source: SourceId;
  readonly #configured: readonly string[];
  readonly #logger: Logger;
  #told = "";

  constructor(options: {
    readonly source: SourceId;
    readonly configured: readonly string[];
    readonly logger: Logger;
  }) {
    this.#source = options.source;
    this.#configured = options.configured;
    this.#logger = options.logger;
  }

  /** False when the PBX has queues and none of them is configured: what it says is about somebody else. */
  areThere(listed: readonly string[]): boolean {
    const missing = listed.length === 0 ? [] : this.#configured.filter((name) => !listed.includes(name));
    const text = missing.join(", ");
    if (text !== this.#told && missing.length > 0)
      this.#logger.warn({ source: this.#source, queues: missing }, "the PBX has no queues of these names");
    this.#told = text;
    return missing.length < this.#configured.length || missing.length === 0;
  }
}
