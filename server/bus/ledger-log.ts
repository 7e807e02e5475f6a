/** What the log tells of ledgers that could not be shared, or differed. */
import type { Logger } from "#engine/ports.ts";

import { storageTroubleOf } from "./answers.ts";
import { dateOf } from "./ledger-day.ts";
import type { YieldedHour } from "./merge-ledger-days.ts";
import { createRareWarning, type RareWarning } from "./rare-warning.ts";

export class LedgerLog {
  readonly #logger: Logger;
  /** Days of which it has told that they cannot be read. */
  readonly #damaged = new Set<number>();
  readonly #warnOfNonsense: RareWarning;
  readonly #warnOfRefusal: RareWarning;
  readonly #warnOfFailure: RareWarning;

  constructor(logger: Logger) {
    this.#logger = logger;
    this.#warnOfNonsense = createRareWarning(logger);
    this.#warnOfRefusal = createRareWarning(logger);
    this.#warnOfFailure = createRareWarning(logger);
  }

  /** Once for each day. Throws what is no damage. */
  damaged(day: number, error: unknown): void {
    const trouble = storageTroubleOf(error);
    if (!this.#damaged.has(day))
      this.#logger.error(
        { day: dateOf(day), ...trouble },
        "a day of the ledger is damaged: it may differ from that of the other nodes, and the other days are shared all the same",
      );
    this.#damaged.add(day);
  }

  restored(day: number): void {
    this.#logger.warn(
      { day: dateOf(day) },
      "a day of the ledger was damaged and is put back from what the nodes share",
    );
  }

  nonsense(): void {
    this.#warnOfNonsense({}, "a day of the ledger on the bus cannot be read and is written anew");
  }

  refused(day: number): void {
    this.#warnOfRefusal(
      { day: dateOf(day) },
      "a day of the ledger on the bus cannot be stored and is left out: the other days are shared all the same",
    );
  }

  /** Throws what is a fault of ours. */
  failed(error: unknown): void {
    this.#warnOfFailure(storageTroubleOf(error), "the ledger cannot be shared with the other nodes");
  }

  taken(days: number): void {
    this.#logger.info({ days }, "the ledger has taken days from other nodes");
  }

  /** What is known of them, and no reason: an absence, a correction and a fault look the same from here. */
  yielded(hours: readonly YieldedHour[]): void {
    const lived = aboutHours(hours.filter(({ state }) => state === "closed"));
    if (lived !== null)
      this.#logger.warn(
        lived,
        "hours that this node had counted otherwise stand now as the other nodes have them",
      );
    const imported = aboutHours(hours.filter(({ state }) => state === "imported"));
    if (imported !== null)
      this.#logger.info(
        imported,
        "hours that were imported here stand now as another node has imported them",
      );
  }
}

/** `null`: there are none. */
function aboutHours(hours: readonly YieldedHour[]): Readonly<Record<string, string | number>> | null {
  const begins = hours.map(({ hour }) => hour).sort((a, b) => a - b);
  const [first] = begins;
  const last = begins.at(-1);
  if (first === undefined || last === undefined) return null;
  return {
    hours: hours.length,
    first: new Date(first).toISOString(),
    last: new Date(last).toISOString(),
    contactsBefore: hours.reduce((sum, { before }) => sum + before, 0),
    contactsNow: hours.reduce((sum, { after }) => sum + after, 0),
  };
}
