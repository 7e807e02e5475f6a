/** What came lately as a schema, for the OpenAPI document. The compiler holds it equal to `wire/history.ts`. */
import { z } from "zod";

import { type DayHistory, type History, HISTORY_WINDOWS } from "#wire/history.ts";

import { channel, count, instant } from "./wire-fields.ts";

const formula = z.strictObject({ it: z.string(), en: z.string() });

const counts = z
  .strictObject({
    net: count,
    answered: count,
    abandoned: count,
    unanswered: count,
    voicemail: count,
    notQueued: count.meta({ description: "Ended or interrupted before a queue, or with the bot alone." }),
    undecided: count.meta({ description: "Waiting, in welcome, or interrupted while they waited." }),
  })
  .nullable()
  .meta({ description: "`null`: nothing is known of any hour of it, which is not zero." });

const stretches = z.array(
  z.strictObject({ fromMs: instant, toMs: instant, hours: count, knownHours: count, counts }),
);

const week = z.array(z.array(z.strictObject({ mean: z.number().min(0).nullable(), hours: count })));

export const historySchema = z.strictObject({
  window: z.enum(HISTORY_WINDOWS),
  asOfMs: instant,
  fromMs: instant,
  toMs: instant,
  channels: z.array(z.strictObject({ channel, stretches, week })),
  formulas: z.strictObject({ counts: formula, week: formula }),
}) satisfies z.ZodType<History>;

const day = z.strictObject({
  date: z.iso.date(),
  startMs: instant,
  endMs: instant,
  channels: z.array(z.strictObject({ channel, stretches })),
});

export const dayHistorySchema = z.strictObject({
  asOfMs: instant,
  today: day,
  lastYear: z.strictObject({ basis: z.enum(["date", "weekday"]), day }),
  formulas: z.strictObject({ counts: formula }),
}) satisfies z.ZodType<DayHistory>;
