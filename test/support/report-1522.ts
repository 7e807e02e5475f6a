/** The report of the printed quarter as the server gives it: what is printed exactly, what is not invented around it. */
import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { ChannelReport, NamedPeriod, Report, ReportPeriod } from "#wire/report.ts";

import seed from "../fixtures/seed/report-2025-sep-nov.json" with { type: "json" };
import { shareOf } from "./report-shares.ts";
import { bandTablesOf, daysOf, weekOf } from "./report-week.ts";

type Figures = BoardSnapshot["channels"][number]["last60Minutes"];

const QUARTER: ReportPeriod = {
  from: "2025-09-01",
  to: "2025-11-30",
  startMs: Date.parse("2025-09-01T00:00:00+02:00"),
  endMs: Date.parse("2025-12-01T00:00:00+01:00"),
  days: 91,
};
const SUMMER: ReportPeriod = {
  from: "2025-06-01",
  to: "2025-08-31",
  startMs: Date.parse("2025-06-01T00:00:00+02:00"),
  endMs: QUARTER.startMs,
  days: 92,
};

const NO_COUNTS: ChannelReport["counts"] = {
  arrived: 0,
  blacklisted: 0,
  closedInWelcome: 0,
  botOnly: 0,
  interruptedBeforeQueue: 0,
  inWelcomeNow: 0,
  queued: 0,
  answered: 0,
  abandoned: 0,
  unanswered: 0,
  voicemail: 0,
  interruptedWaiting: 0,
  waitingNow: 0,
};

const ratio = (count: number, whole: number): number => count / whole;

/** What follows from the counts, the figures and the week of a channel. */
function channelOf(given: {
  readonly channel: ChannelReport["channel"];
  readonly counts: ChannelReport["counts"];
  readonly figures: Figures;
  readonly printed: readonly (readonly number[])[];
  readonly peak: number;
  readonly rest: Pick<ChannelReport, "answerBands" | "neverAnswered" | "entries" | "languages">;
}): ChannelReport {
  const { channel, counts, figures, printed, peak, rest } = given;
  const week = weekOf(printed);
  const days = daysOf(week, { blacklisted: counts.blacklisted, peak });
  const net = counts.arrived - counts.blacklisted;
  return {
    channel,
    counts,
    net,
    isKnown: true,
    arrivedShares: {
      queued: ratio(counts.queued, counts.arrived),
      blacklisted: ratio(counts.blacklisted, counts.arrived),
      closedInWelcome: ratio(counts.closedInWelcome, counts.arrived),
    },
    queuedShares: {
      answered: ratio(counts.answered, counts.queued),
      abandoned: ratio(counts.abandoned, counts.queued),
      unanswered: ratio(counts.unanswered, counts.queued),
      voicemail: ratio(counts.voicemail, counts.queued),
    },
    figures,
    bandTables: bandTablesOf(week),
    byWeekdayAndHour: week,
    days,
    dailyMean: { days: days.length, arrived: counts.arrived / days.length, net: net / days.length },
    peakDay: days.reduce<ChannelReport["peakDay"]>(
      (best, { date, net: own }) => (own === null || (best && best.net >= own) ? best : { date, net: own }),
      null,
    ),
    ...rest,
  };
}

const { calls, chats } = seed;

function phone(): ChannelReport {
  const { queued, blacklisted, closedInWelcome } = calls;
  const decided = queued.answered + queued.abandoned + queued.unanswered + queued.voicemail;
  const inTime = Math.round(0.613 * decided);
  return channelOf({
    channel: "phone",
    counts: {
      ...NO_COUNTS,
      arrived: calls.total,
      blacklisted,
      closedInWelcome,
      queued: queued.total,
      answered: queued.answered,
      abandoned: queued.abandoned,
      unanswered: queued.unanswered,
      voicemail: queued.voicemail,
    },
    figures: {
      wait: {
        n: queued.answered,
        averageMs: calls.averageWaitSeconds * 1_000,
        medianMs: 14_000,
        p90Ms: 141_000,
        longestMs: 1_725_000,
      },
      abandonedWait: {
        n: queued.abandoned,
        averageMs: 118_000,
        medianMs: 71_000,
        p90Ms: 292_000,
        longestMs: 1_395_000,
      },
      answerRate: { value: queued.answered / decided, n: decided },
      abandonment: { value: queued.abandoned / decided, n: decided },
      shortAbandons: 211,
      serviceLevels: [{ thresholdMs: 20_000, value: inTime / decided, n: decided }],
      talk: {
        n: queued.answered,
        totalMs: calls.totalTalkSeconds * 1_000,
        averageMs: (calls.totalTalkSeconds * 1_000) / queued.answered,
      },
      occupancy: null,
    },
    printed: calls.byBandAndWeekdayMonFirst,
    peak: 877,
    rest: {
      answerBands: [
        { withinMs: 20_000, ...shareOf(inTime, queued.total) },
        { withinMs: null, ...shareOf(queued.total - inTime, queued.total) },
      ],
      neverAnswered: queued.total - queued.answered,
      entries: [{ entry: "phone", ...shareOf(calls.total, calls.total) }],
      languages: [
        { language: "it", arrived: 18_020, queued: 18_020, answered: 15_300 },
        { language: "en", arrived: 520, queued: 520, answered: 400 },
        { language: "es", arrived: 160, queued: 160, answered: 120 },
        { language: "fr", arrived: 140, queued: 140, answered: 110 },
        { language: "ar", arrived: 70, queued: 70, answered: 55 },
        { language: "de", arrived: 37, queued: 37, answered: 35 },
        { language: null, arrived: calls.total - queued.total, queued: 0, answered: 0 },
      ],
    },
  });
}

function chat(): ChannelReport {
  const { within20s, from20to60s, over60s } = chats.byFirstResponse;
  const neverAnswered = 121;
  const answered = chats.total - neverAnswered;
  return channelOf({
    channel: "chat",
    counts: {
      ...NO_COUNTS,
      arrived: chats.total,
      queued: chats.total,
      answered,
      abandoned: 88,
      unanswered: 33,
    },
    figures: {
      wait: { n: answered, averageMs: 19_000, medianMs: 9_000, p90Ms: 38_000, longestMs: 912_000 },
      abandonedWait: { n: 88, averageMs: 95_000, medianMs: 74_000, p90Ms: 260_000, longestMs: 640_000 },
      answerRate: { value: answered / chats.total, n: chats.total },
      abandonment: { value: 88 / chats.total, n: chats.total },
      shortAbandons: 9,
      serviceLevels: [
        { thresholdMs: 20_000, value: within20s / chats.total, n: chats.total },
        { thresholdMs: 60_000, value: (within20s + from20to60s) / chats.total, n: chats.total },
      ],
      talk: { n: answered, totalMs: 7_480_000_000, averageMs: 1_049_825 },
      occupancy: null,
    },
    printed: chats.byBandAndWeekdayMonFirst,
    peak: 128,
    rest: {
      answerBands: [
        { withinMs: 20_000, ...shareOf(within20s, chats.total) },
        { withinMs: 60_000, ...shareOf(from20to60s, chats.total) },
        { withinMs: null, ...shareOf(over60s, chats.total) },
      ],
      neverAnswered,
      entries: [
        { entry: "app", ...shareOf(chats.byEntry.app, chats.total) },
        { entry: "site", ...shareOf(chats.byEntry.site, chats.total) },
      ],
      languages: [{ language: "it", arrived: chats.total, queued: chats.total, answered }],
    },
  });
}

/** As asked on 4 December 2025, a quarter to eleven in Rome. */
export const report1522: Report = {
  house: "1522",
  timeZone: seed.timeZone,
  simulated: false,
  asOfMs: Date.parse("2025-12-04T10:45:00+01:00"),
  period: QUARTER,
  knownFrom: "2025-06-01",
  channels: [phone(), chat()],
  outbound: {
    total: calls.outbound,
    purposes: [
      { purpose: "network", ...shareOf(96, calls.outbound) },
      { purpose: "emergency", ...shareOf(31, calls.outbound) },
      { purpose: "transfer", ...shareOf(22, calls.outbound) },
      { purpose: "other", ...shareOf(calls.outbound - 149, calls.outbound) },
    ],
  },
  before: {
    period: SUMMER,
    complete: true,
    channels: [
      {
        channel: "phone",
        arrived: calls.previousQuarterTotal,
        net: 27_480,
        answered: 15_412,
        change: (calls.total - calls.previousQuarterTotal) / calls.previousQuarterTotal,
      },
      { channel: "chat", arrived: 7_390, net: 7_390, answered: 7_221, change: (chats.total - 7_390) / 7_390 },
    ],
    outbound: 1_382,
  },
};

/** Newest first. */
const NAMED: readonly Omit<NamedPeriod, "isOver">[] = [
  { kind: "contract-quarter", from: "2025-12-01", to: "2026-02-28" },
  { kind: "month", from: "2025-12-01", to: "2025-12-31" },
  { kind: "month", from: "2025-11-01", to: "2025-11-30" },
  { kind: "calendar-quarter", from: "2025-10-01", to: "2025-12-31" },
  { kind: "month", from: "2025-10-01", to: "2025-10-31" },
  { kind: "contract-quarter", from: QUARTER.from, to: QUARTER.to },
  { kind: "month", from: "2025-09-01", to: "2025-09-30" },
  { kind: "calendar-quarter", from: "2025-07-01", to: "2025-09-30" },
  { kind: "contract-quarter", from: SUMMER.from, to: SUMMER.to },
];

/** As the server gives them on a date. */
export const periodsOn = (today: string): readonly NamedPeriod[] =>
  NAMED.map(({ kind, from, to }) => ({ kind, from, to, isOver: to < today }));

export const periods1522 = periodsOn("2025-12-02");
