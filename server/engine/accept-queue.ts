import type { HelplineEvent, SourceId } from "#domain/contact-event.ts";
import { type EpochMs, hours, later, minutes } from "#domain/time.ts";

import {
  type Acceptance,
  type Clock,
  type Journal,
  JournalUnavailable,
  type Logger,
  type Probe,
} from "./ports.ts";

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
 * Heartbeats carry no fact that must survive: they are folded, never journaled. But
 * while the journal cannot write, none is taken: the figures stand still, and the
 * sources must look as old as their figures are.
 */
export class AcceptQueue {
  readonly #journal: Journal & Probe;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #fold: (event: HelplineEvent) => void;
  readonly #committed: () => void;
  #pending: Waiting[] = [];
  #scheduled = false;
  #writable = true;
  /** Per source, the events whose time was pulled back to the receive time. */
  readonly #clamped = new Map<SourceId, number>();

  constructor(options: {
    readonly journal: Journal & Probe;
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

  accept(events: readonly HelplineEvent[]): Promise<readonly Acceptance[]> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ events, resolve, reject });
      this.#schedule();
    });
  }

  /** One group a turn: between two commits everybody else gets theirs. */
  #flush(): void {
    this.#scheduled = false;
    this.#commit(this.#takeGroup());
    if (this.#pending.length > 0) this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
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
    const heartbeats: HelplineEvent[] = [];
    for (const judged of judgedGroup) {
      for (const [index, event] of judged.waiting.events.entries()) {
        judged.answers[index] = "accepted";
        if (event.type === "source.heartbeat") heartbeats.push(event);
        else if (event.at < now - ALLOWED_LATENESS) judged.answers[index] = "too-late";
        else {
          batch.push(this.#clamp(event, now));
          places.push({ judged, index });
        }
      }
    }
    const fresh = this.#append(batch, now);
    if (fresh instanceof JournalUnavailable) {
      for (const { waiting } of judgedGroup) waiting.reject(fresh);
      return;
    }
    for (const heartbeat of heartbeats) this.#fold(heartbeat);
    let changed = false;
    for (const [position, isNew] of fresh.entries()) {
      const event = batch[position];
      const place = places[position];
      if (event === undefined || place === undefined) continue;
      if (isNew) this.#fold(event);
      else place.judged.answers[place.index] = "duplicate";
      changed ||= isNew;
    }
    for (const { waiting, answers } of judgedGroup) waiting.resolve(answers);
    if (changed) this.#committed();
  }

  /** Only that the journal cannot write is expected. Anything else is a fault of ours and ends the process. */
  #append(batch: readonly HelplineEvent[], now: EpochMs): readonly boolean[] | JournalUnavailable {
    if (batch.length === 0 && this.#writable) return [];
    try {
      if (batch.length === 0 && !this.#journal.probe())
        throw new JournalUnavailable("the journal cannot be written");
      const fresh = this.#journal.append(batch, now);
      if (!this.#writable) this.#logger.info({}, "the journal is writable again");
      this.#writable = true;
      return fresh;
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
      if (this.#writable) this.#logger.error({}, "the journal cannot write: events are refused until it can");
      this.#writable = false;
      return error;
    }
  }

  #clamp(event: HelplineEvent, now: EpochMs): HelplineEvent {
    if (event.at <= later(now, ALLOWED_SKEW)) return event;
    const known = this.#clamped.get(event.source) ?? 0;
    if (known === 0)
      this.#logger.warn({ source: event.source }, "the clock of a source runs more than 2 minutes ahead");
    this.#clamped.set(event.source, known + 1);
    return { ...event, at: now, clamped: "first" };
  }
}
