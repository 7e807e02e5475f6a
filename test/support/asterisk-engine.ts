/** The engine's own door for events, with a journal in memory: duplicates and late events are answered as in life. */
import type { HelplineEvent } from "#domain/contact-event.ts";
import { AcceptQueue } from "#engine/accept-queue.ts";
import type { Acceptance, Clock, EventSink, Journal, Logger, Probe } from "#engine/ports.ts";

export class AsteriskEngine implements EventSink {
  /** What was new, in order. */
  readonly events: HelplineEvent[] = [];
  readonly answers: Record<Acceptance, number> = { accepted: 0, duplicate: 0, "too-late": 0 };
  readonly #queue: AcceptQueue;
  #underway = 0;

  constructor(options: {
    readonly journal: Journal & Probe;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    this.#queue = new AcceptQueue({
      ...options,
      fold: (event) => this.events.push(event),
      committed: () => undefined,
    });
  }

  async accept(events: readonly HelplineEvent[]): Promise<readonly Acceptance[]> {
    this.#underway += 1;
    const answers = await this.#queue.accept(events);
    this.#underway -= 1;
    for (const answer of answers) this.answers[answer] += 1;
    return answers;
  }

  /** Resolves when nothing is delivered any more. */
  async idle(): Promise<void> {
    do await new Promise(setImmediate);
    while (this.#underway > 0);
  }
}

export function memoryJournal(): Journal & Probe {
  const known = new Set<string>();
  return {
    probe: () => true,
    append: (events) =>
      events.map(({ source, id }) => {
        const key = `${source} ${id}`;
        const isNew = !known.has(key);
        known.add(key);
        return isNew;
      }),
    *replay() {},
  };
}
