/**
 * What people are told of, rule by rule. The defaults are those that false alarms and detection
 * were measured with (docs/alerts.md).
 */
import { z } from "zod";

import { SEVERITIES } from "#domain/alert/severity.ts";
import { hours, minutes, seconds } from "#domain/time.ts";

const severity = z.enum(SEVERITIES, { error: "use info, watch or alarm" });
const share = z.number().gt(0).lt(1);
const minutesLong = (least: number, most: number, standard: number) =>
  z
    .number()
    .min(least)
    .max(most)
    .transform((value) => minutes(value))
    .default(minutes(standard));

const enabled = z.boolean().default(true);
const plain = (standard: (typeof SEVERITIES)[number]) => ({ enabled, severity: severity.default(standard) });

const rateFalls = z
  .strictObject({
    enabled,
    windowHours: z
      .number()
      .min(1)
      .max(12)
      .transform((value) => hours(value))
      .default(hours(4)),
    /** A rate is bad when it lies this far below its target. */
    margin: z.number().min(0).max(0.5).default(0.06),
    /** How many contacts the belief in the target is worth. */
    prior: z.number().gt(0).max(1_000).default(10),
    /** Correlation of the fates of contacts within the window, because misses come in clusters; the house's own once two weeks are known. */
    clustering: z.number().min(0).max(1).default(0.05),
    /** Fewer contacts raise nothing. */
    leastContacts: z.int().min(1).max(1_000).default(8),
    /** Probability of a bad rate from which on each severity begins. */
    watch: share.default(0.9),
    alarm: share.default(0.97),
    /** A severity is given up below this share of where it begins. */
    clearShare: z.number().gt(0).max(1).default(0.8),
    holdMinutes: minutesLong(0, 1_440, 10),
    clearMinutes: minutesLong(0, 1_440, 30),
  })
  .refine((rule) => rule.watch <= rule.alarm, { message: "must not be less than watch", path: ["alarm"] });

const levelSeverity = (standard: (typeof SEVERITIES)[number]) =>
  z.enum([...SEVERITIES, "none"], { error: "use info, watch, alarm or none" }).default(standard);

/** `never`, or minutes. */
const repeat = (standard: number | "never") =>
  z
    .union([z.literal("never"), z.number().min(1).max(10_080)], { error: "use 1 to 10080 minutes, or never" })
    .transform((value) => (value === "never" ? null : minutes(value)))
    .default(standard === "never" ? null : minutes(standard));

export const alertsSchema = z.strictObject({
  "rate-falls": rateFalls.prefault({}),
  understaffed: z
    .strictObject({
      ...plain("watch"),
      holdMinutes: minutesLong(0, 1_440, 10),
      clearMinutes: minutesLong(0, 1_440, 5),
    })
    .prefault({}),
  "nobody-answers": z
    .strictObject({
      ...plain("alarm"),
      /** So many queue contacts in a row lost, the last at least so long after the first. */
      lostInARow: z.int().min(2).max(100).default(4),
      overMinutes: minutesLong(0, 720, 20),
      /** Or somebody waits for so long while no operator is available or busy. */
      unattendedMinutes: minutesLong(0, 1_440, 2),
      clearMinutes: minutesLong(0, 1_440, 5),
    })
    .prefault({}),
  /** The severity of each level. */
  surge: z
    .strictObject({
      enabled,
      elevated: levelSeverity("info"),
      surge: levelSeverity("watch"),
      extreme: levelSeverity("alarm"),
    })
    .prefault({}),
  "known-day": z.strictObject(plain("info")).prefault({}),
  "source-silent": z
    .strictObject({
      ...plain("alarm"),
      afterSeconds: z
        .number()
        .min(15)
        .max(86_400)
        .transform((value) => seconds(value))
        .default(seconds(60)),
      clearMinutes: minutesLong(0, 1_440, 5),
    })
    .prefault({}),
  "too-quiet": z.strictObject(plain("watch")).prefault({}),
  undelivered: z.strictObject({ ...plain("watch"), afterMinutes: minutesLong(1, 1_440, 5) }).prefault({}),
  /** How often a firing alert is told again, until somebody acknowledges it. */
  repeatMinutes: z
    .strictObject({ info: repeat("never"), watch: repeat(240), alarm: repeat(60) })
    .prefault({}),
});

export type AlertsConfig = z.output<typeof alertsSchema>;
