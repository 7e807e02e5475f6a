/** What the OpenAPI document says of the routes of alerts. */
import type { z } from "zod";

import { acknowledgementSchema, silenceRequestSchema, unacknowledgementSchema } from "./alert-requests.ts";
import { alertsSchema, silenceSchema } from "./alert-schema.ts";
import type { OpenApiPaths } from "./openapi.ts";
import { json, jsonSchema, refusal } from "./openapi-parts.ts";

const security = [{ person: [] }];
const refusals = { 400: refusal, 401: refusal, 403: refusal, 404: refusal, 415: refusal, 503: refusal };
const body = (schema: z.ZodType): object => ({
  required: true,
  content: { "application/json": { schema: jsonSchema(schema) } },
});
const CHANGES = "404 `not-found` when there is none.";

export const alertPaths: OpenApiPaths = {
  "/api/v1/alerts": {
    get: {
      summary: "Alerts that are not inactive, those resolved in the last seven days, and silences",
      security,
      responses: { 200: json("As they are now", alertsSchema), 401: refusal },
    },
  },
  "/api/v1/alerts/acknowledge": {
    post: {
      summary: "Somebody takes care of an alert: it is not told again unless it becomes graver",
      description: CHANGES,
      security,
      requestBody: body(acknowledgementSchema),
      responses: { 200: json("All alerts afterwards", alertsSchema), ...refusals },
    },
  },
  "/api/v1/alerts/unacknowledge": {
    post: {
      summary: "Nobody takes care of an alert any more: it is told again while it goes on",
      description: CHANGES,
      security,
      requestBody: body(unacknowledgementSchema),
      responses: { 200: json("All alerts afterwards", alertsSchema), ...refusals },
    },
  },
  "/api/v1/silences": {
    post: {
      summary: "Nobody is told of an alert, or of a rule, for at most 24 hours",
      description: CHANGES,
      security,
      requestBody: body(silenceRequestSchema),
      responses: { 201: json("The silence", silenceSchema), ...refusals, 409: refusal },
    },
  },
  "/api/v1/silences/{id}": {
    delete: {
      summary: "A silence ends before its time: what still fires is told at the next look",
      description: CHANGES,
      security,
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      responses: { 204: { description: "Ended" }, 401: refusal, 403: refusal, 404: refusal, 503: refusal },
    },
  },
};
