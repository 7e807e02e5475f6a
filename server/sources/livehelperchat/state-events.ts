/** Events about the source itself rather than one chat: heartbeats, and how many operators there are. */
import type { HelplineEvent, OperatorCounts, SourceId } from "#domain/contact-event.ts";
import type { Clock, Pseudonyms } from "#engine/ports.ts";

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
    return { type: "source.heartbeat", ...this.#base(`heartbeat:${sequence}`), sequence };
  }

  /** Nothing when the counts are those told last. */
  operators(counts: OperatorCounts): readonly HelplineEvent[] {
    const text = JSON.stringify(counts);
    if (text === this.#operators) return [];
    this.#operators = text;
    const sequence = this.#next();
    const base = this.#base(`operators:${sequence}`);
    return [{ type: "operators.changed", ...base, channel: "chat", sequence, counts }];
  }

  /** The next counts are told even when they are the same. */
  forgetOperators(): void {
    this.#operators = "";
  }

  /** Grows also over restarts of ours, as long as the clock does not go back. */
  #next(): number {
    this.#sequence = Math.max(this.#sequence + 1, this.#options.clock.now() * 1_000);
    return this.#sequence;
  }

  #base(nativeId: string) {
    const { source, pseudonyms, clock } = this.#options;
    const at = clock.now();
    return { source, id: pseudonyms.event(source, nativeId, at), at };
  }
}
