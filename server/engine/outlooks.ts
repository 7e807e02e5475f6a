import { STEP_MS } from "#domain/arrival-steps.ts";
import type { Calendar } from "#domain/calendar.ts";
import type { Channel } from "#domain/contact-event.ts";
import type { KnownDay } from "#domain/known-days.ts";
import type { TimeRange } from "#domain/ledger-cell.ts";
import { elapsed, epochMs, ms } from "#domain/time.ts";
import type { BoardFigures } from "#wire/board-snapshot.ts";
import type { ChannelOutlook, StaffingSnapshot } from "#wire/outlook.ts";
import type { TrendChannel } from "#wire/trend.ts";

import type { Feeds } from "./arrival-history.ts";
import { KnownDayNotes } from "./known-day-notes.ts";
import type { Ledger } from "./ledger.ts";
import { learnDay, type LearnedDay } from "./learn-day.ts";
import type { UsualRules } from "./learn-stream.ts";
import type { LivedSteps } from "./lived-steps.ts";
import type { Clock, LedgerStore, Logger } from "./ports.ts";
import type { SnapshotBody } from "./publisher.ts";
import { type StaffingRules, staffingOf, type Work } from "./staffing.ts";
import { StreamOutlook } from "./stream-outlook.ts";

/** Real time: what happened before a mark is on the board by then. At most a minute of the house's time. */
const GRACE_MS = 2_000;
const MOST_GRACE_MS = 60_000;
/** Real time between two writings of the day: a clock that runs fast must not keep the disk busy. */
const SAVE_PAUSE_MS = 60_000;

export interface OutlooksOptions {
  readonly rules: UsualRules;
  readonly staffing: Readonly<Partial<Record<Channel, StaffingRules>>>;
  /** The same people take calls and chats. */
  readonly sharedOperators: boolean;
  readonly channels: readonly Channel[];
  readonly lived: LivedSteps;
  readonly feeds: Feeds;
  readonly ledger: Ledger;
  readonly store: LedgerStore;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly logger: Logger;
  /** How many times faster than life the clock runs. */
  readonly speed: number;
  /** Something that walls show may have changed. */
  readonly changed: () => void;
}

/**
 * Today against the usual, of each channel and of both together. Learns at every local
 * midnight, and looks at the day at every five-minute mark; nothing is done on an event.
 */
export class Outlooks {
  readonly #options: OutlooksOptions;
  readonly #notes: KnownDayNotes;
  readonly #reckoned = new Map<
    Channel,
    { readonly work: Work; readonly onLine: number | null; readonly staffing: StaffingSnapshot | null }
  >();
  #today: LearnedDay | null = null;
  #savedAt = epochMs(0);
  #streams: readonly StreamOutlook[] = [];
  #learning: Promise<void> | null = null;
  #cancelMark: () => void = () => undefined;
  #closed = false;

  constructor(options: OutlooksOptions) {
    this.#options = options;
    this.#notes = new KnownDayNotes({
      ...options,
      knownDays: options.rules.knownDays,
      timesOf: (entry) => this.#timesOf(entry),
    });
  }

  /** Begins to learn, and goes on by itself. */
  start(): void {
    this.#sleep();
    void this.#learn();
  }

  /** Resolves when nothing is being learned. */
  get learned(): Promise<void> {
    return this.#learning ?? Promise.resolve();
  }

  /** Resolves when nothing runs any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelMark();
    await this.#learning;
    this.#save();
  }

  /** A source has told of a range that lies behind: what was taken for a gap may be known now. */
  told(range: TimeRange): void {
    const { clock } = this.#options;
    const now = clock.now();
    if (elapsed(range.from, now) > STEP_MS && this.#streams.some((stream) => stream.isOutdated(now)))
      this.#replay();
  }

  /** The figures of the moment, with what is usual beside them. */
  beside(figures: BoardFigures): Omit<SnapshotBody, "alerts"> {
    const { clock, calendar, lived } = this.#options;
    const now = clock.now();
    const day = calendar.dayOf(now);
    return {
      ...figures,
      channels: figures.channels.map((one) => ({
        ...one,
        gaps: lived.gapsOf(one.channel, day, now),
        outlook: this.#of(one.channel, one.now.operators?.onLine ?? null),
      })),
      together: this.#current().find(({ channels }) => channels.length > 1)?.snapshot ?? null,
      ...this.#notes.at(now),
    };
  }

  /** `onLine`: operators of the channel at present; `null`: no source tells. `null`: nothing is usual yet. */
  #of(channel: Channel, onLine: number | null): ChannelOutlook | null {
    const stream = this.#stream([channel]);
    return stream === null ? null : { ...stream.snapshot, staffing: this.#staffing(channel, onLine) };
  }

  /** What is usual by the end of each step of today. */
  usualOf(channel: Channel): TrendChannel["usual"] {
    return this.#stream([channel])?.usual ?? null;
  }

  /** Reckoned again when the day has gone on five minutes, or the team has changed. */
  #staffing(channel: Channel, onLine: number | null): StaffingSnapshot | null {
    const work = this.#work(channel);
    if (work === null) return null;
    const kept = this.#reckoned.get(channel);
    if (kept?.work.reading === work.reading && kept.onLine === onLine) return kept.staffing;
    const beside = this.#options.sharedOperators && channel === "phone" ? this.#work("chat") : null;
    const staffing = staffingOf(work, onLine, beside);
    this.#reckoned.set(channel, { work, onLine, staffing });
    return staffing;
  }

  #sleep(): void {
    const { clock, speed } = this.#options;
    const now = clock.now();
    const grace = Math.min(GRACE_MS * speed, MOST_GRACE_MS);
    const mark = (Math.floor((now - grace) / STEP_MS) + 1) * STEP_MS + grace;
    this.#cancelMark = clock.after(ms(mark - now), () => {
      this.#sleep();
      this.#mark();
    });
  }

  #mark(): void {
    const now = this.#options.clock.now();
    for (const stream of this.#streams) stream.advance(now);
    if (elapsed(this.#savedAt, now) >= SAVE_PAUSE_MS * this.#options.speed) this.#save();
    if (now >= (this.#today?.day.end ?? now)) void this.#learn();
    this.#options.changed();
  }

  /** One after the other: a midnight that falls into a long learning is learned after it. */
  async #learn(): Promise<void> {
    this.#learning ??= this.#learnToday().finally(() => (this.#learning = null));
    await this.#learning;
  }

  async #learnToday(): Promise<void> {
    const { calendar, clock, logger } = this.#options;
    const today = calendar.dayOf(clock.now());
    try {
      this.#save();
      const learned = await learnDay({ ...this.#options, today });
      if (this.#closed) return;
      this.#today = learned;
      this.#replay();
    } catch (error) {
      const reason = error instanceof Error ? error.name : "unknown";
      logger.warn({ reason }, "what is usual could not be learned: tried again at the next mark");
    }
  }

  #replay(): void {
    const { clock, calendar, lived, changed } = this.#options;
    const now = clock.now();
    this.#streams = (this.#today?.learned ?? []).flatMap(({ stream }) =>
      stream === null
        ? []
        : [
            new StreamOutlook({
              learned: stream,
              lived: (channels, day, at) => lived.dayOf(channels, day, at),
              calendar,
              now,
            }),
          ],
    );
    changed();
  }

  /** What cannot be written now is written at the next mark. */
  #save(): void {
    const { calendar, clock, lived, logger } = this.#options;
    const now = clock.now();
    const today = calendar.dayOf(now);
    const yesterday = calendar.dayOf(epochMs(today.start - 1));
    try {
      // Late events change yesterday too.
      for (const day of [yesterday, today]) lived.save(day, now);
      this.#savedAt = now;
      lived.forget(yesterday.start);
    } catch (error) {
      const reason = error instanceof Error ? error.name : "unknown";
      logger.warn({ reason }, "the day's steps could not be written: tried again in five minutes");
    }
  }

  #work(channel: Channel): Work | null {
    const rules = this.#options.staffing[channel];
    const workload = this.#today?.workloads.get(channel);
    const stream = this.#stream([channel]);
    if (rules === undefined || workload === undefined || stream === null) return null;
    return { rules, workload, reading: stream.reading };
  }

  /** As learned by the channels together, or by the one there is. */
  #timesOf(entry: KnownDay): readonly number[] {
    return (
      this.#today?.learned.at(-1)?.experience.timesOf(entry) ??
      entry.blocks.map(({ times }) => Math.max(...Object.values(times)))
    );
  }

  #stream(channels: readonly Channel[]): StreamOutlook | null {
    return this.#current().find((one) => one.channels.join() === channels.join()) ?? null;
  }

  /** Yesterday's say nothing of today, which may not have been learned yet. */
  #current(): readonly StreamOutlook[] {
    return this.#options.clock.now() < (this.#today?.day.end ?? 0) ? this.#streams : [];
  }
}
