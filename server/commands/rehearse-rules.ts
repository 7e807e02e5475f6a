/** Plays a rehearsal of the alert rules as the server would look at it, every five seconds. */
import { alertRulesOf } from "#config/alert-rules.ts";
import {
  minutesOf,
  type Rehearsal,
  type RehearsedChannel,
  type RuleTests,
  type Series,
} from "#config/rule-tests-schema.ts";
import { EMPTY_BOOK, stepBook } from "#domain/alert/alert-book.ts";
import type { AlertReadings, ChannelReading, SurgeNow } from "#domain/alert/readings.ts";
import { watchesOf } from "#domain/alert/watches.ts";
import { type Channel, CHANNELS } from "#domain/contact-event.ts";
import type { SurgeLevel } from "#domain/surge.ts";
import { earlier, type EpochMs, epochMs, hours, later, minutes, ms, seconds } from "#domain/time.ts";

const EVERY = seconds(5);
/** An ordinary morning; no rule knows the date. */
const START = epochMs(Date.UTC(2026, 10, 18, 9));
const RECEIVER = "receiver";
const LONG_AGO = hours(1);

/** A moment at which something else was the case than expected. */
export interface Mismatch {
  readonly atMinute: number | null;
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
}

/** What differs from what was expected; nothing when all is as it should be. */
export function rehearse(rehearsal: Rehearsal, { alerts, targets }: RuleTests): readonly Mismatch[] {
  const rules = alertRulesOf(alerts);
  const channels = CHANNELS.filter((channel) => rehearsal[channel] !== undefined);
  const watches = watchesOf(
    {
      channels: channels.map((channel) => ({
        channel,
        sources: [channel],
        rates: Object.entries(targets[channel]).map(([name, target]) => ({
          threshold: thresholdOf(name),
          target,
        })),
      })),
      sources: channels,
      receivers: [RECEIVER],
    },
    rules,
  );
  const expected = rehearsal.expect.toSorted((a, b) => a.atMinute - b.atMinute);
  const end = minutes(minutesOf(rehearsal));
  const mismatches: Mismatch[] = [];
  const told: string[] = [];
  const standing = new Standing();
  let book = EMPTY_BOOK;
  for (let lived = 0, next = 0; lived <= end; lived += EVERY) {
    const tick = { now: later(START, ms(lived)), lived: lived === 0 ? ms(0) : EVERY };
    const step = Math.floor(lived / minutes(rehearsal.everyMinutes));
    const readings = readingsOf(rehearsal, { channels, step, now: tick.now, standing });
    const looked = stepBook(book, { watches, readings, repeat: rules.repeat, tick });
    book = looked.book;
    for (const { cause, alerts: news } of looked.tellings)
      for (const alert of news)
        told.push(`${clockOf(lived)} ${cause} ${alert.severity} ${alert.fingerprint}`);
    for (
      let moment = expected[next];
      moment !== undefined && minutes(moment.atMinute) < lived + EVERY;
      moment = expected[next]
    ) {
      const shown = book.alerts.map(
        ({ status, severity, fingerprint }) => `${status} ${severity} ${fingerprint}`,
      );
      mismatches.push(...differences(moment.atMinute, moment.alerts, shown));
      next += 1;
    }
  }
  const wanted = rehearsal.told ?? (expected.length === 0 ? [] : null);
  return wanted === null ? mismatches : [...mismatches, ...inOrder(wanted, told)];
}

function differences(
  atMinute: number | null,
  wanted: readonly string[],
  found: readonly string[],
): Mismatch[] {
  const missing = wanted.filter((one) => !found.includes(one));
  const unexpected = found.filter((one) => !wanted.includes(one));
  return missing.length === 0 && unexpected.length === 0 ? [] : [{ atMinute, missing, unexpected }];
}

/** What was told is a list: the same lines in another order, or one twice, differ. */
function inOrder(wanted: readonly string[], found: readonly string[]): Mismatch[] {
  const differing = differences(null, wanted, found);
  if (differing.length > 0 || wanted.join("\n") === found.join("\n")) return differing;
  return [{ atMinute: null, missing: wanted, unexpected: found }];
}

/** How long something has been the case, look by look. */
class Standing {
  readonly #lasts = new Map<string, number>();

  step(name: string, holds: boolean): number {
    const before = this.#lasts.get(name);
    if (!holds) {
      this.#lasts.delete(name);
      return 0;
    }
    const lasts = before === undefined ? 0 : before + EVERY;
    this.#lasts.set(name, lasts);
    return lasts;
  }
}

interface Look {
  readonly channels: readonly Channel[];
  readonly step: number;
  readonly now: EpochMs;
  readonly standing: Standing;
}

function readingsOf(rehearsal: Rehearsal, look: Look): AlertReadings {
  const { channels, step, now, standing } = look;
  const silentFor = new Map(
    channels.map((channel) => [
      channel,
      ms(standing.step(`silent ${channel}`, at(rehearsal[channel]?.source, step) === "down")),
    ]),
  );
  const when = at(rehearsal.knownDay, step);
  const isStuck = at(rehearsal.receiver, step) === "stuck";
  const stuckFor = ms(standing.step("stuck", isStuck));
  return {
    channels: new Map(
      channels.flatMap((channel) => {
        const series = rehearsal[channel];
        const isInTouch = (silentFor.get(channel) ?? 0) < seconds(15);
        return series === undefined ? [] : [[channel, channelAt(channel, series, isInTouch, look)] as const];
      }),
    ),
    together: surgeAt(rehearsal.together?.surge, step),
    announcement:
      when === null || when === "none" ? null : { name: { en: "known day" }, when, times: 2, lastTime: null },
    sources: new Map(
      channels.map((channel) => {
        const silent = silentFor.get(channel) ?? ms(0);
        return [channel, { silentFor: silent, heardAt: earlier(now, silent) }];
      }),
    ),
    receivers: new Map(
      isStuck ? [[RECEIVER, { since: earlier(now, stuckFor), stuckFor, count: 1, givenUp: 0 }]] : [],
    ),
  };
}

function channelAt(
  channel: Channel,
  series: RehearsedChannel,
  isInTouch: boolean,
  { step, now, standing }: Look,
): ChannelReading {
  const onLine = at(series.onLine, step);
  const waitingFor = standing.step(`waiting ${channel}`, (at(series.waiting, step) ?? 0) > 0);
  const isWaiting = (at(series.waiting, step) ?? 0) > 0;
  const lost = at(series.lost, step);
  const quiet = at(series.tooQuiet, step);
  return {
    channel,
    isInTouch,
    isPartlyInTouch: isInTouch,
    rates: Object.entries(series.rates).flatMap(([name, values]) => {
      const rate = at(values, step);
      return rate === null
        ? []
        : [
            {
              threshold: thresholdOf(name),
              clustering: null,
              answeredAgo: rate.met > 0 ? ms(0) : null,
              ...rate,
            },
          ];
    }),
    lost: lost === null ? null : lostRow(lost, now),
    waitingSince: isWaiting ? earlier(now, ms(waitingFor)) : null,
    operators: onLine === null ? null : { onLine, attending: at(series.attending, step) ?? onLine },
    needed: at(series.needed, step),
    surge: surgeAt(series.surge, step),
    quiet:
      quiet === null
        ? null
        : { tooQuiet: quiet === "yes" ? { since: earlier(now, LONG_AGO), expected: 20 } : null },
  };
}

const lostRow = ({ count, minutes: length }: { count: number; minutes: number }, now: EpochMs) => ({
  count,
  from: count === 0 ? null : earlier(now, minutes(length)),
  to: count === 0 ? null : now,
  answeredAt: count === 0 ? now : null,
});

function surgeAt(series: Series<SurgeLevel> | undefined, step: number): SurgeNow | null {
  const level = at(series, step);
  return level === null ? null : { level, ratio: 1, lowerBound: 1, window: hours(1) };
}

/** The last value stays. */
function at<T>(series: Series<T> | undefined, step: number): T | null {
  return series?.[Math.min(step, series.length - 1)] ?? null;
}

const thresholdOf = (name: string) => (name === "answered" ? null : seconds(Number.parseInt(name, 10)));

function clockOf(lived: number): string {
  const second = Math.round(lived / 1_000);
  return `${Math.floor(second / 60)}:${String(second % 60).padStart(2, "0")}`;
}
