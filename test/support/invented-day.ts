/** Invents what a board knows of the usual: a day has the shape of a helpline's day. */
import type { BoardSnapshot, ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { ChannelOutlook, OutlookSnapshot, StaffingSnapshot } from "#wire/outlook.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const STEP_MS = 5 * MINUTE_MS;
const STEPS = 288;

/** Share of an ordinary day that has come by the end of each step. */
export const SHAPE = ((): readonly number[] => {
  const parts = Array.from({ length: STEPS }, (_, at) => {
    const hour = at / 12;
    return 0.24 + 1.1 * Math.exp(-(((hour - 10) / 2.6) ** 2)) + 0.95 * Math.exp(-(((hour - 18) / 3.6) ** 2));
  });
  const sum = parts.reduce((a, b) => a + b, 0);
  let soFar = 0;
  return parts.map((part) => (soFar += part) / sum);
})();

type Gaps = ChannelSnapshot["gaps"];

/** Share of an ordinary day that has come before a step. */
const shareBefore = (step: number): number => SHAPE[Math.min(STEPS, step) - 1] ?? 0;

/** The same of what was seen. */
export const seenBefore = (step: number, gaps: Gaps): number =>
  gaps.reduce(
    (share, [from, to]) => share - shareBefore(Math.min(step, to)) + shareBefore(Math.min(step, from)),
    shareBefore(step),
  );
/** Four days in five, roughly. */
export const spread = (value: number): number => 1.3 * Math.sqrt(1.5 * value) + 0.05 * value;
export const rounded = (value: number): number => Math.round(value * 10) / 10;

/** What is invented of one channel. */
export interface Day {
  readonly count: number;
  /** Of an ordinary whole day. */
  readonly ordinaryDay: number;
  /** Times the ordinary that the calendar foresees. */
  readonly foreseen?: number;
  readonly projected: number;
  readonly lowest: number;
  readonly highest: number;
  readonly level?: OutlookSnapshot["surge"]["level"];
  readonly ratio?: number;
  readonly sinceMinutes?: number;
  readonly learning?: OutlookSnapshot["learning"];
  readonly tooQuiet?: { readonly sinceMinutes: number; readonly expected: number };
  /** Steps that nobody saw. */
  readonly gaps?: Gaps;
  readonly newNormalSinceMs?: number;
}

function outlookOf(day: Day, { asOfMs, dayStartMs, dayEndMs }: BoardSnapshot): OutlookSnapshot {
  const { gaps = [] } = day;
  const stepOf = (atMs: number) => Math.floor((atMs - dayStartMs) / STEP_MS);
  const share = shareBefore(stepOf(asOfMs));
  const ordinary = rounded(day.ordinaryDay * seenBefore(stepOf(asOfMs), gaps));
  const expected = rounded(ordinary * (day.foreseen ?? 1));
  const hour = day.ordinaryDay * (share - shareBefore(stepOf(asOfMs - HOUR_MS))) * (day.foreseen ?? 1);
  const ratio = day.ratio ?? day.count / Math.max(1, expected);
  const level = day.level ?? "none";
  const firstHourMs = Math.ceil(asOfMs / HOUR_MS) * HOUR_MS;
  const hoursAhead = Array.from(
    { length: Math.round((dayEndMs - firstHourMs) / HOUR_MS) + 1 },
    (_, index) => {
      const atMs = firstHourMs + index * HOUR_MS;
      return (shareBefore(stepOf(atMs)) - share) / (1 - share);
    },
  );
  const until = (end: number) => hoursAhead.map((done) => Math.round(day.count + (end - day.count) * done));
  const fan = {
    present: null,
    fromMs: firstHourMs,
    toMs: dayEndMs,
    total: until(day.projected),
    low: until(day.lowest),
    high: until(day.highest),
  };
  return {
    asOfMs: asOfMs - (asOfMs % STEP_MS),
    soFar: {
      count: day.count,
      counted: day.count,
      expected,
      low: Math.max(0, Math.round(expected - spread(expected))),
      high: Math.round(expected + spread(expected)),
      ordinary,
      seenSinceMs: gaps[0]?.[0] === 0 ? dayStartMs + gaps[0][1] * STEP_MS : null,
      unseenMs: gaps.reduce((sum, [from, to]) => sum + (to - from) * STEP_MS, 0),
    },
    lastHour: {
      count: Math.round(hour * ratio),
      expected: rounded(hour),
      low: Math.max(0, Math.round(hour - spread(hour))),
      high: Math.round(hour + spread(hour)),
      unseenMs: 0,
    },
    projection: {
      total: day.projected,
      low: day.lowest,
      high: day.highest,
      isAtLeast: level === "surge" || level === "extreme",
      meanError: day.learning ? null : 0.087,
      fan,
    },
    surge: {
      level,
      sinceMs: day.sinceMinutes === undefined ? null : asOfMs - day.sinceMinutes * MINUTE_MS,
      reason: {
        windowMs: HOUR_MS,
        count: Math.round(hour * ratio),
        expected: rounded(hour),
        ratio,
        lowerBound: rounded(ratio * 0.78),
        threshold: { none: 1.3, elevated: 1.3, surge: 1.6, extreme: 2 }[level],
        certainty: 0.99,
      },
    },
    tooQuiet: day.tooQuiet
      ? { sinceMs: asOfMs - day.tooQuiet.sinceMinutes * MINUTE_MS, expected: day.tooQuiet.expected }
      : null,
    learning: day.learning ?? null,
    newNormalSinceMs: day.newNormalSinceMs ?? null,
  };
}

const staffing = (
  needed: number,
  contactsPerHour: number,
  reached: number,
  assumed: StaffingSnapshot["assumed"],
): StaffingSnapshot => ({
  needed,
  neededIfPatient: needed + 1,
  withinMs: 20_000,
  target: 0.8,
  reached,
  contactsPerHour,
  handleMs: 720_000,
  patienceMs: 180_000,
  assumed,
});

interface Team {
  readonly needed: number;
  readonly busy: number;
  readonly available: number;
  readonly paused?: number;
}

interface Extras extends Partial<BoardSnapshot> {
  readonly teams?: Partial<Record<string, Team>>;
  readonly togetherDay?: Partial<Day>;
}

/** A board with its counts held against the usual. */
export function against(
  plain: BoardSnapshot,
  days: Readonly<Record<"phone" | "chat", Day>>,
  extras: Extras = {},
): BoardSnapshot {
  const { teams = {}, togetherDay = {}, ...rest } = extras;
  const board = { ...plain, ...rest };
  const channels = plain.channels.map((one): ChannelSnapshot => {
    const day = days[one.channel];
    const team = teams[one.channel];
    const outlook: ChannelOutlook = {
      ...outlookOf(day, board),
      present:
        one.channel === "phone"
          ? { waiting: 0.7, inConversation: 2.6, waitOfMostMs: 58_000 }
          : { waiting: 0.2, inConversation: 1.8, waitOfMostMs: 31_000 },
      staffing: staffing(
        team?.needed ?? 4,
        rounded(day.count / 10),
        (team?.busy ?? 0) + (team?.available ?? 0) < (team?.needed ?? 4) ? 0.63 : 0.91,
        one.channel === "phone" ? ["patience"] : ["wrapUp", "patience", "concurrency"],
      ),
    };
    const { operators } = one.now;
    const now =
      team && operators
        ? {
            ...one.now,
            operators: {
              ...operators,
              busy: team.busy,
              available: team.available,
              paused: team.paused ?? 0,
              onLine: team.busy + team.available,
            },
          }
        : one.now;
    const index = Math.floor((board.asOfMs - board.dayStartMs) / STEP_MS);
    return {
      ...one,
      now: {
        ...now,
        longestWaitSinceMs:
          now.longestWaitSinceMs === null ? null : now.longestWaitSinceMs + board.asOfMs - plain.asOfMs,
      },
      gaps: day.gaps ?? [],
      today: { ...one.today, net: day.count },
      trend: { index, cumulative: day.count },
      outlook,
    };
  });
  const { phone, chat } = days;
  const both: Day = {
    ...phone,
    count: phone.count + chat.count,
    ordinaryDay: phone.ordinaryDay + chat.ordinaryDay,
    projected: phone.projected + chat.projected,
    lowest: phone.lowest + chat.lowest,
    highest: phone.highest + chat.highest,
    ...togetherDay,
  };
  return { ...board, channels, together: outlookOf(both, board) };
}
