/** All alerts of a house, and one look further for all of them. */
import { type EpochMs, hours, later, ms } from "#domain/time.ts";

import { type AlertState, stepAlert, type Tick } from "./alert-state.ts";
import { inhibitorOf } from "./inhibition.ts";
import {
  asTold,
  causeOf,
  isEndTold,
  type RepeatRule,
  type Telling,
  type TellingCause,
  tellingsOf,
} from "./notification.ts";
import type { AlertReadings } from "./readings.ts";
import { isInForce, type Silence, silenceOf } from "./silence.ts";
import type { Watch } from "./watches.ts";

/** Plain data: saved as it is. */
export interface AlertBook {
  readonly alerts: readonly AlertState[];
  /** Those in force. */
  readonly silences: readonly Silence[];
}

export const EMPTY_BOOK: AlertBook = { alerts: [], silences: [] };

export interface BookStep {
  readonly book: AlertBook;
  /** Alerts that were resolved. */
  readonly ended: readonly AlertState[];
  /** What receivers are to be told, in order. */
  readonly tellings: readonly Telling[];
}

/**
 * Judges every watch, and says what is to be told. An alert whose rule is switched off, or
 * whose source is gone from the configuration, is resolved: nobody would ever look at it again.
 */
export function stepBook(
  before: AlertBook,
  look: {
    readonly watches: readonly Watch[];
    readonly readings: AlertReadings;
    readonly repeat: RepeatRule;
    readonly tick: Tick;
    /** When an alert that is over fired last, by fingerprint: one that fires again has begun later, whatever the clock says. */
    readonly lastStarts?: ReadonlyMap<string, EpochMs>;
  },
): BookStep {
  const { watches, readings, repeat, tick, lastStarts } = look;
  const known = new Map(before.alerts.map((alert) => [alert.fingerprint, alert]));
  const alerts: AlertState[] = [];
  const ended: AlertState[] = [];
  for (const watch of watches) {
    const alert = known.get(watch.fingerprint) ?? null;
    const why = alert === null || alert.status === "pending" ? null : alert.reason;
    const step = stepAlert(alert, watch, watch.judge(readings, tick.now, why), tick);
    if (step.state !== null) alerts.push(begunAfter(step.state, lastStarts?.get(watch.fingerprint)));
    if (step.ended !== null) ended.push(step.ended);
    known.delete(watch.fingerprint);
  }
  for (const orphan of known.values()) if (orphan.status !== "pending") ended.push(orphan);
  const silences = before.silences.filter((silence) => isInForce(silence, tick.now));
  const told = tell({ alerts, silences }, watches, repeat, tick.now);
  const ends = ended.filter(isEndTold).map((alert) => ({ cause: "resolved" as const, alert }));
  return {
    book: { alerts: told.alerts, silences },
    ended,
    tellings: tellingsOf([...told.news, ...ends]),
  };
}

/** Whoever took care of an alarm has gone home: it is told again while it goes on. By the clock, as silences end. */
const ACKNOWLEDGED_FOR = hours(8);
const withoutLapsed = (alert: AlertState, now: EpochMs): AlertState =>
  alert.severity === "alarm" &&
  alert.acknowledged !== null &&
  now > later(alert.acknowledged.at, ACKNOWLEDGED_FOR)
    ? { ...alert, acknowledged: null }
    : alert;

/** Its start is part of the ids of its messages: no two firings of an alert may share it. */
const begunAfter = (alert: AlertState, last: EpochMs | undefined): AlertState =>
  last === undefined || alert.startsAt === null || alert.startsAt > last
    ? alert
    : { ...alert, startsAt: later(last, ms(1)) };

function tell(
  { alerts, silences }: AlertBook,
  watches: readonly Watch[],
  repeat: RepeatRule,
  now: EpochMs,
): {
  alerts: readonly AlertState[];
  news: readonly { readonly cause: TellingCause; readonly alert: AlertState }[];
} {
  const byFingerprint = new Map(watches.map((watch) => [watch.fingerprint, watch]));
  const news: { cause: TellingCause; alert: AlertState }[] = [];
  const after = alerts.map((known) => {
    const alert = withoutLapsed(known, now);
    const watch = byFingerprint.get(alert.fingerprint);
    const isInhibited = watch !== undefined && inhibitorOf(watch, alerts) !== null;
    const isMuted = isInhibited || silenceOf(silences, alert, now) !== null;
    const cause = causeOf(alert, { isMuted, repeat });
    if (cause === null) return alert;
    const told = asTold(alert, cause);
    news.push({ cause, alert: told });
    return told;
  });
  return { alerts: after, news };
}
