/** A report as a schema, for the OpenAPI document. The compiler holds it equal to `wire/report.ts`. */
import { z } from "zod";

import type { NamedPeriod, Report } from "#wire/report.ts";

import { channel, count, instant, ratio } from "./wire-fields.ts";
import { fateNames, fates, periodFields } from "./wire-schema.ts";

const date = z.iso.date();
const share = { count, share: ratio.nullable() };
const period = z.strictObject({ from: date, to: date, startMs: instant, endMs: instant, days: count });
const shares = z.partialRecord(fateNames, ratio);
const mean = z.number().min(0).nullable();

const bandTable = z.strictObject({
  rows: z.array(
    z.strictObject({
      band: z.strictObject({ fromHour: z.int(), toHour: z.int() }),
      byWeekday: z.array(count).meta({ description: "Monday first." }),
      total: z.strictObject(share),
    }),
  ),
  weekdays: z.array(z.strictObject(share)),
  total: count,
});

const day = z.strictObject({
  date,
  arrived: count.nullable(),
  net: count.nullable(),
  hours: count,
  knownHours: count,
  state: z.enum(["ahead", "open", "provisional", "closed"]),
});

const channelReport = z.strictObject({
  channel,
  isKnown: z.boolean(),
  counts: fates,
  net: count,
  arrivedShares: shares,
  queuedShares: shares,
  figures: z.strictObject(periodFields),
  answerBands: z.array(z.strictObject({ withinMs: z.number().nullable(), ...share })),
  neverAnswered: count,
  entries: z.array(z.strictObject({ entry: z.string(), ...share })),
  languages: z.array(
    z.strictObject({ language: z.string().nullable(), arrived: count, queued: count, answered: count }),
  ),
  bandTables: z.array(bandTable),
  byWeekdayAndHour: z.array(z.array(count)),
  days: z.array(day),
  dailyMean: z.strictObject({ days: count, arrived: mean, net: mean }),
  peakDay: z.strictObject({ date, net: count }).nullable(),
});

const comparison = z.strictObject({
  period,
  complete: z.boolean(),
  channels: z.array(
    z.strictObject({ channel, arrived: count, net: count, answered: count, change: z.number().nullable() }),
  ),
  outbound: count,
});

export const reportSchema = z.strictObject({
  house: z.string(),
  timeZone: z.string(),
  simulated: z.boolean(),
  asOfMs: instant,
  period,
  knownFrom: date.nullable(),
  channels: z.array(channelReport),
  outbound: z.strictObject({
    total: count,
    purposes: z.array(z.strictObject({ purpose: z.string(), ...share })),
  }),
  before: comparison.nullable(),
}) satisfies z.ZodType<Report>;

export const periodsSchema = z.array(
  z.strictObject({
    kind: z.enum(["contract-quarter", "calendar-quarter", "month"]),
    from: date,
    to: date,
    isOver: z.boolean(),
  }),
) satisfies z.ZodType<readonly NamedPeriod[]>;
