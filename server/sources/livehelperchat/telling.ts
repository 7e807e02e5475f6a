/**
 * What the engine is told of one Live Helper Chat, in our time: at once, or, before its clock is known, as
 * soon as it is. And up to when everything is told.
 */
import type { HelplineEvent, OperatorCounts, SourceId } from "#domain/contact-event.ts";
import type { TimeRange } from "#domain/ledger-cell.ts";
import { ms } from "#domain/time.ts";
import { Delivery } from "#engine/delivery.ts";
import type { Clock, EventSink, Pseudonyms } from "#engine/ports.ts";
import { StateEvents } from "#engine/state-events.ts";

import type { LhcTime } from "./lhc-time.ts";

export interface TellingOptions {
  readonly source: SourceId;
  readonly sink: EventSink;
  readonly pseudonyms: Pseudonyms;
  readonly clock: Clock;
  readonly time: LhcTime;
  /** What webhooks tell is held back until `begin`: REST tells the clock. */
  readonly waitsForClock: boolean;
  /** Events were lost on our side. */
  readonly onGap: () => void;
  readonly onTold: (range: TimeRange) => void;
}

/** A commit stops everything for some milliseconds, and an operator waits for the answer to each webhook. */
const PACE = ms(100);

export class Telling {
  readonly #options: TellingOptions;
  readonly #state: StateEvents;
  readonly #delivery: Delivery;
  #early: HelplineEvent[] | null;
  /** All chats that were started in it were read, and are not told yet. */
  #read: TimeRange | null = null;

  constructor(options: TellingOptions) {
    this.#options = options;
    const { source, sink, pseudonyms, clock, waitsForClock, onGap } = options;
    this.#early = waitsForClock ? [] : null;
    this.#state = new StateEvents({ source, channel: "chat", pseudonyms, clock });
    this.#delivery = new Delivery({
      sink,
      clock,
      pace: PACE,
      onGap: () => {
        this.#state.forgetOperators();
        onGap();
      },
      // Chats at the edge of the day that is looked at: nothing is to be done about them.
      onTooLate: () => undefined,
    });
  }

  /** Everything that was told is committed. */
  get isDone(): boolean {
    return this.#early === null && this.#delivery.idle;
  }

  tell(events: readonly HelplineEvent[]): void {
    if (this.#early !== null) this.#early.push(...events);
    else this.#delivery.push(events.map((event) => this.#options.time.inOurTime(event)));
  }

  /** As `tell`, for events whose times are ours already. */
  tellOurs(events: readonly HelplineEvent[]): void {
    this.#delivery.push(events);
  }

  begin(): void {
    const early = this.#early ?? [];
    this.#early = null;
    this.tell(early);
  }

  /** All chats that were started in the range are read, and passed to `tell`; it is told as whole by `confirm`. */
  read(range: TimeRange): void {
    const joins = this.#read !== null && range.from <= this.#read.to;
    const from = joins && this.#read !== null && this.#read.from < range.from ? this.#read.from : range.from;
    this.#read = { from, to: range.to };
  }

  async confirm(): Promise<void> {
    const range = this.#read;
    if (range === null) return;
    this.#read = null;
    if (await this.#delivery.committed()) this.#options.onTold(range);
  }

  beat(): void {
    if (!this.#delivery.isHeldUp) this.#delivery.push([this.#state.heartbeat()]);
  }

  operators(counts: OperatorCounts): void {
    if (!this.#delivery.isHeldUp) this.#delivery.push(this.#state.operators(counts));
  }

  /** Nobody can count them: those of before, or of a run before, are not those of now. */
  loseOperators(): void {
    this.#delivery.push(this.#state.operators(null));
  }

  /** The next counts are told even when they are the same. */
  forgetOperators(): void {
    this.#state.forgetOperators();
  }

  close(): void {
    this.#delivery.close();
  }
}
