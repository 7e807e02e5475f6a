/** What walls are sent, as schemas: the OpenAPI document is made from them. The compiler holds them equal to `wire/`. */
import { z } from "zod";

import { CHANNELS } from "#domain/contact-event.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import {
  FIGURE_UNITS,
  FIGURE_WINDOWS,
  FIGURES_NOW,
  FIGURES_OF_DAY,
  FIGURES_OF_OUTLOOK,
  FIGURES_OF_PERIOD,
  FIGURES_OF_THRESHOLD,
  type Figures,
} from "#wire/figures.ts";
import type { Heartbeat } from "#wire/heartbeat.ts";
import type { House } from "#wire/house.ts";
import type { Trend } from "#wire/trend.ts";

import { alertSchema } from "./alert-schema.ts";
import { announcement, channelOutlook, mean, outlook } from "./outlook-schema.ts";
import { channel, count, instant, label, milliseconds, ratio } from "./wire-fields.ts";

const figure = { value: ratio.nullable(), n: count };
const waits = z.strictObject({
  n: count,
  averageMs: milliseconds.nullable(),
  medianMs: milliseconds.nullable(),
  p90Ms: milliseconds.nullable(),
  longestMs: milliseconds.nullable(),
});
/** Fields of the figures of a window, a day or a report. */
export const periodFields = {
  wait: waits,
  abandonedWait: waits,
  answerRate: z.strictObject(figure),
  abandonment: z.strictObject(figure),
  shortAbandons: count,
  serviceLevels: z.array(z.strictObject({ ...figure, thresholdMs: milliseconds })),
  talk: z.strictObject({ n: count, totalMs: milliseconds, averageMs: milliseconds.nullable() }),
  occupancy: ratio.nullable(),
};
export const fates = z.strictObject({
  arrived: count,
  blacklisted: count,
  closedInWelcome: count,
  botOnly: count,
  interruptedBeforeQueue: count,
  inWelcomeNow: count,
  queued: count,
  answered: count,
  abandoned: count,
  unanswered: count,
  voicemail: count,
  interruptedWaiting: count,
  waitingNow: count,
});
export const fateNames = fates.keyof();
const load = { waiting: count, inConversation: count };
const operators = z.strictObject({
  available: count,
  ringing: count,
  busy: count,
  wrapUp: count,
  paused: count,
  offline: count,
  onLine: count,
});

const channelSnapshot = z.strictObject({
  channel,
  now: z.strictObject({
    ...load,
    unconfirmed: count,
    longestWaitSinceMs: instant.nullable(),
    languages: z.array(
      z.strictObject({ language: z.string(), desk: z.enum(["open", "closed", "by-appointment"]), ...load }),
    ),
    entries: z.array(z.strictObject({ entry: z.string(), ...load })),
    operators: operators.nullable(),
  }),
  today: z.strictObject({ ...periodFields, counts: fates, estimated: count, net: count }),
  last15Minutes: z.strictObject(periodFields),
  last30Minutes: z.strictObject(periodFields),
  last60Minutes: z.strictObject(periodFields),
  trend: z.strictObject({ index: z.int(), cumulative: count }),
  gaps: z.array(z.tuple([count, count])),
  outlook: channelOutlook.nullable(),
});

const bus = z.strictObject({
  state: z.enum(["live", "catching-up", "lost", "secret-differs"]),
  epoch: z.string(),
  cursor: z.string(),
});

export const boardSnapshotSchema = z.strictObject({
  revision: count,
  asOfMs: instant,
  dayStartMs: instant,
  dayEndMs: instant,
  channels: z.array(channelSnapshot),
  together: outlook.nullable(),
  knownDay: label.nullable(),
  announcement: announcement.nullable(),
  alerts: z.array(alertSchema),
  bus: bus.nullable(),
  sources: z.array(z.strictObject({ source: z.string(), link: z.enum(["connecting", "live", "lost"]) })),
}) satisfies z.ZodType<BoardSnapshot>;

const sourceAges = z.array(z.strictObject({ source: z.string(), ageMs: milliseconds.nullable() }));

export const heartbeatSchema = z.strictObject({
  nowMs: instant,
  speed: z.number(),
  revision: count,
  bus: bus.nullable(),
  build: z.string(),
  sources: sourceAges,
}) satisfies z.ZodType<Heartbeat>;

export const figuresSchema = z.strictObject({
  asOfMs: instant,
  revision: count,
  readings: z.array(
    z.strictObject({
      figure: z.enum([
        ...FIGURES_NOW,
        ...FIGURES_OF_PERIOD,
        ...FIGURES_OF_THRESHOLD,
        ...FIGURES_OF_DAY,
        ...FIGURES_OF_OUTLOOK,
      ]),
      channel: z.enum([...CHANNELS, "together"]),
      window: z.enum(FIGURE_WINDOWS),
      thresholdMs: milliseconds.exactOptional(),
      language: z.string().exactOptional(),
      entry: z.string().exactOptional(),
      value: z.number().min(0).nullable().meta({ description: "`null`: no data." }),
      unit: z.enum(FIGURE_UNITS),
      n: count.nullable().meta({ description: "How many contacts it rests on." }),
      sources: sourceAges,
      formula: z.strictObject({ it: z.string(), en: z.string() }),
    }),
  ),
}) satisfies z.ZodType<Figures>;

export const houseSchema = z.strictObject({
  name: z.string(),
  timeZone: z.string(),
  locales: z.array(z.string()),
  simulated: z.boolean(),
  speed: z.number(),
  languages: z.array(z.string()),
  channels: z.array(
    z.strictObject({
      channel,
      entries: z.array(z.strictObject({ entry: z.string(), label })),
      answerRateTarget: ratio.nullable(),
      serviceLevels: z.array(z.strictObject({ thresholdMs: milliseconds, target: ratio })),
      abandons: z.enum(["against", "ignored", "credited"]),
      shortAbandonMs: milliseconds,
      shortAbandons: z.enum(["counted", "leftOut"]),
    }),
  ),
  sources: z.array(
    z.strictObject({
      source: z.string(),
      kind: z.enum(["asterisk", "http-events", "livehelperchat", "simulation"]),
      label,
      channels: z.array(channel),
    }),
  ),
}) satisfies z.ZodType<House>;

export const trendSchema = z.strictObject({
  dayStartMs: instant,
  dayEndMs: instant,
  stepMs: milliseconds,
  channels: z.array(
    z.strictObject({
      channel,
      cumulative: z.array(count),
      usual: z
        .strictObject({ expected: z.array(mean), low: z.array(count), high: z.array(count) })
        .nullable(),
    }),
  ),
}) satisfies z.ZodType<Trend>;
