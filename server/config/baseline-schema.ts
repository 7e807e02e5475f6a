/**
 * What is usual for a house: contacts per weekday and hour of an ordinary week,
 * the known days that are not ordinary, and how contacts and operators behave.
 * `config/baseline-1522.json` is made from the seed report; another house brings its own.
 */
import { HOURS_A_DAY } from "#domain/arrival-steps.ts";
import { z } from "zod";

const share = z.number().min(0).max(1);

/** Expected contacts, Monday first, one number for each hour of the local day. */
const week = z.array(z.array(z.number().min(0)).length(HOURS_A_DAY)).length(7);

/** A lognormal length of time, in seconds, cut off at both ends. */
const duration = z
  .strictObject({
    mean: z.number().positive(),
    /** Standard deviation / mean. */
    cv: z.number().min(0).max(3),
    min: z.number().min(0),
    max: z.number().positive(),
  })
  .refine(({ min, mean, max }) => min <= mean && mean <= max, "the mean must lie between min and max");

const levels = z.strictObject({ day: z.number().min(0), hour: z.number().min(0) });

const channelBaseline = z.strictObject({
  about: z.string(),
  /** Expected contacts of an ordinary week, net of blacklisted ones. */
  perHour: week,
  /** Standard deviations of the logarithm of the day's level and of the level within the day. */
  dispersion: levels.extend({ memoryMinutes: z.number().positive() }),
  /** Blacklisted / all arrivals. */
  blacklistedShare: share.max(0.95),
  /** What a caller hears before any queue. A chat has none. */
  welcome: z
    .strictObject({ closedShare: share, secondsToClose: duration, secondsToQueue: duration })
    .nullable(),
  entryShares: z.record(z.string(), share),
  /** Of those who choose while the desk is open; the house's first language has the rest. */
  languageShares: z.record(z.string(), share),
  patience: z.strictObject({
    meanSeconds: z.number().positive(),
    /** Those who leave within `hastySeconds`, whatever happens. */
    hastyShare: share,
    hastySeconds: z.number().positive(),
  }),
  /** How long a contact may wait before the house gives up: voicemail, unanswered, or closed by the staff. */
  overflowSeconds: duration,
  voicemailShare: share,
  ringSeconds: duration,
  talkSeconds: duration,
  wrapUpSeconds: duration,
  operators: z.strictObject({
    /** People on shift at each local hour. */
    perHour: z.array(z.number().int().min(0)).length(HOURS_A_DAY),
    breakEveryMinutes: z.number().positive(),
    breakMinutes: z.strictObject({ min: z.number().positive(), max: z.number().positive() }),
    /** Conversations after which writing down the case takes longer than the usual wrap-up. */
    casesShare: share,
    caseMinutes: z.strictObject({ min: z.number().positive(), max: z.number().positive() }),
  }),
});

const peak = z.strictObject({
  name: z.string(),
  month: z.number().int().min(1).max(12),
  day: z.number().int().min(1).max(31),
  /** A great day hides its weekday: multiply the mean ordinary day, not the weekday's own. */
  onMeanDay: z.boolean(),
  /** Holds instead of the ordinary dispersion: a great day varies less than many small ones. */
  dispersion: levels.optional(),
  /** Local hours `from` <= hour < `to`; hours not named are ordinary. */
  blocks: z.array(
    z.strictObject({
      from: z.number().int().min(0).max(23),
      to: z.number().int().min(1).max(24),
      phone: z.number().min(0),
      chat: z.number().min(0),
    }),
  ),
  /** How many times the ordinary shift is on duty. */
  operators: z.strictObject({ phone: z.number().min(0), chat: z.number().min(0) }),
});

export const baselineSchema = z.strictObject({
  about: z.string(),
  channels: z.strictObject({ phone: channelBaseline, chat: channelBaseline }),
  outbound: z.strictObject({
    about: z.string(),
    perDay: z.number().min(0),
    purposeShares: z.record(z.string(), share),
  }),
  peaks: z.array(peak),
});

export type Baseline = z.output<typeof baselineSchema>;
export type ChannelBaseline = z.output<typeof channelBaseline>;
/** A known day, such as 25 November: an entry of the calendar. */
export type Peak = z.output<typeof peak>;
export type Week = z.output<typeof week>;
/** A lognormal length of time, in seconds, cut off at both ends. */
export type Spread = z.output<typeof duration>;
