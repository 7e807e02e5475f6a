/** Alerts as a schema: the OpenAPI document is made from it. The compiler holds it equal to `wire/alert.ts`. */
import { z } from "zod";

import { RULE_NAMES } from "#domain/alert/rules.ts";
import { SURGE_LEVELS } from "#domain/surge.ts";
import {
  type AlertReason,
  type AlertSnapshot,
  type Alerts,
  SEVERITIES,
  type SilenceSnapshot,
} from "#wire/alert.ts";

import { channel, count, instant, label, milliseconds, ratio } from "./wire-fields.ts";

const mean = z.number().min(0);

const reason = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("rate-falls"),
    channel,
    thresholdMs: milliseconds.nullable().meta({ description: "`null`: the answer rate." }),
    value: ratio.nullable(),
    n: count.meta({ description: "Fewer than eight are too few to judge." }),
    target: ratio,
    windowMs: milliseconds,
    badProbability: ratio,
  }),
  z.strictObject({ kind: z.literal("understaffed"), channel, onLine: count, needed: count }),
  z.strictObject({ kind: z.literal("nobody-answers"), channel, lostInARow: count, sinceMs: instant }),
  z.strictObject({
    kind: z.literal("surge"),
    channel: channel.nullable().meta({ description: "`null`: both channels together." }),
    level: z.enum(SURGE_LEVELS),
    ratio: mean,
    lowerBound: mean,
    windowMs: milliseconds,
  }),
  z.strictObject({
    kind: z.literal("known-day"),
    name: label,
    when: z.enum(["tomorrow", "today"]),
    times: mean,
    lastTime: z.array(z.strictObject({ channel, count })).nullable(),
  }),
  z.strictObject({ kind: z.literal("source-silent"), source: z.string(), sinceMs: instant.nullable() }),
  z.strictObject({ kind: z.literal("too-quiet"), channel, sinceMs: instant, expected: mean }),
  z.strictObject({
    kind: z.literal("undelivered"),
    receiver: z.string(),
    sinceMs: instant,
    waiting: count,
    givenUp: count.meta({ description: "Since the last message that it took." }),
  }),
]) satisfies z.ZodType<AlertReason>;

export const alertSchema = z.strictObject({
  fingerprint: z.string(),
  rule: z.enum(RULE_NAMES),
  severity: z.enum(SEVERITIES),
  status: z.enum(["pending", "firing", "recovering", "resolved"]),
  channel: channel.nullable(),
  source: z.string().nullable(),
  pendingSinceMs: instant,
  startsAtMs: instant.nullable(),
  endsAtMs: instant.nullable(),
  reason,
  acknowledged: z.strictObject({ by: z.string(), atMs: instant }).nullable(),
  silence: z.strictObject({ id: z.string(), by: z.string(), why: z.string(), untilMs: instant }).nullable(),
  inhibitedBy: z.string().nullable(),
}) satisfies z.ZodType<AlertSnapshot>;

export const silenceSchema = z.strictObject({
  id: z.string(),
  fingerprint: z.string().nullable(),
  rule: z.string().nullable(),
  channel: channel.nullable(),
  by: z.string(),
  why: z.string(),
  fromMs: instant,
  untilMs: instant,
}) satisfies z.ZodType<SilenceSnapshot>;

export const alertsSchema = z.strictObject({
  active: z.array(alertSchema),
  past: z.array(alertSchema),
  silences: z.array(silenceSchema),
}) satisfies z.ZodType<Alerts>;
