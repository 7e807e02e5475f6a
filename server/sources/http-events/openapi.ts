import { z } from "zod";

import type { Config } from "#config/schema.ts";
import type { HttpEventsConfig } from "#config/source-schema.ts";

import { eventSchema } from "./event-schema.ts";
import { MAX_BODY_BYTES, MAX_EVENT_BYTES, MAX_EVENTS } from "./limits.ts";
import { REFUSAL_REASONS } from "./refusal.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** `POST /api/v1/events` as an OpenAPI 3.1 path, with the words of this house. */
export function eventsOpenApi(
  house: Config,
  sources: readonly HttpEventsConfig[],
): Readonly<Record<string, object>> {
  const event = { oneOf: sources.map((source) => jsonSchema(eventSchema(vocabularyOf(house, source)))) };
  const batch = { type: "array", items: event, maxItems: MAX_EVENTS };
  const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  const receipt = jsonSchema(receiptSchema);
  return {
    "/api/v1/events": {
      post: {
        summary: "Deliver events",
        description: `CloudEvents 1.0. At most ${MAX_EVENTS} events and ${MAX_BODY_BYTES} bytes a request, ${MAX_EVENT_BYTES} bytes an event. Send the same event with the same id again until the answer is 202.`,
        security: [{ source: [] }],
        requestBody: {
          required: true,
          content: {
            "application/cloudevents+json": { schema: event },
            "application/cloudevents-batch+json": { schema: batch },
            "application/json": { schema: { oneOf: [event, batch] } },
            "application/x-ndjson": { schema: { type: "string", description: "One event a line." } },
          },
        },
        responses: {
          202: {
            description: "What is accepted or known is on disk; the rest is told one by one",
            content: { "application/json": { schema: receipt } },
          },
          400: { description: "The request cannot be read", content: problem },
          401: { description: "No valid token", content: problem },
          403: { description: "Every event names a source that the token is not for", content: problem },
          413: { description: "Larger than the limit", content: problem },
          415: { description: "Another media type", content: problem },
          422: {
            description: "No event could be accepted: the problem, and the receipt",
            content: {
              "application/problem+json": {
                schema: { allOf: [{ $ref: "#/components/schemas/Problem" }, receipt] },
              },
            },
          },
          429: { description: "Too many requests; see Retry-After", content: problem },
          503: { description: "The journal cannot write; see Retry-After", content: problem },
        },
      },
    },
  };
}

const receiptSchema = z.object({
  accepted: z.int().min(0),
  duplicates: z.int().min(0),
  rejected: z.array(
    z.object({
      index: z.int().min(0),
      path: z.string().meta({ description: "JSONPath within the event." }),
      reason: z.enum(REFUSAL_REASONS).meta({ description: "docs/errors.md explains each." }),
    }),
  ),
});

function jsonSchema(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" });
  return rest;
}
