import type { HelplineEvent } from "#domain/contact-event.ts";
import { type EpochMs, hours, later, minutes } from "#domain/time.ts";

import type { Acceptance, Clock, Journal, Logger } from "./ports.ts";

/** Events may correct the past this long; older ones are refused, because their hour is closed. */
const ALLOWED_LATENESS = hours(24);
/** A source's clock may run this far ahead of ours; beyond it the event happened, for us, when it came. */
const ALLOWED_SKEW = minutes(2);
/** Events in one transaction. More only make the commit longer, not cheaper. */
const MAX_COMMIT = 10_000;

interface Waiting {
  readonly events: readonly HelplineEvent[];
  readonly resolve: (answers: readonly Acceptance[]) => void;
  readonly reject: (reason: unknown) => void;
}

interface Judged {
  readonly waiting: Waiting;
  readonly answers: Acceptance[];
}

/**
 * Group commit. Everything delivered in one turn of the event loop goes to the
 * journal in one transaction, and is acknowledged and folded only after it.
 * Heartbeats carry no fact that must survive: they are folded, never journaled.
 */
export class AcceptQueue {
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #fold: (event: HelplineEvent) => void;
  readonly #committed: () => void;
  #pending: Waiting[] = [];
  #scheduled = false;
  #writable = true;
  #clamped = 0;

  constructor(options: {
    readonly journal: Journal;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly fold: (event: HelplineEvent) => void;
    /** Called once after each commit that changed anything. */
    readonly committed: () => void;
  }) {
    this.#journal = options.journal;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#fold = options.fold;
    this.#committed = options.committed;
  }

  /** False from a failed commit until the next one that succeeds. */
  get writable(): boolean {
    return this.#writable;
  }

  /** Events whose time was pulled back to the receive time since the start. */
  get clamped(): number {
    return this.#clamped;
  }

  accept(events: readonly HelplineEvent[]): Promise<readonly Acceptance[]> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ events, resolve, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => this.#flush());
    });
  }

  #flush(): void {
    this.#scheduled = false;
    while (this.#pending.length > 0) this.#commit(this.#takeGroup());
  }

  #takeGroup(): readonly Waiting[] {
    let size = 0;
    let count = 0;
    while (count < this.#pending.length && (count === 0 || size < MAX_COMMIT))
      size += this.#pending[count++]?.events.length ?? 0;
    const group = this.#pending.slice(0, count);
    this.#pending = this.#pending.slice(count);
    return group;
  }

  #commit(group: readonly Waiting[]): void {
    const now = this.#clock.now();
    const batch: HelplineEvent[] = [];
    const places: { readonly judged: Judged; readonly index: number }[] = [];
    const judgedGroup = group.map((waiting): Judged => ({ waiting, answers: [] }));
    for (const judged of judgedGroup) {
      for (const [index, event] of judged.waiting.events.entries()) {
        judged.answers[index] = "accepted";
        if (event.type === "source.heartbeat") this.#fold(event);
        else if (event.at < now - ALLOWED_LATENESS) judged.answers[index] = "too-late";
        else {
          batch.push(this.#clamp(event, now));
          places.push({ judged, index });
        }
      }
    }
    try {
      this.#appendAndFold(batch, places, now);
    } catch (error) {
      this.#refuse(judgedGroup, error);
      return;
    }
    for (const { waiting, answers } of judgedGroup) waiting.resolve(answers);
  }

  #appendAndFold(
    batch: readonly HelplineEvent[],
    places: readonly { readonly judged: Judged; readonly index: number }[],
    now: EpochMs,
  ): void {
    if (batch.length === 0) return;
    const fresh = this.#journal.append(batch, now);
    if (!this.#writable) this.#logger.info({}, "the journal is writable again");
    this.#writable = true;
    let changed = false;
    for (const [position, isNew] of fresh.entries()) {
      const event = batch[position];
      const place = places[position];
      if (event === undefined || place === undefined) continue;
      if (isNew) this.#fold(event);
      else place.judged.answers[place.index] = "duplicate";
      changed ||= isNew;
    }
    if (changed) this.#committed();
  }

  #refuse(group: readonly Judged[], error: unknown): void {
    if (this.#writable)
      this.#logger.error(
        { reason: nameOf(error) },
        "the journal cannot write: events are refused until it can",
      );
    this.#writable = false;
    for (const { waiting } of group) waiting.reject(error);
  }

  #clamp(event: HelplineEvent, now: EpochMs): HelplineEvent {
    if (event.at <= later(now, ALLOWED_SKEW)) return event;
    if (this.#clamped === 0)
      this.#logger.warn({ source: event.source }, "the clock of a source runs more than 2 minutes ahead");
    this.#clamped += 1;
    return { ...event, at: now };
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
