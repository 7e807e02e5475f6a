/** Events about the source itself rather than one contact: heartbeat, operators, the state after a listing. */
import type { HelplineEvent, OperatorCounts, SourceId } from "#domain/contact-event.ts";
import type { EpochMs } from "#domain/time.ts";
import type { Clock, Pseudonyms } from "#engine/ports.ts";

import type { Standing } from "./resync.ts";

export interface StateEventsOptions {
  readonly source: SourceId;
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
    return {
      type: "source.heartbeat",
      ...this.#base(`heartbeat:${sequence}`, this.#options.clock.now()),
      sequence,
    };
  }

  /** Nothing when the counts are those told last. */
  operators(counts: OperatorCounts, at: EpochMs): readonly HelplineEvent[] {
    const text = JSON.stringify(counts);
    if (text === this.#operators) return [];
    this.#operators = text;
    const sequence = this.#next();
    return [
      {
        type: "operators.changed",
        ...this.#base(`operators:${sequence}`, at),
        channel: "phone",
        sequence,
        counts,
      },
    ];
  }

  /** The next counts are told even when they are the same. */
  forgetOperators(): void {
    this.#operators = "";
  }

  resynced({ open, covers }: Standing, at: EpochMs, restarted: boolean): HelplineEvent {
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

  #base(
    nativeId: string,
    at: EpochMs,
  ): { readonly source: SourceId; readonly id: string; readonly at: EpochMs } {
    const { source, pseudonyms } = this.#options;
    return { source, id: pseudonyms.event(source, nativeId, at), at };
  }
}
