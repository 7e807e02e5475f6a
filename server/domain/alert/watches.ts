/** What is watched in a house: each rule, for everything that it may be about. */
import type { Channel, SourceId } from "#domain/contact-event.ts";
import { type DurationMs, type EpochMs, minutes, seconds } from "#domain/time.ts";

import type { AlertReason } from "./reason.ts";
import { judged, type Judgement, NO_DATA } from "./judgement.ts";
import { judgeAnswering } from "./nobody-answers.ts";
import { judgeRate } from "./rate-falls.ts";
import type { AlertReadings, ChannelReading, SurgeNow } from "./readings.ts";
import type { AlertRules, RuleName, SurgeRule, UnderstaffedRule } from "./rules.ts";

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
  /** Silent sources among these make it say nothing: any of them, or only all together. */
  readonly inhibitedBy: readonly SourceId[];
  readonly needs: "every-source" | "any-source";
  /** Is not told of it: it would wait for the very receiver that it is about. */
  readonly receiver: string | null;
  /** Pure. `before`: why it has been firing so far; `null`: it has not. How long what it says has lasted is the state machine's affair. */
  readonly judge: (readings: AlertReadings, now: EpochMs, before: AlertReason | null) => Judgement;
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
  needs: "every-source",
  receiver: null,
  ...watch,
});

function channelWatches(
  { channel, sources, rates }: WatchedHouse["channels"][number],
  rules: AlertRules,
): Watch[] {
  const watch = (
    rule: RuleName,
    judge: (reading: ChannelReading, now: EpochMs, before: AlertReason | null) => Judgement,
    { suffix = "", needs = "every-source" }: { suffix?: string; needs?: Watch["needs"] } = {},
  ): Watch =>
    watchOf({
      fingerprint: `${rule}/${channel}${suffix}`,
      rule,
      channel,
      inhibitedBy: sources,
      needs,
      judge(readings, now, before) {
        const reading = readings.channels.get(channel);
        const hears = needs === "any-source" ? reading?.isPartlyInTouch : reading?.isInTouch;
        return reading !== undefined && hears === true ? judge(reading, now, before) : NO_DATA;
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
    watches.push(
      watch("nobody-answers", (...look) => judgeAnswering(nobodyAnswers, ...look), { needs: "any-source" }),
    );
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
          { suffix: threshold === null ? "/answered" : `/${threshold / seconds(1)}s` },
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
        const { since, stuckFor, count, givenUp } = reading;
        const reason = { kind: "undelivered", receiver, sinceMs: since, waiting: count, givenUp } as const;
        // It is over when it has taken a message: neither a restart, which counts anew, nor giving up delivers one.
        const holds = givenUp > 0 || stuckFor >= rule.after;
        return { ...judged(rule.severity, holds, reason), kept: rule.severity };
      },
    }),
  ];
}

function judgeTeam({ operators, needed, channel }: ChannelReading, rule: UnderstaffedRule): Judgement {
  if (operators === null || needed === null) return NO_DATA;
  const { onLine } = operators;
  return judged(rule.severity, onLine < needed, { kind: "understaffed", channel, onLine, needed }, rule);
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
