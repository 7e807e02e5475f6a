import { STEP_MS } from "#domain/arrival-steps.ts";
import type { Calendar, LocalDay } from "#domain/calendar.ts";
import type { Channel } from "#domain/contact-event.ts";
import type { KnownDay } from "#domain/known-days.ts";
import type { TimeRange } from "#domain/ledger-cell.ts";
import { elapsed, type EpochMs, ms } from "#domain/time.ts";
import type { BoardFigures } from "#wire/board-snapshot.ts";
import type { ChannelOutlook } from "#wire/outlook.ts";
import type { TrendChannel } from "#wire/trend.ts";

import type { Feeds } from "./arrival-history.ts";
import type { CoverageRecord } from "./coverage-record.ts";
import { DayKeeper } from "./day-keeper.ts";
import { KnownDayNotes } from "./known-day-notes.ts";
import type { Ledger } from "./ledger.ts";
import { learnDay, type LearnedDay } from "./learn-day.ts";
import type { UsualRules } from "./learn-stream.ts";
import type { LivedSteps } from "./lived-steps.ts";
import type { Clock, LedgerStore, Logger } from "./ports.ts";
import type { SnapshotBody } from "./publisher.ts";
import type { StaffingRules, Work } from "./staffing.ts";
import { StaffingNow } from "./staffing-now.ts";
import { storageFaultOf } from "./storage-fault.ts";
import { StreamOutlook } from "./stream-outlook.ts";

/** Real time: what happened before a mark is on the board by then. At most a minute of the house's time. */
const GRACE_MS = 2_000;
const MOST_GRACE_MS = 60_000;

export interface OutlooksOptions {
  readonly rules: UsualRules;
  readonly staffing: Readonly<Partial<Record<Channel, StaffingRules>>>;
  /** The same people take calls and chats. */
  readonly sharedOperators: boolean;
  readonly channels: readonly Channel[];
  readonly lived: LivedSteps;
  /** Until when sources were in touch; started and closed with it. */
  readonly record: CoverageRecord;
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
  readonly #keeper: DayKeeper;
  readonly #staffing: StaffingNow;
  #today: LearnedDay | null = null;
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
      timesOfDay: (day) => this.#timesOfDay(day),
    });
    this.#staffing = new StaffingNow({
      sharedOperators: options.sharedOperators,
      workOf: (channel) => this.#work(channel),
    });
    this.#keeper = new DayKeeper(options);
  }

  /** Begins to learn, and goes on by itself. */
  start(): void {
    this.#options.record.start();
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
    this.#keeper.save();
    this.#options.record.close();
  }

  /** A source has told of a range that lies behind: what was taken for a gap may be known now. */
  told(range: TimeRange): void {
    const { clock } = this.#options;
    const now = clock.now();
    if (elapsed(range.from, now) <= STEP_MS) return;
    this.#advance(now);
    this.#options.changed();
  }

  /** The ledger knows more of past days. Resolves when it is learned. */
  async relearn(): Promise<void> {
    await this.#learning;
    if (!this.#closed) await this.#learn();
  }

  /** The figures of the moment, with what is usual beside them. */
  beside(figures: BoardFigures): Omit<SnapshotBody, "alerts" | "bus"> {
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
    if (stream === null) return null;
    const stays = this.#today?.stays.get(channel) ?? null;
    const present = stream.usualPresent(this.#options.clock.now(), stays);
    return { ...stream.snapshot, staffing: this.#staffing.of(channel, onLine), present };
  }

  /** What is usual by the end of each step of today. */
  usualOf(channel: Channel): TrendChannel["usual"] {
    return this.#stream([channel])?.usual ?? null;
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
    this.#advance(now);
    this.#keeper.saveAgain();
    if (!this.#isToday(now)) void this.#learn();
    this.#options.changed();
  }

  /** True when any outlook is another one by now. */
  #advance(now: EpochMs): boolean {
    return this.#streams.map((stream) => stream.advance(now)).includes(true);
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
      this.#keeper.save();
      const learned = await learnDay({ ...this.#options, today });
      if (this.#closed) return;
      this.#today = learned;
      this.#notes.renew();
      this.#replay();
    } catch (error) {
      logger.warn(storageFaultOf(error), "what is usual could not be learned: tried again at the next mark");
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

  #timesOfDay(day: LocalDay): number | null {
    const expectation = this.#today?.learned.at(-1)?.experience.expectationOf(day);
    if (!expectation) return null;
    const [expected, ordinary] = [expectation.expected, expectation.ordinary].map((contacts) =>
      contacts.reduce((total, one) => total + one, 0),
    );
    return expected && ordinary ? expected / ordinary : null;
  }

  #stream(channels: readonly Channel[]): StreamOutlook | null {
    return this.#current().find((one) => one.channels.join() === channels.join()) ?? null;
  }

  /** Yesterday's say nothing of today, which may not have been learned yet. */
  #current(): readonly StreamOutlook[] {
    return this.#isToday(this.#options.clock.now()) ? this.#streams : [];
  }

  /** Whether what was learned is of this day: a clock may be set back over midnight. */
  #isToday(now: EpochMs): boolean {
    const { start, end } = this.#today?.day ?? { start: now, end: now };
    return start <= now && now < end;
  }
}
