import { type Board, LONGEST_SILENCE } from "#domain/board.ts";
import type { ContactKey } from "#domain/contact-event.ts";
import { earlier, type EpochMs, epochMs, hours, later, ms } from "#domain/time.ts";

import { saveBoard } from "./checkpoint.ts";
import type { Ledger } from "./ledger.ts";
import type { Checkpoints, Clock, Logger, StateCodec } from "./ports.ts";
import { storageFaultOf } from "./storage-fault.ts";

/** Contacts are remembered this long; afterwards only counts by hour remain. */
export const CONTACT_RETENTION = hours(48);
const EVERY_MS = 600_000;
/** A round that has to wait asks again after so long. */
const AGAIN_MS = 1_000;

/**
 * Who was last seen before is given up, at `now`. It moves by the rounds of the housekeeper, which
 * begin at the same instants on every node: so all of them give up the same contacts.
 */
export const silentBefore = (now: EpochMs, speed: number): EpochMs =>
  earlier(roundBefore(now, EVERY_MS * speed), LONGEST_SILENCE);

const roundBefore = (now: EpochMs, every: number): EpochMs => epochMs(Math.floor(now / every) * every);

/** What the housekeeper needs of the journal. */
export interface Archive extends Checkpoints {
  prune(before: EpochMs, isOpen: (contact: ContactKey) => boolean): Promise<number>;
}

/**
 * Every ten minutes of real time: gives up contacts nobody has heard of for
 * half a day, writes the counts of closed hours into the ledger, lets go of steps from
 * which nothing is learned any more and of contacts older than the retention, in the journal and on the board, and saves the board so that
 * a start is quick. A failure changes nothing and is tried again the next time. A round waits until
 * `settle` has succeeded and the bus has told what stands there, but no longer than half the time until the next.
 */
export class Housekeeper {
  readonly #board: Board;
  readonly #ledger: Ledger;
  readonly #journal: Archive;
  readonly #codec: StateCodec;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #speed: number;
  readonly #isBehind: () => boolean;
  /** The log has told of the failure that lasts. */
  #hasTold = false;
  #cancel: () => void = () => undefined;
  #round: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: {
    readonly board: Board;
    readonly ledger: Ledger;
    readonly journal: Archive;
    readonly codec: StateCodec;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly speed: number;
    /** Other nodes know of contacts that this one has still to hear of. */
    readonly isBehind?: () => boolean;
  }) {
    this.#board = options.board;
    this.#ledger = options.ledger;
    this.#journal = options.journal;
    this.#codec = options.codec;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#speed = options.speed;
    this.#isBehind = options.isBehind ?? (() => false);
  }

  start(): void {
    this.settle();
    this.#schedule();
  }

  /**
   * What became too old while nobody ran is closed before another node says what it knows of it: that is
   * more, and counts. Closed later it would be taken for something that this node has learned since. Returns
   * false when it failed: until it has succeeded nothing of other ledgers may be taken.
   */
  settle(): boolean {
    const now = this.#clock.now();
    const before = earlier(now, CONTACT_RETENTION);
    try {
      this.#board.loseTrackBefore(before);
      this.#ledger.closeHoursBefore(before, now);
      this.#ledger.letGoBefore(before);
      this.#hasTold = false;
      return true;
    } catch (error) {
      const fault = storageFaultOf(error);
      if (!this.#hasTold)
        this.#logger.warn(
          fault,
          "what became too old meanwhile could not be closed: tried again until it can, and no ledger of another node is read before",
        );
      this.#hasTold = true;
      return false;
    }
  }

  #schedule(): void {
    const now = this.#clock.now();
    const every = EVERY_MS * this.#speed;
    const next = epochMs(roundBefore(now, every) + every);
    this.#cancel = this.#clock.after(ms(next - now), () => this.#begin(later(next, ms(every / 2))));
  }

  /** `latest`: when it waits no longer. */
  #begin(latest: EpochMs): void {
    if ((!this.settle() || this.#isBehind()) && this.#clock.now() < latest) {
      this.#cancel = this.#clock.after(ms(AGAIN_MS * this.#speed), () => this.#begin(latest));
      return;
    }
    this.#round = this.tidy().finally(() => {
      if (!this.#closed) this.#schedule();
    });
  }

  /** One round. Resolves when it is over, also when it failed. */
  async tidy(): Promise<void> {
    const now = this.#clock.now();
    const before = earlier(now, CONTACT_RETENTION);
    try {
      this.#board.loseTrackBefore(silentBefore(now, this.#speed));
      this.#ledger.writeHeard();
      this.#ledger.closeHours(now);
      this.#ledger.forgetSteps(now);
      this.#ledger.letGoBefore(before);
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
}
