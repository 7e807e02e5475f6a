/**
 * What a producer may send, for people and their tools: the OpenAPI document is made
 * from it. `decode-event.ts` does the same by hand for speed; a test holds them equal.
 */
import { z } from "zod";

import { type Channel, OPERATOR_STATES, OUTCOMES, PHASES } from "#domain/contact-event.ts";

import { decodeInstant } from "./instant.ts";
import { MAX_DURATION_SECONDS, MAX_ID_LENGTH, MAX_OPEN_CONTACTS, MAX_OPERATORS } from "./limits.ts";
import type { Vocabulary } from "./vocabulary.ts";

const nativeId = z
  .string()
  .min(1)
  .max(MAX_ID_LENGTH)
  .meta({ description: "An id of the producer's own system; stored as a pseudonym only." });
const instant = z
  .string()
  .refine((text) => decodeInstant(text) !== null)
  .meta({ format: "date-time", description: "RFC 3339, with offset." });
const durationSeconds = z.number().min(0).max(MAX_DURATION_SECONDS);
const sequence = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const people = z.number().int().min(0).max(MAX_OPERATORS);
const counts = z.strictObject(Object.fromEntries(OPERATOR_STATES.map((state) => [state, people] as const)));

export function eventSchema(words: Vocabulary): z.ZodType {
  const language = z.enum([...words.languages]);
  const queue = z.enum([...words.queues]);
  const channel = z.enum([...words.channels]);
  const outcome = z.enum(OUTCOMES);
  const entryOf = (of: Channel) => z.enum([...words.entries[of]]);
  const channels = [...words.channels];

  const arrived = channels.map((of) =>
    z.strictObject({
      contact: nativeId,
      channel: z.literal(of),
      entry: entryOf(of),
      language: language.optional(),
    }),
  );
  const openContact = channels.map((of) =>
    z.strictObject({
      contact: nativeId,
      channel: z.literal(of),
      entry: entryOf(of),
      phase: z.enum(PHASES),
      since: instant,
      language: language.optional(),
      queue: queue.optional(),
    }),
  );
  const dataOf: Readonly<Record<string, z.ZodType>> = {
    "contact.arrived": z.union(arrived),
    "contact.blacklisted": z.strictObject({ contact: nativeId }),
    "contact.queued": z.strictObject({ contact: nativeId, language, queue }),
    "contact.answered": z.union([
      z.strictObject({
        contact: nativeId,
        waitSeconds: durationSeconds.optional(),
        estimated: z.literal(false).optional(),
      }),
      z.strictObject({ contact: nativeId, estimated: z.literal(true) }),
    ]),
    "contact.unconfirmed": z.strictObject({ contact: nativeId }),
    "contact.returned": z.strictObject({ contact: nativeId }),
    "contact.ended": z.strictObject({ contact: nativeId, outcome, talkSeconds: durationSeconds.optional() }),
    "contact.corrected": z.strictObject({ contact: nativeId, outcome }),
    "outbound.ended": z.strictObject({ purpose: z.enum([...words.purposes]) }),
    "operators.changed": z.strictObject({ channel, sequence, counts: counts.nullable() }),
    "source.heartbeat": z.strictObject({ sequence }),
    "source.resynced": z.strictObject({
      open: z.array(z.union(openContact)).max(MAX_OPEN_CONTACTS),
      covers: z.array(z.enum(PHASES)).max(PHASES.length),
      restarted: z.boolean().optional(),
    }),
  };
  const [first, ...others] = Object.entries(dataOf).map(([type, data]) =>
    z
      .strictObject({
        specversion: z.literal("1.0"),
        id: nativeId,
        source: z.literal(words.source),
        type: z.literal(type),
        time: instant,
        datacontenttype: z.literal("application/json").optional(),
        data,
      })
      .meta({ title: type }),
  );
  return first ? z.discriminatedUnion("type", [first, ...others]) : z.never();
}
