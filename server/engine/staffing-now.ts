import type { Channel } from "#domain/contact-event.ts";
import type { StaffingSnapshot } from "#wire/outlook.ts";

import { staffingOf, type Work } from "./staffing.ts";

interface Reckoned {
  readonly work: Work;
  readonly beside: Work | null;
  readonly onLine: number | null;
  readonly staffing: StaffingSnapshot | null;
}

/** How many operators each channel needs. Reckoned again when the day has gone on five minutes, or the team has changed. */
export class StaffingNow {
  readonly #sharedOperators: boolean;
  readonly #workOf: (channel: Channel) => Work | null;
  readonly #reckoned = new Map<Channel, Reckoned>();

  constructor(options: {
    /** The same people take calls and chats. */
    readonly sharedOperators: boolean;
    /** `null`: nothing is configured of the work on it, or nothing is usual yet. */
    readonly workOf: (channel: Channel) => Work | null;
  }) {
    this.#sharedOperators = options.sharedOperators;
    this.#workOf = options.workOf;
  }

  /** `onLine`: operators of the channel at present; `null`: no source tells. */
  of(channel: Channel, onLine: number | null): StaffingSnapshot | null {
    const work = this.#workOf(channel);
    if (work === null) return null;
    // The same people are needed once: with the phone, for both.
    if (this.#sharedOperators && channel === "chat" && this.#workOf("phone") !== null) return null;
    const beside = this.#sharedOperators && channel === "phone" ? this.#workOf("chat") : null;
    const kept = this.#reckoned.get(channel);
    const isAsRead = kept?.work.reading === work.reading && kept.beside?.reading === beside?.reading;
    if (isAsRead && kept.onLine === onLine) return kept.staffing;
    const staffing = staffingOf(work, onLine, beside);
    this.#reckoned.set(channel, { work, beside, onLine, staffing });
    return staffing;
  }
}
