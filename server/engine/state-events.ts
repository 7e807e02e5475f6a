/** Events of a source about itself rather than one contact: heartbeats, operators of its channel, what is open after an outage. */
import type {
  Channel,
  HelplineEvent,
  OperatorCounts,
  SourceId,
  SourceResynced,
} from "#domain/contact-event.ts";
import type { EpochMs } from "#domain/time.ts";

import type { Clock, Pseudonyms } from "./ports.ts";

export interface StateEventsOptions {
  readonly source: SourceId;
  readonly channel: Channel;
  readonly pseudonyms: Pseudonyms;
  readonly clock: Clock;
}

export class StateEvents {
  readonly #options: StateEventsOptions;
  #sequence = 0;
  #operators = "";

  constructor(options: StateEventsOptions) {
    this.#options = options;
  }

  heartbeat(): HelplineEvent {
    const sequence = this.#next();
    return { type: "source.heartbeat", ...this.#base(`heartbeat:${sequence}`), sequence };
  }

  /** Nothing when the counts are those told last. `null`: they are unknown from now on. */
  operators(counts: OperatorCounts | null): readonly HelplineEvent[] {
    const text = JSON.stringify(counts);
    if (text === this.#operators) return [];
    this.#operators = text;
    const sequence = this.#next();
    const { channel } = this.#options;
    return [{ type: "operators.changed", ...this.#base(`operators:${sequence}`), channel, sequence, counts }];
  }

  /** The next counts are told even when they are the same. */
  forgetOperators(): void {
    this.#operators = "";
  }

  /** `at`: when the source was asked, in whatever time the caller tells its other events. */
  resynced(listing: Pick<SourceResynced, "open" | "covers" | "restarted">, at: EpochMs): HelplineEvent {
    const { open, covers, restarted } = listing;
    return {
      type: "source.resynced",
      ...this.#base(`resynced:${this.#next()}`, at),
      open,
      covers,
      restarted,
    };
  }

  /** Grows also over restarts of ours, as long as the clock does not go back. */
  #next(): number {
    this.#sequence = Math.max(this.#sequence + 1, this.#options.clock.now() * 1_000);
    return this.#sequence;
  }

  #base(nativeId: string, at = this.#options.clock.now()) {
    const { source, pseudonyms } = this.#options;
    return { source, id: pseudonyms.event(source, nativeId, at), at };
  }
}
