import { type ClockStep, livedRow, lostRowOf, ratesOf } from "#domain/alert/recent-contacts.ts";
import type { AlertReadings, ChannelReading, SurgeNow } from "#domain/alert/readings.ts";
import type { Board } from "#domain/board.ts";
import type { ChannelBoard } from "#domain/channel-board.ts";
import type { Channel, SourceId } from "#domain/contact-event.ts";
import type { ContactStory } from "#domain/contact-story.ts";
import { STRICT_RATES } from "#domain/metrics.ts";
import { type DurationMs, type EpochMs, earlier, epochMs, hours, ms } from "#domain/time.ts";
import type { BoardSnapshot, ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { OutlookSnapshot } from "#wire/outlook.ts";

import type { Outbox } from "./alert-ports.ts";
import type { Feeds } from "./arrival-history.ts";
import { JournalUnavailable } from "./ports.ts";
import type { StuckReceiver } from "./readable-alerts.ts";
import type { HouseRules } from "./snapshot.ts";
import type { SourceLinks } from "./source-links.ts";
import { StandingClocks } from "./standing-clocks.ts";

/** In real time: three heartbeats. Then a source's figures say nothing of the present. */
const OUT_OF_TOUCH_MS = 15_000;
/** In real time: marks of the clock are five seconds apart. */
const LEAST_STEP_MS = 30_000;
const MOST_STEPS = 20;
/** Queue contacts further back are in no row: at night it takes hours to lose four of them. */
const ROW_REACHES_BACK = hours(12);

export interface AlertReadingsOptions {
  readonly board: Board;
  readonly links: SourceLinks;
  readonly feeds: Feeds;
  readonly rates: HouseRules["rates"];
  /** Of the rate rules. */
  readonly window: DurationMs;
  readonly outbox: Pick<Outbox, "waiting" | "failing">;
  /** Correlation of the fates of contacts, as learned; `null`: not known yet. */
  readonly clusteringOf: (channel: Channel, threshold: DurationMs | null, now: EpochMs) => number | null;
  /** What was known of them when the program ended. */
  readonly stuck: readonly StuckReceiver[];
  /** How many times faster than life the clock runs. */
  readonly speed: number;
}

/** Messages that receivers have not taken. */
interface Untaken {
  readonly waiting: ReturnType<Outbox["waiting"]>;
  readonly failing: ReturnType<Outbox["failing"]>;
}

/** Gathers what the alert rules look at: from the board's contacts, its snapshot, the links and the outbox. */
export class AlertReadingsTaker {
  readonly #options: AlertReadingsOptions;
  readonly #silences = new StandingClocks<SourceId, EpochMs | null>();
  readonly #stuck: StandingClocks<string, EpochMs>;
  #takenAt: EpochMs | null = null;
  #clockSteps: readonly ClockStep[] = [];
  #untaken: Untaken = { waiting: [], failing: [] };

  constructor(options: AlertReadingsOptions) {
    this.#options = options;
    this.#stuck = new StandingClocks(
      new Map(
        options.stuck.map(({ receiver, since, stuckFor }) => [receiver, { value: since, since: stuckFor }]),
      ),
    );
  }

  /** For how long messages to receivers have waited, as of the last time; a restart goes on from there. */
  get stuck(): readonly StuckReceiver[] {
    return [...this.#stuck.standing].map(([receiver, { value, since }]) => ({
      receiver,
      since: value,
      stuckFor: since,
    }));
  }

  /** `lived`: how much time has passed since the last time, as lived. */
  take(snapshot: BoardSnapshot, now: EpochMs, lived: DurationMs): AlertReadings {
    const { board, links, speed } = this.#options;
    this.#noticeStep(now, lived);
    const livedReally = ms(lived / speed);
    const heard = links.heard();
    const silent = this.#silences.step(heard, livedReally);
    const { waiting, failing } = this.#untakenMessages();
    const stuck = this.#stuck.step(
      new Map(waiting.map(({ receiver, since }) => [receiver, since])),
      livedReally,
    );
    const stories = Map.groupBy(board.stories(earlier(now, ROW_REACHES_BACK)), ({ channel }) => channel);
    const live = new Set(snapshot.sources.filter(({ link }) => link === "live").map(({ source }) => source));
    const isInTouch = (source: SourceId): boolean =>
      live.has(source) && (silent.get(source) ?? OUT_OF_TOUCH_MS) < OUT_OF_TOUCH_MS;
    const { announcement } = snapshot;
    return {
      channels: new Map(
        snapshot.channels.flatMap((channel) => {
          const own = board.channel(channel.channel);
          if (own === undefined) return [];
          const reading = this.#channel(channel, own, stories.get(channel.channel) ?? [], now, isInTouch);
          return [[channel.channel, reading] as const];
        }),
      ),
      together: surgeOf(snapshot.together),
      announcement,
      sources: new Map(
        [...heard].map(([source, heardAt]) => [source, { heardAt, silentFor: silent.get(source) ?? ms(0) }]),
      ),
      receivers: receiversOf({ waiting, failing }, stuck),
    };
  }

  /** As it was the last time while the journal cannot be read: nothing was delivered by that. */
  #untakenMessages(): Untaken {
    const { outbox } = this.#options;
    try {
      this.#untaken = { waiting: outbox.waiting(), failing: outbox.failing() };
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
    }
    return this.#untaken;
  }

  #channel(
    { channel, now: present, outlook }: ChannelSnapshot,
    board: ChannelBoard,
    stories: readonly ContactStory[],
    now: EpochMs,
    isInTouch: (source: SourceId) => boolean,
  ): ChannelReading {
    const rates = this.#options.rates[channel] ?? STRICT_RATES;
    const { operators, longestWaitSinceMs } = present;
    const { window, clusteringOf } = this.#options;
    const sources = this.#sources(channel);
    const heard = stories.filter(({ source }) => isInTouch(source));
    const lost = lostRowOf(sources.every(isInTouch) ? stories : heard, board.rules, rates);
    return {
      channel,
      isInTouch: sources.length > 0 && sources.every(isInTouch),
      isPartlyInTouch: sources.some(isInTouch),
      rates: ratesOf(stories, { now, window, rules: board.rules, rates }).map((rate) =>
        Object.assign(rate, { clustering: clusteringOf(channel, rate.threshold, now) }),
      ),
      lost: lost === null ? null : livedRow(lost, this.#clockSteps, now),
      waitingSince: longestWaitSinceMs === null ? null : epochMs(longestWaitSinceMs),
      operators:
        operators === null
          ? null
          : { onLine: operators.onLine, attending: operators.available + operators.busy },
      needed: outlook?.staffing?.needed ?? null,
      surge: surgeOf(outlook),
      quiet: outlook === null ? null : { tooQuiet: quietOf(outlook) },
    };
  }

  /** The clock has moved otherwise than was lived: it was set, or the program stood still. */
  #noticeStep(now: EpochMs, lived: DurationMs): void {
    const by = this.#takenAt === null ? 0 : now - this.#takenAt - lived;
    if (this.#takenAt !== null && Math.abs(by) > LEAST_STEP_MS * this.#options.speed)
      this.#clockSteps = [...this.#clockSteps, { at: this.#takenAt, by }].slice(-MOST_STEPS);
    this.#takenAt = now;
  }

  #sources(channel: Channel): readonly SourceId[] {
    return this.#options.feeds[channel] ?? [];
  }
}

function receiversOf(
  { waiting, failing }: Untaken,
  stuck: ReadonlyMap<string, DurationMs>,
): AlertReadings["receivers"] {
  const waitingFor = new Map(waiting.map((one) => [one.receiver, one]));
  const givenUp = new Map(failing.map((one) => [one.receiver, one]));
  const receivers = new Set([...waitingFor.keys(), ...givenUp.keys()]);
  return new Map(
    [...receivers].map((receiver) => {
      const [waits, lost] = [waitingFor.get(receiver), givenUp.get(receiver)];
      return [
        receiver,
        {
          since: epochMs(Math.min(waits?.since ?? Infinity, lost?.since ?? Infinity)),
          count: waits?.count ?? 0,
          givenUp: lost?.count ?? 0,
          stuckFor: stuck.get(receiver) ?? ms(0),
        },
      ];
    }),
  );
}

function surgeOf(outlook: OutlookSnapshot | null): SurgeNow | null {
  if (outlook === null) return null;
  const { level, reason } = outlook.surge;
  if (reason === null) return null;
  const { ratio, lowerBound, windowMs } = reason;
  return { level, ratio, lowerBound, window: ms(windowMs) };
}

function quietOf({ tooQuiet }: OutlookSnapshot): { since: EpochMs; expected: number } | null {
  return tooQuiet === null ? null : { since: epochMs(tooQuiet.sinceMs), expected: tooQuiet.expected };
}
