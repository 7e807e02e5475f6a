/** Invented histories of the house of 1522 for browser tests: a helpline's days, with hours that nobody saw. */
import { createCalendar } from "#domain/calendar.ts";
import { epochMs } from "#domain/time.ts";
import {
  type DayHistory,
  type DayOfHours,
  type History,
  type HistoryChannel,
  HISTORY_FORMULAS,
  type HistoryWindow,
  type StretchSnapshot,
} from "#wire/history.ts";

import { SHAPE } from "./invented-day.ts";

const calendar = createCalendar("Europe/Rome");
const HOUR_MS = 3_600_000;
const CHANNELS = [
  { channel: "phone", aDay: 315 },
  { channel: "chat", aDay: 78 },
] as const;

/** What an hour of the clock brings; it differs from day to day and is the same every time. */
function netOf(fromMs: number, aDay: number): number {
  const hour = calendar.local(epochMs(fromMs)).hour;
  const share = (SHAPE[hour * 12 + 11] ?? 0) - (SHAPE[hour * 12 - 1] ?? 0);
  return Math.round(aDay * share * (1 + 0.25 * Math.sin(fromMs / 7.3e6)));
}

const countsOf = (net: number): StretchSnapshot["counts"] => {
  const [abandoned, unanswered, notQueued] = [0.08, 0.05, 0.12].map((share) => Math.round(net * share));
  const parts = { abandoned: abandoned ?? 0, unanswered: unanswered ?? 0, notQueued: notQueued ?? 0 };
  const answered = net - parts.abandoned - parts.unanswered - parts.notQueued;
  return { net, answered, ...parts, voicemail: 0, undecided: 0 };
};

interface Invented {
  readonly nowMs: number;
  /** Whether nothing is known of the hour. */
  readonly isUnknown: (fromMs: number) => boolean;
}

function hoursBetween(
  fromMs: number,
  toMs: number,
  aDay: number,
  { nowMs, isUnknown }: Invented,
): StretchSnapshot[] {
  const stretches: StretchSnapshot[] = [];
  for (let at = fromMs; at < toMs; at += HOUR_MS) {
    const isKnown = at <= nowMs && !isUnknown(at);
    stretches.push({
      fromMs: at,
      toMs: at + HOUR_MS,
      hours: 1,
      knownHours: isKnown ? 1 : 0,
      counts: isKnown ? countsOf(netOf(at, aDay)) : null,
    });
  }
  return stretches;
}

function dayStretch(fromMs: number, toMs: number, aDay: number, invented: Invented): StretchSnapshot {
  const hours = hoursBetween(fromMs, toMs, aDay, invented);
  const known = hours.filter(({ counts }) => counts !== null);
  const net = known.reduce((sum, { counts }) => sum + (counts?.net ?? 0), 0);
  return {
    fromMs,
    toMs,
    hours: hours.length,
    knownHours: known.length,
    counts: known.length === 0 ? null : countsOf(net),
  };
}

export function historyOf(
  window: HistoryWindow,
  nowMs: number,
  isUnknown: Invented["isUnknown"] = () => false,
): History {
  const invented = { nowMs, isUnknown };
  const today = calendar.dayOf(epochMs(nowMs));
  const back = window === "13w" ? 90 : 6;
  const fromMs =
    window === "24h"
      ? calendar.hourOf(epochMs(nowMs)) - 23 * HOUR_MS
      : calendar.daysLater(today.start, -back);
  const toMs = window === "24h" ? calendar.hourOf(epochMs(nowMs)) + HOUR_MS : today.end;
  const days = Array.from({ length: back + 1 }, (_, at) => calendar.daysLater(today.start, at - back));
  const channels = CHANNELS.map(({ channel, aDay }): HistoryChannel => ({
    channel,
    stretches:
      window === "13w"
        ? days.map((start) => dayStretch(start, calendar.daysLater(start, 1), aDay, invented))
        : hoursBetween(fromMs, toMs, aDay, invented),
    week: Array.from({ length: 7 }, (_, day) =>
      Array.from({ length: 24 }, (__, hour) => {
        const mean = netOf(fromMs + (day * 24 + hour) * HOUR_MS, aDay) * (day > 4 ? 0.8 : 1) + 0.3;
        return day === 6 && hour === 4 ? { mean: null, hours: 0 } : { mean, hours: 13 };
      }),
    ),
  }));
  return { window, asOfMs: nowMs, fromMs, toMs, channels, formulas: HISTORY_FORMULAS };
}

/** Today beside last year; `isKnown`: whether anything is known of last year's day. */
export function dayHistoryOf(
  nowMs: number,
  { basis = "weekday", isKnown = true }: { basis?: DayHistory["lastYear"]["basis"]; isKnown?: boolean } = {},
): DayHistory {
  const today = calendar.dayOf(epochMs(nowMs));
  const before =
    basis === "weekday"
      ? calendar.dayOf(calendar.daysLater(today.start, -364))
      : (calendar.dayCalled(`${Number(today.key.slice(0, 4)) - 1}${today.key.slice(4)}`) ?? today);
  const dayOf = (day: typeof today, isUnknown: () => boolean): DayOfHours => ({
    date: day.key,
    startMs: day.start,
    endMs: day.end,
    channels: CHANNELS.map(({ channel, aDay }) => ({
      channel,
      stretches: hoursBetween(day.start, day.end, aDay, { nowMs, isUnknown }),
    })),
  });
  return {
    asOfMs: nowMs,
    today: dayOf(today, () => false),
    lastYear: { basis, day: dayOf(before, () => !isKnown) },
    formulas: { counts: HISTORY_FORMULAS.counts },
  };
}
