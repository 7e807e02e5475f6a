import { type AlertBook, stepBook } from "#domain/alert/alert-book.ts";
import type { AlertState } from "#domain/alert/alert-state.ts";
import { inhibitorOf } from "#domain/alert/inhibition.ts";
import type { AlertRules } from "#domain/alert/rules.ts";
import { byGravity } from "#domain/alert/severity.ts";
import { covers, type Silence, silenceOf } from "#domain/alert/silence.ts";
import { type Watch, type WatchedHouse, watchesOf } from "#domain/alert/watches.ts";
import { type DurationMs, earlier, type EpochMs, epochMs, hours, ms } from "#domain/time.ts";
import type { AlertSnapshot } from "#wire/alert.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { acknowledgementsOf, type AlertReceiver, type MessageHead, messagesOf } from "./alert-messages.ts";
import { AlertHand } from "./alert-hand.ts";
import { AlertKeeper, type AlertKeeperOptions } from "./alert-keeper.ts";
import { type AlertReadingsOptions, AlertReadingsTaker } from "./alert-readings.ts";
import { type AlertSharingOptions, type SharedAlerts, shareAlerts } from "./alert-sharing.ts";
import { alertSnapshotOf } from "./alert-snapshot.ts";
import type { Clock, Logger } from "./ports.ts";

/** In real time. */
const EVERY_MS = 5_000;
const MOST_PAST = 100;
const PAST_KEPT = hours(7 * 24);
const STATUS_ORDER = ["firing", "recovering", "pending"];

/** What of a house decides about its alerts. */
export interface AlertsOptions extends Pick<AlertKeeperOptions, "store" | "lease" | "saved"> {
  readonly rules: AlertRules;
  readonly house: WatchedHouse;
  readonly receivers: readonly AlertReceiver[];
  readonly head: MessageHead;
  readonly outbox: AlertReadingsOptions["outbox"] & AlertSharingOptions["outbox"];
  /** The name of this node among others; none when it is alone. */
  readonly node?: string | undefined;
}

export interface AlertRunnerOptions
  extends AlertsOptions, Omit<AlertReadingsOptions, "window" | "stuck" | "outbox"> {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly snapshot: () => BoardSnapshot;
  /** What walls show of alerts may have changed. */
  readonly changed: () => void;
}

/**
 * Looks at the rules every five seconds of real time, on marks of the clock, so that nodes
 * that see the same make the same messages. What changed is written together with the messages
 * about it before anything else is done; what cannot be written is written at the next look.
 * Time is counted as lived: a step of the clock and the time between two runs of the program
 * are at most two looks long.
 */
export class AlertRunner {
  readonly #options: AlertRunnerOptions;
  readonly #watches: ReadonlyMap<string, Watch>;
  readonly #taker: AlertReadingsTaker;
  readonly #every: DurationMs;
  readonly #keeper: AlertKeeper;
  readonly #hand: AlertHand;
  /** For the other nodes. */
  readonly shared: SharedAlerts;
  #shown: readonly AlertSnapshot[];
  #lookedAt: EpochMs | null = null;
  #cancel: () => void = () => undefined;

  constructor(options: AlertRunnerOptions) {
    const { house, rules, speed, clock } = options;
    this.#options = options;
    this.#watches = new Map(watchesOf(house, rules).map((watch) => [watch.fingerprint, watch]));
    const window = rules["rate-falls"]?.window ?? hours(4);
    this.#every = ms(EVERY_MS * speed);
    this.#keeper = new AlertKeeper(options);
    this.#taker = new AlertReadingsTaker({ ...options, window, stuck: this.#keeper.memory.stuck });
    const changed = (): void => this.#show(clock.now());
    this.#hand = new AlertHand({
      keeper: this.#keeper,
      clock,
      node: options.node ?? null,
      isKnown: (scope) => [...this.#watches.values()].some((watch) => covers(scope, watch)),
      tellAcknowledged: (alert, book, at) => acknowledgementsOf(alert, this.#telling(book, at)),
      changed,
    });
    this.shared = shareAlerts({ ...options, keeper: this.#keeper, hand: this.#hand, changed });
    this.#shown = this.#shownAt(clock.now());
  }

  start(): void {
    const now = this.#options.clock.now();
    const delay = ms(this.#markOf(now) + this.#every - now);
    this.#cancel = this.#options.clock.after(delay, () => {
      this.start();
      this.#look();
    });
  }

  /** Alerts that are not inactive, for walls: what fires first, of that the gravest. */
  get shown(): readonly AlertSnapshot[] {
    return this.#shown;
  }

  /** Resolved in the last seven days, the newest first; a hundred at most. */
  get past(): readonly AlertSnapshot[] {
    return this.#keeper.memory.past;
  }

  /** When the rules were looked at last; `null`: not yet. */
  get lookedAt(): EpochMs | null {
    return this.#lookedAt;
  }

  get silences(): readonly Silence[] {
    return this.#keeper.memory.book.silences;
  }

  acknowledge(...parameters: Parameters<AlertHand["acknowledge"]>): boolean {
    return this.#hand.acknowledge(...parameters);
  }

  silence(...parameters: Parameters<AlertHand["silence"]>): Silence | null {
    return this.#hand.silence(...parameters);
  }

  endSilence(...parameters: Parameters<AlertHand["endSilence"]>): boolean {
    return this.#hand.endSilence(...parameters);
  }

  /** Looks no more. */
  stop(): void {
    this.#cancel();
  }

  /** Looks no more, and writes how far its clocks have come. */
  close(): void {
    this.stop();
    this.#keeper.close();
  }

  #look(): void {
    const { clock, snapshot, rules, lease } = this.#options;
    const now = clock.now();
    const tick = { now: this.#markOf(now), lived: this.#livedUntil(now) };
    const readings = this.#taker.take(snapshot(), tick.now, tick.lived);
    // Another node judges and tells; what it has told is adopted.
    if (!lease.isHeld()) return;
    const watches = [...this.#watches.values()];
    const { past } = this.#keeper.memory;
    const step = stepBook(this.#keeper.memory.book, {
      watches,
      readings,
      repeat: rules.repeat,
      tick,
      lastStarts: lastStartsOf(past),
    });
    const isEnded = new Set(step.ended.map(({ fingerprint }) => fingerprint));
    const messages = messagesOf(step.tellings, this.#telling(step.book, tick.now, isEnded));
    const ended = step.ended.map((alert) => this.#snapshotOf(alert, step.book, tick.now, true));
    const kept = past.filter(({ endsAtMs }) => (endsAtMs ?? 0) >= earlier(tick.now, PAST_KEPT));
    const isSame = ended.length === 0 && kept.length === past.length;
    const next = {
      ...this.#keeper.memory,
      book: step.book,
      stuck: this.#taker.stuck,
      past: isSame ? past : [...ended, ...kept].slice(0, MOST_PAST),
    };
    this.#keeper.keep(next, messages);
    this.#show(tick.now);
  }

  /** How receivers are told of alerts of this book. */
  #telling(book: AlertBook, now: EpochMs, isEnded: ReadonlySet<string> = new Set()) {
    return {
      ...this.#options,
      now,
      isAbout: ({ fingerprint }: AlertState, receiver: string): boolean =>
        this.#watches.get(fingerprint)?.receiver === receiver,
      snapshotOf: (alert: AlertState): AlertSnapshot =>
        this.#snapshotOf(alert, book, now, isEnded.has(alert.fingerprint)),
    };
  }

  #show(now: EpochMs): void {
    this.#shown = this.#shownAt(now);
    this.#options.changed();
  }

  #shownAt(now: EpochMs): readonly AlertSnapshot[] {
    const { book } = this.#keeper.memory;
    return book.alerts.map((alert) => this.#snapshotOf(alert, book, now, false)).toSorted(byUrgency);
  }

  #snapshotOf(alert: AlertState, book: AlertBook, now: EpochMs, isEnded: boolean): AlertSnapshot {
    const watch = this.#watches.get(alert.fingerprint);
    return alertSnapshotOf(alert, {
      silence: silenceOf(book.silences, alert, now),
      inhibitedBy: watch === undefined ? null : inhibitorOf(watch, book.alerts),
      ...(isEnded ? { endedAt: now } : {}),
    });
  }

  #livedUntil(now: EpochMs): DurationMs {
    const since = this.#lookedAt === null ? 0 : now - this.#lookedAt;
    this.#lookedAt = now;
    return ms(Math.min(Math.max(0, since), 2 * this.#every));
  }

  #markOf(now: EpochMs): EpochMs {
    return epochMs(Math.round(now / this.#every) * this.#every);
  }
}

function lastStartsOf(past: readonly AlertSnapshot[]): ReadonlyMap<string, EpochMs> {
  const starts = new Map<string, EpochMs>();
  for (const { fingerprint, startsAtMs } of past)
    starts.set(fingerprint, epochMs(Math.max(startsAtMs ?? 0, starts.get(fingerprint) ?? 0)));
  return starts;
}

const byUrgency = (a: AlertSnapshot, b: AlertSnapshot): number =>
  Number(a.status === "pending") - Number(b.status === "pending") ||
  byGravity(a.severity, b.severity) ||
  STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) ||
  (a.fingerprint < b.fingerprint ? -1 : 1);
