/** Today against the usual, as a schema: the OpenAPI document is made from it. The compiler holds it equal to `wire/outlook.ts`. */
import { z } from "zod";

import { SURGE_LEVELS } from "#domain/surge.ts";
import type { AnnouncementSnapshot, ChannelOutlook, OutlookSnapshot } from "#wire/outlook.ts";

import { channel, count, instant, label, milliseconds, ratio } from "./wire-fields.ts";

/** A mean of counts, or a ratio that may exceed 1. */
export const mean = z.number().min(0);

const besideUsual = { count: mean, expected: mean, low: count, high: count };
const projected = { total: mean, low: mean, high: mean };

const outlookFields = {
  asOfMs: instant,
  soFar: z.strictObject({
    ...besideUsual,
    ordinary: mean,
    seenSinceMs: instant.nullable(),
    counted: mean,
    unseenMs: milliseconds,
  }),
  lastHour: z.strictObject({ ...besideUsual, unseenMs: milliseconds }).nullable(),
  projection: z.strictObject({
    ...projected,
    isAtLeast: z.boolean(),
    meanError: mean.nullable(),
    fan: z
      .strictObject({
        present: z.strictObject(projected).nullable(),
        fromMs: instant,
        toMs: instant,
        total: z.array(count),
        low: z.array(count),
        high: z.array(count),
      })
      .nullable(),
  }),
  surge: z.strictObject({
    level: z.enum(SURGE_LEVELS),
    sinceMs: instant.nullable(),
    reason: z
      .strictObject({
        windowMs: milliseconds,
        count: mean,
        expected: mean,
        ratio: mean,
        lowerBound: mean,
        threshold: mean,
        certainty: ratio,
      })
      .nullable(),
  }),
  tooQuiet: z.strictObject({ sinceMs: instant, expected: mean }).nullable(),
  learning: z.strictObject({ week: count, of: count }).nullable(),
  newNormalSinceMs: instant.nullable(),
};

export const outlook = z.strictObject(outlookFields) satisfies z.ZodType<OutlookSnapshot>;

export const channelOutlook = z.strictObject({
  ...outlookFields,
  staffing: z
    .strictObject({
      needed: count,
      neededIfPatient: count,
      withinMs: milliseconds,
      target: ratio,
      reached: ratio.nullable(),
      contactsPerHour: mean,
      handleMs: milliseconds,
      patienceMs: milliseconds,
      assumed: z.array(z.enum(["talk", "wrapUp", "patience", "concurrency"])),
    })
    .nullable(),
  present: z
    .strictObject({ waiting: mean, inConversation: mean, waitOfMostMs: milliseconds.nullable() })
    .nullable(),
}) satisfies z.ZodType<ChannelOutlook>;

export const announcement = z.strictObject({
  name: label,
  when: z.enum(["tomorrow", "today"]),
  times: mean,
  lastTime: z.array(z.strictObject({ channel, count })).nullable(),
}) satisfies z.ZodType<AnnouncementSnapshot>;
