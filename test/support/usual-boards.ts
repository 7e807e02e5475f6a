/** Boards of days held against the usual. All figures are invented. */
import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { crowded, usual } from "./boards.ts";
import { against, type Day } from "./invented-day.ts";

const WEDNESDAY = {
  asOfMs: Date.parse("2026-11-25T10:42:30+01:00"),
  dayStartMs: Date.parse("2026-11-25T00:00:00+01:00"),
  dayEndMs: Date.parse("2026-11-26T00:00:00+01:00"),
};
const THE_DAY = { it: "25 novembre", en: "25 November" };

const phoneDay: Day = { count: 187, ordinaryDay: 315, projected: 341, lowest: 305, highest: 380 };
const chatDay: Day = { count: 41, ordinaryDay: 78, projected: 77, lowest: 62, highest: 93 };
const team = {
  phone: { needed: 4, busy: 3, available: 2, paused: 1 },
  chat: { needed: 2, busy: 2, available: 2 },
};

/** An ordinary afternoon. */
export const ordinaryDay = against(usual, { phone: phoneDay, chat: chatDay }, { teams: team });

/** The eve of a great day, which announces itself. */
export const eve: BoardSnapshot = {
  ...ordinaryDay,
  announcement: {
    name: THE_DAY,
    when: "tomorrow",
    times: 2.9,
    lastTime: [
      { channel: "phone", count: 796 },
      { channel: "chat", count: 195 },
    ],
  },
};

/** The first weeks of a house. */
export const learning = against(
  usual,
  {
    phone: { ...phoneDay, learning: { week: 2, of: 4 } },
    chat: { ...chatDay, learning: { week: 2, of: 4 } },
  },
  { teams: team },
);

/** A source was silent over noon. */
export const withGap = against(
  usual,
  {
    phone: { ...phoneDay, count: 118, projected: 268, lowest: 236, highest: 303, gaps: [[110, 146]] },
    chat: chatDay,
  },
  { teams: team },
);

/** Started at five past twelve: nothing is known of the morning. */
export const seenSinceNoon = against(
  usual,
  {
    phone: {
      ...phoneDay,
      count: 62,
      projected: 214,
      lowest: 185,
      highest: 246,
      gaps: [[0, 145]],
    },
    chat: {
      ...chatDay,
      count: 14,
      projected: 52,
      lowest: 40,
      highest: 66,
      gaps: [[0, 145]],
    },
  },
  { teams: team },
);

/** The phone rings no more, though the PBX is in touch. */
export const tooQuiet = against(
  usual,
  {
    phone: {
      ...phoneDay,
      count: 96,
      projected: 250,
      lowest: 214,
      highest: 290,
      tooQuiet: { sinceMinutes: 340, expected: 14.2 },
    },
    chat: chatDay,
  },
  { teams: team },
);

const calm = against(usual, { phone: phoneDay, chat: chatDay }, { teams: team });

/** A night: few are there, and nobody waits. */
export const smallHours = against(
  {
    ...usual,
    channels: usual.channels.map(({ now, ...one }) => ({
      ...one,
      now: { ...now, waiting: 0, longestWaitSinceMs: null, inConversation: 1 },
    })),
  },
  {
    phone: { ...phoneDay, count: 19, projected: 308, lowest: 272, highest: 347 },
    chat: { ...chatDay, count: 4, projected: 76, lowest: 61, highest: 92 },
  },
  {
    asOfMs: Date.parse("2026-11-24T03:12:20+01:00"),
    teams: { phone: { needed: 2, busy: 1, available: 2 }, chat: { needed: 1, busy: 1, available: 1 } },
  },
);

/** More calls come than the team can take. */
export const understaffed = against(
  calm,
  { phone: phoneDay, chat: chatDay },
  { teams: { ...team, phone: { needed: 10, busy: 8, available: 0, paused: 1 } } },
);

const surgingPhone: Day = {
  ...phoneDay,
  count: 286,
  projected: 768,
  lowest: 685,
  highest: 905,
  level: "surge",
  ratio: 2.13,
  sinceMinutes: 27,
};
const surgingChat: Day = { ...chatDay, count: 61, projected: 120, lowest: 96, highest: 150 };
const manyTeams = {
  phone: { needed: 10, busy: 8, available: 0, paused: 1 },
  chat: { needed: 4, busy: 3, available: 1 },
};

/** Many calls, and nobody knew beforehand. */
export const surge = against(
  usual,
  { phone: surgingPhone, chat: surgingChat },
  { ...WEDNESDAY, teams: manyTeams },
);

/** Somewhat more calls than usual for some while. */
export const elevated = against(
  usual,
  {
    phone: {
      ...surgingPhone,
      count: 150,
      projected: 420,
      lowest: 362,
      highest: 480,
      level: "elevated",
      ratio: 1.48,
      sinceMinutes: 72,
    },
    chat: chatDay,
  },
  { ...WEDNESDAY, teams: team },
);

/** Both channels surge, and how. */
export const extreme = against(
  crowded,
  {
    phone: {
      ...surgingPhone,
      count: 1_336,
      projected: 3_120,
      lowest: 2_870,
      highest: 3_790,
      level: "extreme",
      ratio: 4.24,
      sinceMinutes: 145,
    },
    chat: {
      ...surgingChat,
      count: 1_045,
      projected: 2_210,
      lowest: 1_905,
      highest: 2_630,
      level: "extreme",
      ratio: 5.1,
      sinceMinutes: 130,
    },
  },
  {
    ...WEDNESDAY,
    teams: {
      phone: { needed: 24, busy: 10, available: 1, paused: 1 },
      chat: { needed: 18, busy: 11, available: 1 },
    },
    togetherDay: { ratio: 4.43, sinceMinutes: 145 },
  },
);

/** 25 November, many calls and as many as the calendar foresaw. */
export const greatDay = against(
  usual,
  {
    phone: { ...phoneDay, count: 286, foreseen: 2.66, projected: 768, lowest: 630, highest: 905 },
    chat: { ...chatDay, count: 61, foreseen: 2.5, projected: 188, lowest: 150, highest: 226 },
  },
  { ...WEDNESDAY, knownDay: THE_DAY, teams: manyTeams, togetherDay: { foreseen: 2.6 } },
);

/** 25 November, and even more calls than the calendar foresaw. */
export const greaterDay = against(
  usual,
  {
    phone: {
      ...surgingPhone,
      count: 486,
      foreseen: 2.66,
      projected: 1_240,
      lowest: 1_084,
      highest: 1_420,
      ratio: 1.81,
    },
    chat: { ...chatDay, count: 61, foreseen: 2.5, projected: 188, lowest: 150, highest: 226 },
  },
  {
    ...WEDNESDAY,
    knownDay: THE_DAY,
    teams: manyTeams,
    togetherDay: { level: "elevated", foreseen: 2.6, ratio: 1.5 },
  },
);

/** The morning of a great day, before it has begun to be one. */
export const morning: BoardSnapshot = {
  ...against(
    usual,
    {
      phone: { ...phoneDay, count: 42, foreseen: 1.3, projected: 801, lowest: 640, highest: 960 },
      chat: { ...chatDay, count: 8, foreseen: 1.3, projected: 192, lowest: 151, highest: 233 },
    },
    { ...WEDNESDAY, asOfMs: Date.parse("2026-11-25T07:10:00+01:00"), knownDay: THE_DAY, teams: team },
  ),
  announcement: eve.announcement && { ...eve.announcement, when: "today" },
};
