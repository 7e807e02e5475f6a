import { readFileSync } from "node:fs";

import { z } from "zod";

const table = z.array(z.array(z.number()).length(7)).length(6);

/** The figures of the report that the baseline is made from, and a simulated quarter is held against. */
const seedReportSchema = z.object({
  calls: z.object({
    total: z.number(),
    queued: z.object({
      total: z.number(),
      answered: z.number(),
      unanswered: z.number(),
      voicemail: z.number(),
      abandoned: z.number(),
    }),
    blacklisted: z.number(),
    closedInWelcome: z.number(),
    totalTalkSeconds: z.number(),
    averageWaitSeconds: z.number(),
    outbound: z.number(),
    byBandAndWeekdayMonFirst: table,
  }),
  chats: z.object({
    total: z.number(),
    byEntry: z.object({ app: z.number(), site: z.number() }),
    byFirstResponse: z.object({ within20s: z.number(), from20to60s: z.number(), over60s: z.number() }),
    byBandAndWeekdayMonFirst: table,
  }),
});

export type SeedReport = z.output<typeof seedReportSchema>;

const besidesSchema = z.object({
  calls: z.object({
    previousQuarterTotal: z.number(),
    peakDay: z.object({ date: z.string(), approximately: z.number() }),
  }),
});

const readFixture = (): unknown => {
  const file = new URL("../fixtures/seed/report-2025-sep-nov.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
};

/** September to November 2025: 91 days, 13 of each weekday, 25 November a Tuesday. */
export const readSeedReport = (): SeedReport => seedReportSchema.parse(readFixture());

/** "Almost 800" calls net of blacklisted ones, on 25 November. */
export const readSeedPeakDay = () => besidesSchema.parse(readFixture()).calls.peakDay;

/** All calls of June to August. */
export const readSeedPreviousQuarter = () => besidesSchema.parse(readFixture()).calls.previousQuarterTotal;
