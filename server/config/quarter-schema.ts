/**
 * A quarter as its report prints it, from which a simulated quarter with the same
 * figures is made, and what the report does not tell (`assumed`). That the figures
 * agree with one another is checked in `quarter-checks.ts`.
 */
import { z } from "zod";

import { baselineSchema } from "./baseline-schema.ts";

const BANDS = 6;
const WEEKDAYS = 7;

const count = z.number().int().min(0);
const share = z.number().min(0).max(1);
const seconds = z.number().positive();
const date = z.iso.date();
/** A lognormal length of time, as the baseline has them. */
const duration = baselineSchema.shape.channels.shape.phone.shape.talkSeconds;

/** Contacts of the whole quarter by four hours of the local clock and weekday, Monday first. */
const table = z.strictObject({
  cells: z.array(z.array(count).length(WEEKDAYS)).length(BANDS),
  byBand: z.array(count).length(BANDS),
  byWeekday: z.array(count).length(WEEKDAYS),
});

const calls = z.strictObject({
  total: count,
  queued: z.strictObject({
    total: count,
    answered: count,
    unanswered: count,
    voicemail: count,
    abandoned: count,
  }),
  blacklisted: count,
  closedInWelcome: count,
  /** From queueing to the answer, over the answered calls. */
  averageWaitSeconds: z.number().min(1),
  totalTalkSeconds: count,
  /** Answered calls that lasted 0 s. */
  withoutTalk: count,
  /** Made by operators. Not in `total`. */
  outbound: count,
  /** Each local hour from `from` up to `to` has more calls than any other hour of the day. */
  busiestHours: z
    .strictObject({ from: z.number().int().min(0).max(23), to: z.number().int().min(1).max(24) })
    .refine(({ from, to }) => from < to, { message: "must be more than from", path: ["to"] })
    .optional(),
  /** All calls, blacklisted ones too. */
  table,
});

const chats = z.strictObject({
  total: count,
  byEntry: z.record(z.string(), count),
  /** All chats by the wait for the first message of a person; `late` has those that never got one, too. */
  firstReply: z.strictObject({
    quick: z.strictObject({ withinSeconds: z.number().int().positive(), chats: count }),
    slow: z.strictObject({ withinSeconds: z.number().int().positive(), chats: count }),
    late: z.strictObject({ chats: count }),
  }),
  table,
});

/** The day in the news. It is drawn apart from the other days of its weekday. */
const peakDay = z.strictObject({
  date,
  netCalls: count,
  blacklistedCalls: count,
  chats: count,
  /** How contacts that the news bring spread over the bands. */
  newsShareByBand: z.array(share).length(BANDS),
  /** How much of the day is spread so; the rest as on its weekday. */
  newsWeight: share,
  /** At most this share of a printed cell is of this day. */
  largestShareOfCell: share,
  /** How many times the ordinary shift is on duty. */
  operators: z.number().positive(),
  /** Dates around it, and how many times the ordinary they get. */
  halo: z.record(date, z.number().positive()),
});

const dispersion = z.strictObject({
  /** Standard deviation of the logarithm of a day's level, and its correlation with the day before. */
  day: z.number().min(0),
  dayMemory: share,
  /** The same for each band of a day. */
  cell: z.number().min(0),
  /** The same for the level that wanders within a day. */
  hour: z.number().min(0),
  memoryMinutes: z.number().positive(),
});

const assumedOfCalls = z.strictObject({
  dispersion,
  /** Blacklisted callers: some days have many times the usual, and every band its own. */
  nuisance: z.strictObject({
    burstDayShare: share,
    burstTimes: z.number().min(1),
    timesByBand: z.array(z.number().positive()).length(BANDS),
  }),
  /** As many operators as answer this share of the queue in time. */
  staffing: z.strictObject({
    target: share.max(0.99),
    withinSeconds: seconds,
    wrapUpSeconds: z.number().min(0),
  }),
  /** Mean time that a caller would wait. */
  patienceSeconds: seconds,
  /** How far chance may decide who is lost, beside wait and patience. */
  lostNoiseSeconds: z.number().min(0),
  /** The house gives up then. */
  longestWaitSeconds: seconds,
  /** From the moment an operator is free to the answer: at least, and the mean of what comes on top. */
  ring: z.strictObject({ atLeastSeconds: seconds, furtherSeconds: z.number().min(0) }),
});

const assumedOfChats = z.strictObject({
  dispersion,
  /** Chats wait when many arrived shortly before; `noise` in chats. */
  busy: z.strictObject({ withinMinutes: z.number().positive(), noise: z.number().min(0) }),
  quickSeconds: duration,
  /** On top of what is still `slow`. */
  lateBySeconds: duration,
  /** Of the late ones. */
  neverAnsweredShare: share,
  /** Of those never answered; the others left. */
  closedByStaffShare: share,
});

export const quarterSchema = z.strictObject({
  about: z.string(),
  /** First and last local day. */
  from: date,
  to: date,
  calls,
  chats,
  assumed: z.strictObject({ peakDay, calls: assumedOfCalls, chats: assumedOfChats }),
});

export type QuarterFigures = z.output<typeof quarterSchema>;
export type QuarterTable = z.output<typeof table>;
export type PeakDay = z.output<typeof peakDay>;
export type QuarterDispersion = z.output<typeof dispersion>;
