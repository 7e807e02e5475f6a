/** Deliveries as schemas, for the OpenAPI document. The compiler holds them equal to `wire/`. */
import { z } from "zod";

import { DELIVERY_STATES, type DeliverySnapshot, NOTIFICATION_CAUSES, SEVERITIES } from "#wire/alert.ts";
import type { Deliveries, TestResult } from "#wire/deliveries.ts";

import { alertSchema } from "./alert-schema.ts";
import { count, instant } from "./wire-fields.ts";

const error = z
  .string()
  .nullable()
  .meta({ description: "An HTTP status such as `http-503`, or a word of docs/receivers.md; never a body." });

const delivery = z.strictObject({
  id: z.string().meta({ description: "`webhook-id`: the same over retries." }),
  receiver: z.string(),
  cause: z.enum(NOTIFICATION_CAUSES),
  about: z
    .array(alertSchema.pick({ fingerprint: true, reason: true }))
    .meta({ description: "The alerts that it tells of; a test tells of none." }),
  state: z.enum(DELIVERY_STATES),
  attempts: count,
  createdAtMs: instant,
  atMs: instant.meta({ description: "When it was delivered, given up, or will be tried again." }),
  lastError: error,
}) satisfies z.ZodType<DeliverySnapshot>;

export const deliveriesSchema = z.strictObject({
  receivers: z.array(
    z.strictObject({
      receiver: z.string(),
      kind: z.string().nullable().meta({
        description: "`null`: it is no longer in the configuration, and what waited for it was given up.",
      }),
      severities: z.array(z.enum(SEVERITIES)),
      disabledSinceMs: instant.nullable().meta({
        description: "It said that it is gone (410), and is sent nothing until a test of it is delivered.",
      }),
      waiting: count,
      waitingSinceMs: instant.nullable(),
    }),
  ),
  deliveries: z.array(delivery).meta({ description: "Newest first, the last 200." }),
}) satisfies z.ZodType<Deliveries>;

export const testResultSchema = z.strictObject({
  receiver: z.string(),
  delivered: z.boolean(),
  error,
}) satisfies z.ZodType<TestResult>;
