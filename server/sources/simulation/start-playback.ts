import type { Calendar } from "#domain/calendar.ts";
import { type HelplineEvent, PHASES, type SourceId } from "#domain/contact-event.ts";
import type { TimeRange } from "#domain/ledger-cell.ts";
import { elapsed, type EpochMs, epochMs, ms } from "#domain/time.ts";
import {
  type Clock,
  type EventSink,
  JournalUnavailable,
  type Logger,
  type Pseudonyms,
  type RunningSource,
} from "#engine/ports.ts";
import type { SourceSnapshot } from "#wire/board-snapshot.ts";

import { OpenContacts } from "./open-contacts.ts";
import { ALLOWED_LATENESS, type DayPlanner, type PlannedEvent, Playback } from "./playback.ts";

const MAX_BATCH = 1_000;
/** Real time, all three: the clock runs `speed` times faster. */
const HEARTBEAT_EVERY_MS = 5_000;
const RETRY_AFTER_MS = 1_000;
/** Events closer together share a commit. */
const SHORTEST_SLEEP_MS = 25;

export interface PlaybackOptions {
  readonly source: SourceId;
  readonly plan: DayPlanner;
  /** Runs `speed` times faster than life. */
  readonly clock: Clock;
  readonly speed: number;
  readonly sink: EventSink;
  readonly pseudonyms: Pseudonyms;
  readonly calendar: Calendar;
  readonly logger: Logger;
  readonly onLink: (link: SourceSnapshot["link"]) => void;
  /** Everything of the range is delivered. */
  readonly onTold: (range: TimeRange) => void;
}

/**
 * Plays days as they happen. Resolves when the day so far is delivered, or when
 * the journal refuses it: it then goes on trying. The same planner gives the same
 * ids after a restart, so what the journal has already is a duplicate.
 */
export async function startPlayback(options: PlaybackOptions): Promise<RunningSource> {
  const player = new Player(options);
  await player.start();
  return { close: () => player.close() };
}

class Player {
  readonly #options: PlaybackOptions;
  readonly #playback: Playback;
  readonly #open = new OpenContacts();
  /** Handed out by the playback and not acknowledged yet; retried with the same ids. */
  #batch: readonly HelplineEvent[] = [];
  /** Until when everything is delivered. `null`: not in step yet. */
  #deliveredUntil: EpochMs | null = null;
  #inStep = false;
  /** The first attempt at the day so far has come to its end. */
  readonly #begun = Promise.withResolvers<void>();
  #running: Promise<void> | null = null;
  #closed = false;
  #cancelWake: () => void = () => undefined;
  #cancelHeartbeat: () => void = () => undefined;

  constructor(options: PlaybackOptions) {
    this.#options = options;
    const { plan, calendar, clock } = options;
    this.#playback = new Playback({ plan, calendar, now: clock.now() });
  }

  async start(): Promise<void> {
    this.#options.onLink("connecting");
    await this.#heartbeat();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelWake();
    this.#cancelHeartbeat();
    await this.#running;
  }

  async #heartbeat(): Promise<void> {
    const { clock, speed, source } = this.#options;
    this.#cancelHeartbeat = clock.after(ms(HEARTBEAT_EVERY_MS * speed), () => void this.#heartbeat());
    void this.#keepUp();
    await this.#begun.promise;
    if (!this.#inStep || this.#closed) return;
    const at = clock.now();
    await this.#accept([
      { source, id: this.#idOf(`heartbeat/${at}`, at), at, type: "source.heartbeat", sequence: at },
    ]);
  }

  /** Delivers what is due, one run at a time, and sleeps until the next event. */
  async #keepUp(): Promise<void> {
    this.#running ??= this.#deliverDue().finally(() => (this.#running = null));
    await this.#running;
  }

  async #deliverDue(): Promise<void> {
    const { clock, speed } = this.#options;
    this.#cancelWake();
    do {
      const wasInStep = this.#inStep;
      this.#inStep = await this.#deliverAll();
      this.#begun.resolve();
      if (this.#closed) return;
      if (this.#inStep && !wasInStep) this.#options.onLink("live");
    } while (this.#inStep && this.#playback.nextAt() <= clock.now());
    const pause = this.#inStep
      ? Math.max(elapsed(clock.now(), this.#playback.nextAt()), SHORTEST_SLEEP_MS * speed)
      : RETRY_AFTER_MS * speed;
    this.#cancelWake = clock.after(ms(pause), () => void this.#keepUp());
  }

  /** What is due when it begins: the clock of a fast replay goes on meanwhile. False: the journal cannot write at present. */
  async #deliverAll(): Promise<boolean> {
    const now = this.#options.clock.now();
    for (;;) {
      if (this.#batch.length === 0) this.#batch = this.#take(now);
      if (this.#batch.length === 0) return this.#caughtUp(now);
      if (this.#closed || !(await this.#accept(this.#batch))) return false;
      this.#batch = [];
    }
  }

  #take(now: EpochMs): readonly HelplineEvent[] {
    const events = this.#playback.take(now, MAX_BATCH).map((planned) => this.#pseudonymised(planned));
    for (const event of events) this.#open.apply(event);
    return events;
  }

  /**
   * At start and after a sleep of a day, ends of contacts may be missing for ever:
   * the listing closes those that are not open any more.
   */
  async #caughtUp(now: EpochMs): Promise<boolean> {
    const { source, calendar } = this.#options;
    const last = this.#deliveredUntil;
    if (last === null || elapsed(last, now) >= ALLOWED_LATENESS) {
      const id = this.#idOf(`resynced/${now}`, now);
      const listing = { open: this.#open.list(), covers: PHASES, restarted: true };
      if (!(await this.#accept([{ source, id, at: now, type: "source.resynced", ...listing }]))) return false;
    }
    this.#deliveredUntil = now;
    this.#options.onTold({ from: last ?? calendar.dayOf(now).start, to: now });
    return true;
  }

  async #accept(events: readonly HelplineEvent[]): Promise<boolean> {
    try {
      await this.#options.sink.accept(events);
      return true;
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
      if (this.#inStep) this.#options.logger.warn({}, "the simulation waits for the journal");
      return false;
    }
  }

  /** A contact keeps the day of its arrival, also after midnight. */
  #pseudonymised({ event, day }: PlannedEvent): HelplineEvent {
    const { source, pseudonyms } = this.#options;
    const id = this.#idOf(event.id, event.at);
    if (!("contact" in event)) return { ...event, id };
    const arrivalDay = epochMs(Math.min(event.at, day.end - 1));
    return { ...event, id, contact: pseudonyms.contact(source, event.contact, arrivalDay) };
  }

  #idOf(native: string, at: EpochMs): string {
    return this.#options.pseudonyms.event(this.#options.source, native, at);
  }
}
