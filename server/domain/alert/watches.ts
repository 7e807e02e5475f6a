/** What is watched in a house: each rule, for everything that it may be about. */
import type { Channel, SourceId } from "#domain/contact-event.ts";
import { type DurationMs, type EpochMs, elapsed, minutes, seconds } from "#domain/time.ts";

import { judged, type Judgement, NO_DATA } from "./judgement.ts";
import { judgeRate } from "./rate-falls.ts";
import type { AlertReadings, ChannelReading, SurgeNow } from "./readings.ts";
import type { AlertRules, NobodyAnswersRule, RuleName, SurgeRule, UnderstaffedRule } from "./rules.ts";

/** A rate that has a target: `threshold` of a service level, or `null` for the answer rate. */
export interface RateTarget {
  readonly threshold: DurationMs | null;
  readonly target: number;
}

/** What of a house can be the matter. */
export interface WatchedHouse {
  readonly channels: readonly {
    readonly channel: Channel;
    /** Sources that deliver its contacts. */
    readonly sources: readonly SourceId[];
    readonly rates: readonly RateTarget[];
  }[];
  readonly sources: readonly SourceId[];
  readonly receivers: readonly string[];
}

/** One alert that there may be. */
export interface Watch {
  /** The same for the same house, whatever the order of its configuration. */
  readonly fingerprint: string;
  readonly rule: RuleName;
  readonly channel: Channel | null;
  readonly source: SourceId | null;
  /** Silent sources among these make it say nothing. */
  readonly inhibitedBy: readonly SourceId[];
  /** Is not told of it: it would wait for the very receiver that it is about. */
  readonly receiver: string | null;
  /** Pure. How long what it says has lasted is the state machine's affair. */
  readonly judge: (readings: AlertReadings, now: EpochMs) => Judgement;
}

export function watchesOf(house: WatchedHouse, rules: AlertRules): readonly Watch[] {
  return [
    ...house.sources.flatMap((source) => sourceWatches(source, rules)),
    ...house.channels.flatMap((channel) => channelWatches(channel, rules)),
    ...togetherWatches(house, rules),
    ...knownDayWatches(rules),
    ...house.receivers.flatMap((receiver) => receiverWatches(receiver, rules)),
  ];
}

/** About nothing in particular, but for what is said. */
const watchOf = (watch: Pick<Watch, "fingerprint" | "rule" | "judge"> & Partial<Watch>): Watch => ({
  channel: null,
  source: null,
  inhibitedBy: [],
  receiver: null,
  ...watch,
});

function channelWatches(
  { channel, sources, rates }: WatchedHouse["channels"][number],
  rules: AlertRules,
): Watch[] {
  const watch = (
    rule: RuleName,
    judge: (reading: ChannelReading, now: EpochMs) => Judgement,
    suffix = "",
  ): Watch =>
    watchOf({
      fingerprint: `${rule}/${channel}${suffix}`,
      rule,
      channel,
      inhibitedBy: sources,
      judge(readings, now) {
        const reading = readings.channels.get(channel);
        return reading?.isInTouch === true ? judge(reading, now) : NO_DATA;
      },
    });
  const {
    "rate-falls": rateFalls,
    "nobody-answers": nobodyAnswers,
    "too-quiet": tooQuiet,
    understaffed,
    surge,
  } = rules;
  const watches: Watch[] = [];
  if (nobodyAnswers !== null)
    watches.push(watch("nobody-answers", (reading, now) => judgeAnswering(reading, nobodyAnswers, now)));
  if (understaffed !== null)
    watches.push(watch("understaffed", (reading) => judgeTeam(reading, understaffed)));
  if (rateFalls !== null)
    for (const { threshold, target } of rates)
      watches.push(
        watch(
          "rate-falls",
          (reading) => {
            const rate = reading.rates.find((one) => one.threshold === threshold);
            return rate === undefined ? NO_DATA : judgeRate(rate, { channel, target }, rateFalls);
          },
          threshold === null ? "/answered" : `/${threshold / seconds(1)}s`,
        ),
      );
  if (surge !== null) watches.push(watch("surge", (reading) => judgeSurge(reading.surge, channel, surge)));
  if (tooQuiet !== null)
    watches.push(watch("too-quiet", (reading) => judgeQuiet(reading, tooQuiet.severity)));
  return watches;
}

function togetherWatches({ channels }: WatchedHouse, { surge }: AlertRules): Watch[] {
  if (surge === null || channels.length < 2) return [];
  return [
    watchOf({
      fingerprint: "surge/together",
      rule: "surge",
      inhibitedBy: [...new Set(channels.flatMap(({ sources }) => sources))],
      judge: (readings) =>
        [...readings.channels.values()].every(({ isInTouch }) => isInTouch)
          ? judgeSurge(readings.together, null, surge)
          : NO_DATA,
    }),
  ];
}

/** For a moment after a start it is not known how great the day is; it is no other day by that. */
const KNOWN_DAY_CLEAR = { clear: minutes(1) };

/** The eve and the morning are told of apart: each is news. */
function knownDayWatches({ "known-day": rule }: AlertRules): Watch[] {
  if (rule === null) return [];
  return (["tomorrow", "today"] as const).map((when) =>
    watchOf({
      fingerprint: `known-day/${when}`,
      rule: "known-day",
      judge({ announcement }) {
        const isNear = announcement?.when === when;
        return judged(
          rule.severity,
          isNear,
          isNear ? { kind: "known-day", ...announcement } : null,
          KNOWN_DAY_CLEAR,
        );
      },
    }),
  );
}

function sourceWatches(source: SourceId, { "source-silent": rule }: AlertRules): Watch[] {
  if (rule === null) return [];
  return [
    watchOf({
      fingerprint: `source-silent/${source}`,
      rule: "source-silent",
      source,
      judge({ sources }) {
        const reading = sources.get(source);
        if (reading === undefined) return NO_DATA;
        const { silentFor, heardAt } = reading;
        const isSilent = silentFor >= rule.after;
        // After a start nobody knows yet whether a source that was silent still is.
        if (!isSilent && heardAt === null) return NO_DATA;
        return judged(rule.severity, isSilent, { kind: "source-silent", source, sinceMs: heardAt }, rule);
      },
    }),
  ];
}

function receiverWatches(receiver: string, { undelivered: rule }: AlertRules): Watch[] {
  if (rule === null) return [];
  return [
    watchOf({
      fingerprint: `undelivered/${receiver}`,
      rule: "undelivered",
      receiver,
      judge({ receivers }) {
        const reading = receivers.get(receiver);
        if (reading === undefined) return judged(rule.severity, false, null);
        const { since, stuckFor, count } = reading;
        const reason = { kind: "undelivered", receiver, sinceMs: since, waiting: count } as const;
        // It is over when nothing waits any more: a restart alone, which counts anew, delivers nothing.
        return { ...judged(rule.severity, stuckFor >= rule.after, reason), kept: rule.severity };
      },
    }),
  ];
}

function judgeTeam({ operators, needed, channel }: ChannelReading, rule: UnderstaffedRule): Judgement {
  if (operators === null || needed === null) return NO_DATA;
  const { onLine } = operators;
  return judged(rule.severity, onLine < needed, { kind: "understaffed", channel, onLine, needed }, rule);
}

/**
 * Lost in a row: at once, because the row has lasted long enough by itself. Nobody there: only
 * after it has lasted, by the machine's own count of time, so that a step of the clock is none.
 */
function judgeAnswering(reading: ChannelReading, rule: NobodyAnswersRule, now: EpochMs): Judgement {
  const { channel, lost, waitingSince, operators } = reading;
  const { clear } = rule;
  if (lost !== null && lost.from !== null && lost.to !== null) {
    const lasts = elapsed(lost.from, lost.to);
    if (lost.count >= rule.lostInARow && lasts >= rule.over)
      return judged(
        rule.severity,
        true,
        { kind: "nobody-answers", channel, lostInARow: lost.count, sinceMs: lost.from },
        { clear },
      );
  }
  if (lost === null && operators === null) return NO_DATA;
  const isUnattended = waitingSince !== null && operators?.attending === 0;
  const reason = isUnattended
    ? ({ kind: "nobody-answers", channel, lostInARow: 0, sinceMs: Math.min(waitingSince, now) } as const)
    : null;
  return judged(rule.severity, isUnattended, reason, { hold: rule.unattended, clear });
}

/** The detector has its own hold times and hysteresis. */
function judgeSurge(surge: SurgeNow | null, channel: Channel | null, rule: SurgeRule): Judgement {
  if (surge === null) return NO_DATA;
  const { level, ratio, lowerBound, window } = surge;
  const severity = level === "none" ? null : rule[level];
  if (severity === null) return judged("info", false, null);
  return judged(severity, true, { kind: "surge", channel, level, ratio, lowerBound, windowMs: window });
}

function judgeQuiet({ channel, quiet }: ChannelReading, severity: "info" | "watch" | "alarm"): Judgement {
  if (quiet === null) return NO_DATA;
  const { tooQuiet } = quiet;
  if (tooQuiet === null) return judged(severity, false, null);
  const { since, expected } = tooQuiet;
  return judged(severity, true, { kind: "too-quiet", channel, sinceMs: since, expected });
}
