/** How a node stands as a schema, for the OpenAPI document. The compiler holds it equal to `wire/system.ts`. */
import { z } from "zod";

import type { SystemSnapshot } from "#wire/system.ts";

import { count, instant } from "./wire-fields.ts";

export const systemSchema = z.strictObject({
  asOfMs: instant,
  startedAtMs: instant,
  version: z.string(),
  build: z.string(),
  runtime: z.string(),
  simulated: z.boolean(),
  journal: z.strictObject({ writable: z.boolean(), bytes: count, lastCommitMs: instant.nullable() }),
  walls: z.strictObject({ connected: count, stalled: count }),
  watchdog: z.strictObject({ configured: z.boolean(), fresh: z.boolean(), reason: z.string().nullable() }),
  bus: z
    .strictObject({
      node: z.string(),
      state: z.enum(["live", "catching-up", "lost", "secret-differs"]),
      losses: count,
      unwritten: count,
    })
    .nullable()
    .meta({ description: "`null`: this node is alone." }),
}) satisfies z.ZodType<SystemSnapshot>;
