import type { Board } from "#domain/board.ts";
import type { ContactKey } from "#domain/contact-event.ts";
import { hourCellsOf, hourOf } from "#domain/hour-cells.ts";
import { earlier, type EpochMs, hours, ms } from "#domain/time.ts";

import { saveBoard } from "./checkpoint.ts";
import type { Checkpoints, Clock, HourCounts, Logger, StateCodec } from "./ports.ts";

/** Contacts are remembered this long; afterwards only hour counts remain. */
export const CONTACT_RETENTION = hours(48);
/** An hour this long ago takes no late event any more: its counts are final. */
const HOUR_CLOSES_AFTER = hours(25);
const EVERY_MS = 600_000;

/** What the housekeeper needs of the journal. */
export interface Archive extends HourCounts {
  prune(before: EpochMs, isOpen: (contact: ContactKey) => boolean): Promise<number>;
}

/**
 * Every ten minutes of real time: writes the counts of closed hours, lets go of
 * contacts older than the retention, in the journal and on the board, and saves
 * the board so that a start is quick. A failure changes nothing and is tried again the next time.
 */
export class Housekeeper {
  readonly #board: Board;
  readonly #journal: Archive & Checkpoints;
  readonly #codec: StateCodec;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #every: number;
  #cancel: () => void = () => undefined;

  constructor(options: {
    readonly board: Board;
    readonly journal: Archive & Checkpoints;
    readonly codec: StateCodec;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly speed: number;
  }) {
    this.#board = options.board;
    this.#journal = options.journal;
    this.#codec = options.codec;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#every = EVERY_MS * options.speed;
  }

  start(): void {
    this.#cancel = this.#clock.after(ms(this.#every), () => {
      void this.tidy().finally(() => this.start());
    });
  }

  /** One round. Resolves when it is over, also when it failed. */
  async tidy(): Promise<void> {
    const now = this.#clock.now();
    const before = earlier(now, CONTACT_RETENTION);
    try {
      const range = { from: hourOf(earlier(now, hours(47))), to: hourOf(earlier(now, HOUR_CLOSES_AFTER)) };
      this.#journal.writeHourCounts(
        hourCellsOf(this.#board.stories(), (channel) => this.#board.channel(channel)?.rules, range),
      );
      this.#board.forget(before);
      await this.#journal.prune(before, (contact) => this.#board.has(contact));
      saveBoard(this.#board, this.#journal, this.#codec);
    } catch (error) {
      this.#logger.warn(
        { reason: error instanceof Error ? error.name : "unknown" },
        "old contacts could not be let go of: tried again in ten minutes",
      );
    }
  }

  close(): void {
    this.#cancel();
  }
}
