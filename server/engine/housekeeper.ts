import { type Board, LONGEST_SILENCE } from "#domain/board.ts";
import type { Channel, ContactKey } from "#domain/contact-event.ts";
import { hourCellsOf, hourOf } from "#domain/hour-cells.ts";
import { earlier, type EpochMs, epochMs, hours, later, ms } from "#domain/time.ts";

import { saveBoard } from "./checkpoint.ts";
import type { Bookmarks, Checkpoints, Clock, HourCounts, Logger, StateCodec } from "./ports.ts";

/** Contacts are remembered this long; afterwards only hour counts remain. */
export const CONTACT_RETENTION = hours(48);
/** An hour this long ago takes no late event any more: its counts are final. */
const HOUR_CLOSES_AFTER = hours(25);
const EVERY_MS = 600_000;
/** Hours before this instant may have lost contacts already; what is written of them is final. */
const COMPLETE_FROM = "hour-counts.complete-from";

/** What the housekeeper needs of the journal. */
export interface Archive extends HourCounts, Checkpoints, Bookmarks {
  prune(before: EpochMs, isOpen: (contact: ContactKey) => boolean): Promise<number>;
}

/**
 * Every ten minutes of real time: gives up contacts nobody has heard of for
 * half a day, writes the counts of closed hours, lets go of contacts older than the retention, in the journal and on the board, and saves
 * the board so that a start is quick. A failure changes nothing and is tried again the next time.
 */
export class Housekeeper {
  readonly #board: Board;
  readonly #journal: Archive;
  readonly #codec: StateCodec;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #every: number;
  #cancel: () => void = () => undefined;
  #round: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: {
    readonly board: Board;
    readonly journal: Archive;
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
      this.#round = this.tidy().finally(() => {
        if (!this.#closed) this.start();
      });
    });
  }

  /** One round. Resolves when it is over, also when it failed. */
  async tidy(): Promise<void> {
    const before = earlier(this.#clock.now(), CONTACT_RETENTION);
    try {
      this.#board.loseTrackBefore(earlier(this.#clock.now(), LONGEST_SILENCE));
      this.#writeHourCounts();
      this.#journal.write(COMPLETE_FROM, String(hourOf(later(before, hours(1)))));
      this.#board.forget(before);
      await this.#journal.prune(before, (contact) => this.#board.has(contact));
      if (!this.#closed) saveBoard(this.#board, this.#journal, this.#codec);
    } catch (error) {
      this.#logger.warn(
        { reason: error instanceof Error ? error.name : "unknown" },
        "old contacts could not be let go of: tried again in ten minutes",
      );
    }
  }

  /** Resolves when no round runs any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    await this.#round;
  }

  /** From the last hour of which everything is still known, after however long a stop, to the last that is closed. */
  #writeHourCounts(): void {
    const from = epochMs(Number(this.#journal.read(COMPLETE_FROM) ?? 0));
    const to = hourOf(earlier(this.#clock.now(), HOUR_CLOSES_AFTER));
    if (from >= to) return;
    const rules = (channel: Channel) => this.#board.channel(channel)?.rules;
    const cells = [
      ...hourCellsOf(this.#board.stories(), rules, { from, to }),
      ...this.#board.outbound.hourCells(from, to),
    ];
    this.#journal.replaceHourCounts(from, to, cells);
  }
}
