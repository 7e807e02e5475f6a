import type { HelplineEvent } from "#domain/contact-event.ts";
import type { Delivery } from "#engine/delivery.ts";

import type { ClockSkew } from "./clock-skew.ts";

/** Delivers events that have times of the PBX, in our time. Before its clock was looked at they wait. */
export class TimedDelivery {
  readonly #delivery: Delivery;
  readonly #skew: ClockSkew;
  /** `null` from `begin` on. */
  #early: HelplineEvent[] | null = [];

  constructor(delivery: Delivery, skew: ClockSkew) {
    this.#delivery = delivery;
    this.#skew = skew;
  }

  get begun(): boolean {
    return this.#early === null;
  }

  push(events: readonly HelplineEvent[]): void {
    if (this.#early === null) this.#delivery.push(events.map((event) => this.#skew.inOurTime(event)));
    else this.#early.push(...events);
  }

  /** The clock of the PBX was looked at, or does not tell. */
  begin(): void {
    const early = this.#early ?? [];
    this.#early = null;
    this.push(early);
  }
}
