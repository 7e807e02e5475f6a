/** Boards for browser and view tests. All figures are invented. */
import type { BoardSnapshot, ChannelSnapshot, FateCounts, PeriodFigures } from "#wire/board-snapshot.ts";

import { house1522 } from "./houses.ts";

const MINUTE_MS = 60_000;
const STEP_MS = 5 * MINUTE_MS;

/** Tuesday 24 November 2026, 15:20:07 in Rome. */
export const NOW_MS = Date.parse("2026-11-24T15:20:07+01:00");
const DAY_START_MS = Date.parse("2026-11-24T00:00:00+01:00");
const DAY_MS = 24 * 60 * MINUTE_MS;

const rate = (value: number | null, n: number) => ({ value, n: value === null ? 0 : n });
const waits = (averageMs: number | null) => ({
  n: averageMs === null ? 0 : 40,
  averageMs,
  medianMs: averageMs,
  p90Ms: averageMs,
  longestMs: averageMs,
});

function period(
  averageMs: number | null,
  answered: number | null,
  levels: PeriodFigures["serviceLevels"],
): PeriodFigures {
  return {
    wait: waits(averageMs),
    abandonedWait: waits(null),
    answerRate: rate(answered, 180),
    abandonment: rate(0.1, 180),
    shortAbandons: 2,
    serviceLevels: levels,
    talk: { n: 100, totalMs: 60_000_000, averageMs: 600_000 },
    occupancy: null,
  };
}

const counts: FateCounts = {
  arrived: 190,
  blacklisted: 3,
  closedInWelcome: 40,
  botOnly: 0,
  interruptedBeforeQueue: 0,
  inWelcomeNow: 0,
  queued: 150,
  answered: 129,
  abandoned: 12,
  unanswered: 6,
  voicemail: 2,
  interruptedWaiting: 0,
  waitingNow: 1,
};

interface Wishes {
  readonly waiting: number;
  readonly unconfirmed?: number;
  readonly longestSeconds: number | null;
  readonly inConversation: number;
  readonly byLanguage?: readonly number[];
  readonly open?: readonly string[];
  readonly byEntry?: readonly number[];
  readonly operators: { busy: number; available: number; paused: number } | null;
  readonly averageMs: number | null;
  readonly averageTodayMs: number | null;
  readonly answered: number | null;
  readonly levels: PeriodFigures["serviceLevels"];
  readonly estimated?: number;
  readonly total: number;
}

function channel(name: "phone" | "chat", nowMs: number, index: number, wishes: Wishes): ChannelSnapshot {
  const { operators, averageMs, averageTodayMs, answered, levels } = wishes;
  const recent = period(averageMs, answered, levels);
  const open = wishes.open ?? ["it", "en"];
  return {
    channel: name,
    now: {
      waiting: wishes.waiting,
      unconfirmed: wishes.unconfirmed ?? 0,
      longestWaitSinceMs: wishes.longestSeconds === null ? null : nowMs - wishes.longestSeconds * 1_000,
      inConversation: wishes.inConversation,
      languages: house1522.languages.map((language, at) => ({
        language,
        desk: open.includes(language) ? "open" : "closed",
        waiting: wishes.byLanguage?.[at] ?? 0,
        inConversation: 0,
      })),
      entries: (name === "chat" ? ["site", "app"] : ["phone"]).map((entry, at) => ({
        entry,
        waiting: wishes.byEntry?.[at] ?? 0,
        inConversation: 0,
      })),
      operators: operators && {
        ...operators,
        ringing: 0,
        wrapUp: 0,
        offline: 2,
        onLine: operators.busy + operators.available,
      },
    },
    today: {
      ...period(averageTodayMs, answered, levels),
      counts,
      estimated: wishes.estimated ?? 0,
      net: wishes.total,
    },
    last15Minutes: recent,
    last30Minutes: recent,
    last60Minutes: recent,
    trend: { index, cumulative: wishes.total },
    gaps: [],
    outlook: null,
  };
}

const level = (seconds: number, value: number, n: number) => ({ thresholdMs: seconds * 1_000, value, n });

function board(nowMs: number, phone: Wishes, chat: Wishes | null, dayStartMs = DAY_START_MS): BoardSnapshot {
  const index = Math.floor((nowMs - dayStartMs) / STEP_MS);
  const channels = [channel("phone", nowMs, index, phone)];
  if (chat) channels.push(channel("chat", nowMs, index, chat));
  return {
    revision: 1,
    asOfMs: nowMs,
    dayStartMs,
    dayEndMs: dayStartMs + DAY_MS,
    channels,
    together: null,
    knownDay: null,
    announcement: null,
    alerts: [],
    bus: null,
    sources: [
      { source: "pbx", link: "live" },
      { source: "chats", link: "live" },
    ],
  };
}

const usualPhone: Wishes = {
  waiting: 1,
  longestSeconds: 14,
  inConversation: 3,
  byLanguage: [1],
  operators: { busy: 3, available: 2, paused: 1 },
  averageMs: 42_000,
  averageTodayMs: 50_000,
  answered: 0.86,
  levels: [level(20, 0.82, 180)],
  total: 187,
};

const usualChat: Wishes = {
  waiting: 0,
  longestSeconds: null,
  inConversation: 2,
  operators: { busy: 2, available: 2, paused: 0 },
  averageMs: 15_000,
  averageTodayMs: 16_000,
  answered: 0.96,
  levels: [level(20, 0.83, 41), level(60, 0.96, 41)],
  total: 41,
};

/** An ordinary afternoon. */
export const usual = board(NOW_MS, usualPhone, usualChat);

/** What the house without chat shows at the same instant: its own morning. */
export const phoneOnly = board(NOW_MS, usualPhone, null, Date.parse("2026-11-24T00:00:00-05:00"));

const busyPhone: Wishes = {
  ...usualPhone,
  waiting: 16,
  longestSeconds: 3_725,
  inConversation: 12,
  byLanguage: [11, 3, 0, 1, 1],
  open: ["it", "en", "fr", "es", "ar", "de"],
  operators: { busy: 12, available: 0, paused: 3 },
  averageMs: 694_000,
  averageTodayMs: 370_000,
  answered: 0.78,
  total: 786,
};

const busyChat: Wishes = {
  ...usualChat,
  waiting: 13,
  longestSeconds: 638,
  inConversation: 14,
  byEntry: [10, 3],
  operators: { busy: 14, available: 0, paused: 0 },
  levels: [level(20, 0.69, 161), level(60, 0.93, 161)],
  total: 161,
};

/** Many call at once, more than are answered in time. */
export const busy = board(NOW_MS, busyPhone, busyChat);

/** The widest of everything that a wall may have to show. */
export const crowded = board(
  NOW_MS,
  {
    ...busyPhone,
    open: ["it", "en", "fr", "es", "ar"],
    operators: { busy: 9, available: 2, paused: 1 },
    averageTodayMs: 3_790_000,
    total: 1_336,
  },
  {
    ...busyChat,
    operators: { busy: 10, available: 2, paused: 0 },
    unconfirmed: 12,
    estimated: 1_024,
    levels: [level(20, 0.69, 1_045), level(60, 0.93, 1_045)],
    total: 1_045,
  },
);

/** Some chats that nobody can tell of any more, and answers whose wait is a guess. */
export const doubtful = board(NOW_MS, usualPhone, {
  ...usualChat,
  waiting: 3,
  unconfirmed: 2,
  longestSeconds: 70,
  byEntry: [2, 1],
  operators: null,
  estimated: 3,
});

/** Midday of a working day: five desks are open, and few wait. */
export const midday = board(
  NOW_MS,
  { ...usualPhone, open: ["it", "en", "fr", "es", "ar"], operators: { busy: 9, available: 3, paused: 0 } },
  usualChat,
);

/** Rates of the day below their targets, and nobody who waits long now. */
export const missed = board(
  NOW_MS,
  { ...usualPhone, answered: 0.78 },
  { ...usualChat, levels: busyChat.levels },
);

/** A night in which nothing happened yet. */
export const empty = board(
  Date.parse("2026-11-24T00:03:20+01:00"),
  {
    ...usualPhone,
    waiting: 0,
    longestSeconds: null,
    inConversation: 0,
    byLanguage: [0],
    open: ["it"],
    operators: null,
    averageMs: null,
    averageTodayMs: null,
    answered: null,
    levels: [{ thresholdMs: 20_000, value: null, n: 0 }],
    total: 0,
  },
  {
    ...usualChat,
    inConversation: 0,
    operators: { busy: 0, available: 0, paused: 0 },
    levels: [
      { thresholdMs: 20_000, value: null, n: 0 },
      { thresholdMs: 60_000, value: null, n: 0 },
    ],
    total: 0,
  },
);
