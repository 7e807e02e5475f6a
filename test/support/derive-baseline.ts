/**
 * Makes `config/baseline-1522.json` from the seed report. What the report does
 * not tell is assumed here, in one place, and tuned until simulated days have
 * the report's shape.
 */
import type { Baseline } from "#config/baseline-schema.ts";

import { ordinaryWeek } from "./ordinary-week.ts";
import type { SeedReport } from "./seed-report.ts";

/** "Quasi 800" calls net of blacklisted ones; chats as the Tuesday column implies. */
const PEAK_DAY = { netCalls: 796, blacklisted: 80, chats: 195 };

export function deriveBaseline({ calls, chats }: SeedReport): Baseline {
  const net = calls.total - calls.blacklisted;
  const ordinaryNetShare =
    (net - PEAK_DAY.netCalls) / (calls.total - PEAK_DAY.netCalls - PEAK_DAY.blacklisted);
  const callsPerHour = ordinaryWeek(calls.byBandAndWeekdayMonFirst, PEAK_DAY.netCalls + PEAK_DAY.blacklisted);
  const lostByTime = calls.queued.unanswered + calls.queued.voicemail;
  return {
    about:
      "1522, made from the report September-November 2025 by `node test/support/cli/write-baseline.ts`. " +
      "From the report: perHour (25 November removed, smoothed), shares of outcomes, entries and voicemail, mean talk time of calls, outbound calls. " +
      "Assumed and tuned so that simulated days have the report's waits and outcomes: everything else.",
    channels: {
      phone: {
        about:
          "Calls. perHour is net of blacklisted ones, Monday first. Times in seconds unless named otherwise.",
        perHour: rounded(callsPerHour.map((row) => row.map((value) => value * ordinaryNetShare))),
        dispersion: { day: 0.1, hour: 0.2, memoryMinutes: 120 },
        blacklistedShare: digits(1 - ordinaryNetShare),
        welcome: {
          closedShare: digits(calls.closedInWelcome / net),
          secondsToClose: { mean: 14, cv: 0.6, min: 1, max: 45 },
          secondsToQueue: { mean: 26, cv: 0.25, min: 12, max: 60 },
        },
        entryShares: { phone: 1 },
        languageShares: { en: 0.04, fr: 0.015, es: 0.02, ar: 0.02, de: 0.008 },
        patience: { meanSeconds: 870, hastyShare: 0.02, hastySeconds: 5 },
        overflowSeconds: { mean: 950, cv: 1.3, min: 45, max: 1800 },
        voicemailShare: digits(calls.queued.voicemail / lostByTime),
        ringSeconds: { mean: 5.4, cv: 0.3, min: 3, max: 8 },
        talkSeconds: {
          mean: digits(calls.totalTalkSeconds / calls.queued.answered),
          cv: 1.15,
          min: 5,
          max: 7200,
        },
        wrapUpSeconds: { mean: 38, cv: 0.3, min: 20, max: 60 },
        operators: {
          perHour: [2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3],
          breakEveryMinutes: 120,
          breakMinutes: { min: 8, max: 20 },
          casesShare: 0.43,
          caseMinutes: { min: 8, max: 26 },
        },
      },
      chat: {
        about: "Chats. ringSeconds runs from the moment an operator is free to her first message.",
        perHour: rounded(ordinaryWeek(chats.byBandAndWeekdayMonFirst, PEAK_DAY.chats)),
        dispersion: { day: 0.08, hour: 0.12, memoryMinutes: 120 },
        blacklistedShare: 0,
        welcome: null,
        entryShares: {
          site: digits(chats.byEntry.site / chats.total),
          app: digits(chats.byEntry.app / chats.total),
        },
        languageShares: {},
        patience: { meanSeconds: 900, hastyShare: 0.005, hastySeconds: 5 },
        overflowSeconds: { mean: 900, cv: 0.3, min: 300, max: 1800 },
        voicemailShare: 0,
        ringSeconds: { mean: 12.5, cv: 0.72, min: 3, max: 90 },
        talkSeconds: { mean: 840, cv: 0.8, min: 20, max: 7200 },
        wrapUpSeconds: { mean: 30, cv: 0.4, min: 10, max: 60 },
        operators: {
          perHour: [4, 4, 3, 3, 2, 2, 2, 3, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4],
          breakEveryMinutes: 120,
          breakMinutes: { min: 8, max: 20 },
          casesShare: 0.05,
          caseMinutes: { min: 5, max: 15 },
        },
      },
    },
    outbound: {
      about: "Calls made by operators, between 9 and 18 h.",
      perDay: digits(calls.outbound / 91),
      purposeShares: { network: 0.6, transfer: 0.25, emergency: 0.1, other: 0.05 },
    },
    peaks: PEAKS,
  };
}

/** The days around 25 November are an assumption; 8 March had no measurable effect (ISTAT, 2024). */
const PEAKS: Baseline["peaks"] = [
  {
    name: "25 November",
    month: 11,
    day: 25,
    onMeanDay: true,
    dispersion: { day: 0.01, hour: 0.05 },
    blocks: [
      { from: 0, to: 8, phone: 1.3, chat: 1.3 },
      { from: 8, to: 24, phone: 2.7, chat: 2.77 },
    ],
    operators: { phone: 1.75, chat: 1.4 },
  },
  ...[
    { day: 22, times: 1.15 },
    { day: 23, times: 1.15 },
    { day: 24, times: 1.4 },
    { day: 26, times: 1.4 },
    { day: 27, times: 1.15 },
  ].map(({ day, times }) => ({
    name: "around 25 November",
    month: 11,
    day,
    onMeanDay: false,
    blocks: [{ from: 0, to: 24, phone: times, chat: times }],
    operators: { phone: 1.25, chat: 1.25 },
  })),
  {
    name: "8 March",
    month: 3,
    day: 8,
    onMeanDay: false,
    blocks: [{ from: 0, to: 24, phone: 1.1, chat: 1.1 }],
    operators: { phone: 1, chat: 1 },
  },
];

const digits = (value: number): number => Number(value.toPrecision(5));
const rounded = (week: readonly (readonly number[])[]): number[][] => week.map((row) => row.map(digits));
