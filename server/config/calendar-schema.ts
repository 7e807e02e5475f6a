/**
 * The house's calendar: days known beforehand not to be like their weekday, and what is
 * thought of public holidays. `config/calendar.yaml` is the shipped example.
 */
import { z } from "zod";

import { CHANNELS, type Channel } from "#domain/contact-event.ts";

import { labelSchema } from "./schema.ts";

const slug = z.string().regex(/^[a-z][a-z0-9_-]{0,40}$/, "use lower-case letters, digits, - and _");
/** Standard deviation / mean. */
const spread = z.number().min(0).max(2);
const hour = (least: number, most: number) => z.int().min(least).max(most);
/** Times the ordinary. */
const times = z.number().min(0).max(50).exactOptional();

/** Spread of a public holiday where nothing says it: of a weekday, but less sure. */
export const HOLIDAY_SPREAD = 0.2;

const block = z
  .strictObject({
    /** Local hours `from` <= hour < `to`; hours in no block are ordinary. */
    from: hour(0, 23),
    to: hour(1, 24),
    /** Times the ordinary for each channel; one that is not named is as ordinary. */
    times: z.strictObject({ phone: times, chat: times } satisfies Record<Channel, typeof times>),
  })
  .refine(({ from, to }) => from < to, { message: "from must lie before to", path: ["to"] })
  .refine((hours) => Object.keys(hours.times).length > 0, {
    message: `name a channel: ${CHANNELS.join(" or ")}`,
    path: ["times"],
  });

export const calendarEntrySchema = z.strictObject({
  id: slug,
  label: labelSchema,
  /** Of every year; or else `date`. */
  month: z.int().min(1).max(12).optional(),
  day: z.int().min(1).max(31).optional(),
  /** Of one year only. */
  date: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/, "use a date such as 2026-11-25")
    .optional(),
  spread,
  blocks: z.array(block).min(1, "add a block of hours"),
});

export const calendarSchema = z.strictObject({
  knownDays: z.array(calendarEntrySchema).default([]),
  /** Public holidays are expected like their weekday, with this spread, and nothing is learned from them. */
  publicHolidays: z.strictObject({ spread }).prefault({ spread: HOLIDAY_SPREAD }),
});

export type CalendarFile = z.output<typeof calendarSchema>;
export type CalendarEntry = CalendarFile["knownDays"][number];
