/** The rules of answer rates on simulated months: how often they are wrong, and how soon they are right. */
import { alertRulesOf } from "#config/alert-rules.ts";
import { alertsSchema } from "#config/alerts-schema.ts";
import { type AlertState, stepAlert } from "#domain/alert/alert-state.ts";
import { judgeRate } from "#domain/alert/rate-falls.ts";
import type { RateFallsRule } from "#domain/alert/rules.ts";
import type { Severity } from "#domain/alert/severity.ts";
import type { Channel } from "#domain/contact-event.ts";
import { epochMs, ms, seconds } from "#domain/time.ts";

import {
  draws,
  HOUR,
  hourOfWeek,
  MONTH,
  type Outcome,
  outcomeOf,
  plannedTeam,
  queue,
  type QueuedCall,
  reportTeam,
} from "./outcome-streams.ts";

/** Seconds from one look to the next; the minute changes little and costs much. */
export const LOOK = 60;
const START_HOURS = [2, 7, 10, 13, 17, 21];
const FALL_LASTS = 12 * HOUR;
const EMPTY = { info: 0, watch: 0, alarm: 0 };

export const RULES = alertRulesOf(alertsSchema.parse({}));
export const rateRule = (clustering: number): RateFallsRule => {
  const rule = RULES["rate-falls"];
  if (rule === null) throw new TypeError("the rule is on by default");
  return { ...rule, clustering };
};

const WATCH = { fingerprint: "x", rule: "rate-falls", channel: "chat", source: null } as const;
/** The first instant of each severity in a run of outcomes. */
type Firsts = Readonly<Record<Severity, number>>;

/** Looks at a rate every minute. `onFire`: a severity is reached that was not. */
function watchRate(
  outcomes: readonly Outcome[],
  options: {
    readonly rule: RateFallsRule;
    readonly target: number;
    readonly from: number;
    readonly to: number;
    readonly onFire: (severity: Severity, at: number) => void;
  },
): void {
  const { rule, target, from, to, onFire } = options;
  const window = rule.window / seconds(1);
  let state: AlertState | null = null;
  let [oldest, newest, n, met] = [0, 0, 0, 0];
  for (let now = from; now <= to; now += LOOK) {
    for (let next = outcomes[newest]; next !== undefined && next.at <= now; next = outcomes[newest]) {
      n += 1;
      met += next.isGood ? 1 : 0;
      newest += 1;
    }
    for (
      let next = outcomes[oldest];
      next !== undefined && next.at <= now - window;
      next = outcomes[oldest]
    ) {
      n -= 1;
      met -= next.isGood ? 1 : 0;
      oldest += 1;
    }
    const before: Severity | null = state === null || state.status === "pending" ? null : state.severity;
    const judgement = judgeRate(
      { threshold: seconds(20), n, met, clustering: null, answeredAgo: met > 0 ? ms(0) : null },
      { channel: "chat", target },
      rule,
    );
    state = stepAlert(state, WATCH, judgement, { now: epochMs(now * 1_000), lived: ms(LOOK * 1_000) }).state;
    if (state === null || state.status === "pending" || state.severity === before) continue;
    if (before === null || (before === "watch" && state.severity === "alarm")) {
      if (before === null) onFire("watch", now);
      if (state.severity === "alarm") onFire("alarm", now);
    }
  }
}

/** Alerts a month in ordinary operation. */
function falseRateAlerts(
  outcomes: readonly Outcome[],
  months: number,
  rule: RateFallsRule,
  target: number,
): Firsts {
  const count = { ...EMPTY };
  watchRate(outcomes, {
    rule,
    target,
    from: 0,
    to: months * MONTH,
    onFire: (severity) => (count[severity] += 1),
  });
  return { info: 0, watch: count.watch / months, alarm: count.alarm / months };
}

/** Hours until each severity, `Infinity` for not within twelve; runs in which one fired before are left out. */
function hoursToFire(
  outcomes: readonly Outcome[],
  start: number,
  rule: RateFallsRule,
  target: number,
): { readonly watch: number; readonly alarm: number } | null {
  const first = { watch: Infinity, alarm: Infinity };
  const window = rule.window / seconds(1);
  const own = outcomes.slice(indexOf(outcomes, start - 2 * window), indexOf(outcomes, start + FALL_LASTS));
  watchRate(own, {
    rule,
    target,
    from: start - window,
    to: start + FALL_LASTS,
    onFire(severity, at) {
      if (severity !== "info") first[severity] = Math.min(first[severity], (at - start) / HOUR);
    },
  });
  return first.watch < 0 ? null : first;
}

/** Of the first outcome at or after an instant, by halving. */
function indexOf(outcomes: readonly Outcome[], at: number): number {
  let [low, high] = [0, outcomes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((outcomes[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface RateTrial {
  readonly false: Firsts;
  /** Hours until each severity after a fall that lasts twelve hours. */
  readonly found: readonly { readonly watch: number; readonly alarm: number }[];
}

/** Starts of falls: every third day at each of some hours. */
function* fallStarts(months: number): Iterable<number> {
  for (let day = 1; (day + 1) * 24 * HOUR < months * MONTH; day += 3)
    for (const hour of START_HOURS) yield (day * 24 + hour) * HOUR;
}

/** Outcomes that are drawn: each by itself, or in clusters. */
export function drawnTrial(options: {
  readonly channel: Channel;
  readonly areClustered: boolean;
  readonly clustering: number;
  readonly rate: number;
  readonly fallsTo: number;
  readonly months: number;
  readonly seed: string;
}): RateTrial {
  const { channel, areClustered, rate, fallsTo, months } = options;
  const rule = rateRule(options.clustering);
  const drawn = draws(channel, options);
  const outcomes = drawn.map((draw) => outcomeOf(draw, rate, areClustered));
  const fallen = drawn.map((draw) => outcomeOf(draw, fallsTo, areClustered));
  const found = [...fallStarts(months)].flatMap((start) => {
    const first = indexOf(outcomes, start - 9 * HOUR);
    const turn = indexOf(outcomes, start);
    const last = indexOf(outcomes, start + FALL_LASTS);
    const near = [...outcomes.slice(first, turn), ...fallen.slice(turn, last)];
    return hoursToFire(near, start, rule, rate) ?? [];
  });
  return { false: falseRateAlerts(outcomes, months, rule, rate), found };
}

const isInTime = ({ decidedAt, wait, isAnswered }: QueuedCall): Outcome => ({
  at: decidedAt,
  isGood: isAnswered && wait <= 20,
});

/** A real queue, and one of which every twelve hours every other day lack an operator. */
export function queueTrial(options: {
  readonly clustering: number;
  readonly months: number;
  readonly seed: string;
}): RateTrial & {
  readonly rates: readonly [usual: number, fallen: number];
} {
  const { months, seed, clustering } = options;
  const team = plannedTeam();
  const rule = rateRule(clustering);
  const usual = queue({ seed, months, teamAt: (at) => team[hourOfWeek(at)] ?? 1 }).map(isInTime);
  const found: { watch: number; alarm: number }[] = [];
  const fallenOutcomes: Outcome[] = [];
  // One hour of start at a time, so that falls lie apart.
  for (const hour of START_HOURS) {
    const startOf = (at: number): number =>
      Math.floor((at - hour * HOUR) / (48 * HOUR)) * 48 * HOUR + hour * HOUR;
    const isFallen = (at: number): boolean => at - startOf(at) < FALL_LASTS;
    const outcomes = queue({
      seed: `${seed} ${hour}`,
      months: months / START_HOURS.length,
      teamAt: (at) => Math.max(0, (team[hourOfWeek(at)] ?? 1) - (isFallen(at) ? 1 : 0)),
    }).map(isInTime);
    fallenOutcomes.push(...outcomes.filter(({ at }) => isFallen(at)));
    for (
      let start = (48 + hour) * HOUR;
      start + FALL_LASTS < (months / START_HOURS.length) * MONTH;
      start += 48 * HOUR
    ) {
      const one = hoursToFire(outcomes, start, rule, 0.81);
      if (one !== null) found.push(one);
    }
  }
  return {
    false: falseRateAlerts(usual, months, rule, 0.81),
    found,
    rates: [shareOf(usual), shareOf(fallenOutcomes)],
  };
}

/** The rule as shipped on the answer rate of a queue with the report's team: alerts a month, and the rate. */
export function answerRateTrial(months: number, seed: string) {
  const team = reportTeam();
  const calls = queue({ seed, months, teamAt: (at) => team[hourOfWeek(at)] ?? 1 });
  const outcomes = calls.map(({ decidedAt, isAnswered }) => ({ at: decidedAt, isGood: isAnswered }));
  const rule = RULES["rate-falls"];
  if (rule === null) throw new TypeError("the rule is on by default");
  return { false: falseRateAlerts(outcomes, months, rule, 0.846), rate: shareOf(outcomes) };
}

const shareOf = (outcomes: readonly Outcome[]): number =>
  outcomes.filter(({ isGood }) => isGood).length / outcomes.length;
