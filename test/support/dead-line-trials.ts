/** Callers lost in a row, on simulated months: how often without a cause, and how soon when nobody is there. */
import { type AlertState, stepAlert } from "#domain/alert/alert-state.ts";
import type { AlertReadings, ChannelReading, LostRow } from "#domain/alert/readings.ts";
import { watchesOf } from "#domain/alert/watches.ts";
import { epochMs, ms } from "#domain/time.ts";

import { LOOK, RULES } from "./alert-trials.ts";
import { HOUR, hourOfWeek, MONTH, plannedTeam, queue, type QueuedCall } from "./outcome-streams.ts";

const DEAD_LINE = watchesOf(
  { channels: [{ channel: "phone", sources: ["pbx"], rates: [] }], sources: [], receivers: [] },
  RULES,
).find(({ rule }) => rule === "nobody-answers");

/** Looks at a queue for callers that are lost in a row; answers when it fired. */
function deadLine(calls: readonly QueuedCall[], from: number, to: number): number[] {
  const fired: number[] = [];
  let state: AlertState | null = null;
  let row: LostRow | null = null;
  let next = 0;
  for (let now = from; now <= to; now += LOOK) {
    for (let call = calls[next]; call !== undefined && call.decidedAt <= now; call = calls[next]) {
      row = grown(row, call);
      next += 1;
    }
    if (DEAD_LINE === undefined) throw new TypeError("the rule is on by default");
    const at = epochMs(now * 1_000);
    const judgement = DEAD_LINE.judge(
      readingsOf(row),
      at,
      state === null || state.status === "pending" ? null : state.reason,
    );
    const step = stepAlert(state, DEAD_LINE, judgement, { now: at, lived: ms(LOOK * 1_000) });
    if (step.state !== null && state === null) fired.push(now);
    state = step.state;
  }
  return fired;
}

function grown(row: LostRow | null, { isAnswered, decidedAt }: QueuedCall): LostRow {
  const at = epochMs(decidedAt * 1_000);
  if (isAnswered) return { count: 0, from: null, to: null, answeredAt: at };
  return { count: (row?.count ?? 0) + 1, from: row?.from ?? at, to: at, answeredAt: row?.answeredAt ?? null };
}

function readingsOf(lost: LostRow | null): AlertReadings {
  const phone: ChannelReading = {
    channel: "phone",
    isInTouch: true,
    isPartlyInTouch: true,
    rates: [],
    lost,
    waitingSince: null,
    operators: null,
    needed: null,
    surge: null,
    quiet: null,
  };
  return {
    channels: new Map([["phone", phone]]),
    together: null,
    announcement: null,
    sources: new Map(),
    receivers: new Map(),
  };
}

/** False alarms a month of a team, and the share of callers it answers. */
export function falseDeadLines(team: readonly number[], months: number, seed: string) {
  const calls = queue({ seed, months, teamAt: (at) => team[hourOfWeek(at)] ?? 1 });
  return {
    perMonth: deadLine(calls, 0, months * MONTH).length / months,
    answered: calls.filter(({ isAnswered }) => isAnswered).length / calls.length,
  };
}

/** Minutes until the alarm when at this hour of every second day everybody leaves for eight hours. */
export function minutesToDeadLine(hour: number, months: number, seed: string): number[] {
  const team = plannedTeam();
  const isGone = (at: number): boolean => (at + (48 - hour) * HOUR) % (48 * HOUR) < 8 * HOUR;
  const calls = queue({ seed, months, teamAt: (at) => (isGone(at) ? 0 : (team[hourOfWeek(at)] ?? 1)) });
  const found: number[] = [];
  for (let start = (48 + hour) * HOUR; start + 8 * HOUR < months * MONTH; start += 48 * HOUR) {
    const own = calls.filter(({ decidedAt }) => decidedAt > start - 4 * HOUR && decidedAt < start + 8 * HOUR);
    const first = deadLine(own, start - HOUR, start + 8 * HOUR)[0] ?? Infinity;
    if (first >= start) found.push((first - start) / 60);
  }
  return found;
}
