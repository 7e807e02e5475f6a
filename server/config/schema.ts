/**
 * What a house may configure. Operators write seconds and names; the program
 * sees branded durations. Unknown keys are refused. What the parts must know of
 * one another is in `cross-checks.ts`. `config/vedetta.example.yaml` is the shipped
 * example, `config/vedetta.schema.json` is generated from here.
 */
import { z } from "zod";

import { CHANNELS } from "#domain/contact-event.ts";
import { type DurationMs, seconds } from "#domain/time.ts";
import { isWaitBorder } from "#domain/wait-histogram.ts";

import { accessSchema, addressRange } from "./access-schema.ts";
import { alertsSchema } from "./alerts-schema.ts";
import { busSchema } from "./bus-schema.ts";
import { isTimeZone } from "./time-zone.ts";
import { receiverSchema, watchdogSchema } from "./receiver-schema.ts";
import { sourceSchema } from "./source-schema.ts";
import { staffingSchema } from "./staffing-schema.ts";

const slug = z.string().regex(/^[a-z][a-z0-9_-]{0,40}$/, "use lower-case letters, digits, - and _");
const languageTag = z.string().regex(/^[a-z]{2,3}$/, "use a BCP 47 primary tag such as it");
/** A length at which waits can be told apart exactly, afterwards too: waits are kept counted by length. */
const waitSeconds = z
  .int()
  .positive()
  .max(7_200, { abort: true })
  .refine((value) => isWaitBorder(seconds(value)), "use a multiple of 15 for more than 900 seconds")
  .transform((value): DurationMs => seconds(value));
const ratio = z.number().min(0).max(1);
/** A text in each language of the page. */
export const labelSchema = z.record(z.string().regex(/^[a-z]{2}$/), z.string().min(1).max(60));

const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "use hh:mm, 24:00 for the end of the day");
const deskHours = z
  .strictObject({
    days: z.array(z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])).min(1),
    from: clockTime,
    to: clockTime,
  })
  .refine((hours) => hours.from < hours.to, { message: "from must lie before to", path: ["to"] });

const languageSchema = z.strictObject({
  code: languageTag,
  /** Empty and not by appointment: never open. */
  hours: z.array(deskHours).default([]),
  byAppointment: z.boolean().default(false),
  /** On public holidays of `house.country`, whatever the hours say. */
  onHolidays: z.enum(["open", "closed"]).default("open"),
});

const channelSchema = z.strictObject({
  entries: z.array(z.strictObject({ id: slug, label: labelSchema })).min(1),
  answerRateTarget: ratio.optional(),
  serviceLevels: z
    .array(z.strictObject({ withinSeconds: waitSeconds, target: ratio }))
    .min(1)
    .max(4),
  abandons: z.enum(["against", "ignored", "credited"]).default("against"),
  shortAbandonSeconds: waitSeconds.default(seconds(5)),
  /** `leftOut`: who gives up within `shortAbandonSeconds` is in no rate. */
  shortAbandons: z.enum(["counted", "leftOut"]).default("counted"),
  /** Without it the wall does not say how many operators are needed. */
  staffing: staffingSchema.optional(),
});

/** Hours at which bands begin, once around the clock: each later than the one before, but for one step over midnight. */
const isOnceAround = (starts: readonly number[]): boolean =>
  starts.filter((start, index) => (starts[(index + 1) % starts.length] ?? start) <= start).length === 1;
const bandStarts = z
  .array(z.number().int().min(0).max(23))
  .min(1)
  .refine(isOnceAround, "give the hours at which bands begin, once around the clock, such as [6, 12, 18, 0]");

const reportSchema = z.strictObject({
  /** A month in which a quarter of the contract begins; every third from it begins another. */
  contractMonth: z.number().int().min(1).max(12).default(1),
  /** The tables of arrivals by weekday and band of hours: for each the hours at which its bands begin. */
  bandTables: z
    .array(bandStarts)
    .min(1)
    .default([
      [0, 4, 8, 12, 16, 20],
      [6, 12, 18, 0],
    ]),
});

/** Where today's figures find what is usual. Without it a house learns from its own history alone. */
const usualSchema = z.strictObject({
  /** An ordinary week until own weeks say better; a path within the program's directory, or an absolute one. */
  baselineFile: z.string().min(1).optional(),
  /** Known days such as 25 November; a path as above. */
  calendarFile: z.string().min(1).optional(),
});

export const configSchema = z.strictObject({
  house: z.strictObject({
    name: z.string().min(1).max(40),
    timeZone: z.string().refine(isTimeZone, "use an IANA time zone such as Europe/Rome"),
    locales: z.array(z.enum(["it", "en"])).min(1),
    /** Whose public holidays count; none without. */
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, "use the two capital letters of ISO 3166, such as IT")
      .optional(),
    /** A part of the country with holidays of its own: ISO 3166-2 without the country. */
    region: z.string().min(1).optional(),
  }),
  server: z
    .strictObject({
      host: z.string().default("127.0.0.1"),
      port: z.number().int().min(0).max(65_535).default(1522),
      /** Host headers that are answered, besides those of loopback. */
      allowedHosts: z
        .array(
          z
            .string()
            .regex(/^[a-z0-9.-]+$|^\[[0-9a-f:.]+\]$/, "use a host name in lower case, without a port"),
        )
        .default([]),
      /** Where TLS ends in front of us; sets Secure cookies and HSTS. */
      behindTls: z.boolean().default(false),
      /** Where TLS ends here. Read again when they change. */
      tls: z.strictObject({ certificateFile: z.string().min(1), keyFile: z.string().min(1) }).optional(),
      /** Passwords and tokens may cross a network in the clear: for a cable that is ours from end to end. */
      plainHttp: z.boolean().default(false),
      /** Proxies in front of us whose `X-Forwarded-For` is believed. */
      proxies: z.array(addressRange).default([]),
      maxWalls: z.number().int().positive().default(500),
      maxWallsPerClient: z.number().int().positive().default(50),
    })
    .prefault({}),
  dataDirectory: z.string().min(1).default("data"),
  languages: z.array(languageSchema).min(1),
  channels: z.strictObject({ phone: channelSchema.optional(), chat: channelSchema.optional() }),
  queues: z.array(z.strictObject({ id: slug, channel: z.enum(CHANNELS), language: languageTag })).default([]),
  report: reportSchema.prefault({}),
  usual: usualSchema.optional(),
  /** The same people take calls and chats. */
  sharedOperators: z.boolean().default(false),
  outboundPurposes: z.array(slug).min(1).default(["other"]),
  sources: z.array(sourceSchema).min(1),
  /** Who is told of alerts. */
  alerts: alertsSchema.prefault({}),
  receivers: z.array(receiverSchema).default([]),
  watchdog: watchdogSchema.optional(),
  access: accessSchema.optional(),
  /** The Redis or Valkey by which several nodes show the same. Without it a node is alone. */
  bus: busSchema.optional(),
});

export type Config = z.output<typeof configSchema>;
export type ChannelConfig = NonNullable<Config["channels"]["phone"]>;
export type LanguageConfig = Config["languages"][number];
