/** What the OpenAPI document says of pairing, screens, sessions and the audit log. */
import type { z } from "zod";

import type { OpenApiPaths } from "../openapi.ts";
import { json, jsonSchema, refusal } from "../openapi-parts.ts";
import { lookSchema, pairSchema } from "./access-requests.ts";
import {
  auditLinesSchema,
  openSessionsSchema,
  pairingOfferSchema,
  pairingStateSchema,
  screensSchema,
  sessionSchema,
  waitingScreenSchema,
} from "./access-schema.ts";

const person = [{ person: [] }];
const refusals = { 401: refusal, 403: refusal, 503: refusal };
const ofCodes = { ...refusals, 400: refusal, 404: refusal, 415: refusal, 429: refusal };
const body = (schema: z.ZodType): object => ({
  required: true,
  content: { "application/json": { schema: jsonSchema(schema) } },
});
const ended = (summary: string): object => ({
  summary,
  security: person,
  parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
  responses: { 204: { description: "Ended" }, 404: refusal, ...refusals },
});

export const accessPaths: OpenApiPaths = {
  "/api/v1/pairing": {
    post: {
      summary: "A screen wants to come in: a code to show, and a cookie that belongs to it",
      description:
        "As RFC 8628 has it. Without an access section there is nothing to pair, and no such route.",
      security: [],
      responses: { 200: json("What to show", pairingOfferSchema), 429: refusal, 503: refusal },
    },
  },
  "/api/v1/pairing/poll": {
    post: {
      summary: "Whether somebody has approved the code; then a cookie lets the screen in",
      security: [],
      responses: { 200: json("How it stands", pairingStateSchema), 503: refusal },
    },
  },
  "/api/v1/screens": {
    get: {
      summary: "Paired screens",
      security: person,
      responses: { 200: json("As they are now", screensSchema), ...refusals },
    },
    post: {
      summary: "The screen that shows this code comes in, under a name",
      description: "Five wrong codes a minute, of each person.",
      security: person,
      requestBody: body(pairSchema),
      responses: {
        202: json("Approved; it comes within seconds", pairSchema.pick({ name: true })),
        ...ofCodes,
      },
    },
  },
  "/api/v1/screens/look": {
    post: {
      summary: "Which device shows this code, and from where",
      security: person,
      requestBody: body(lookSchema),
      responses: { 200: json("The screen that waits", waitingScreenSchema), ...ofCodes },
    },
  },
  "/api/v1/screens/{id}": { delete: ended("A screen is sent away: its stream ends within 5 s") },
  "/api/v1/session": {
    get: {
      summary: "Who asks",
      security: [{ wall: [] }, { person: [] }],
      responses: { 200: json("Role and name", sessionSchema), ...refusals },
    },
  },
  "/api/v1/sessions": {
    get: {
      summary: "Open sessions: of everyone for an admin, their own for a supervisor",
      security: person,
      responses: { 200: json("The last seen first", openSessionsSchema), ...refusals },
    },
  },
  "/api/v1/sessions/{id}": { delete: ended("A session ends") },
  "/api/v1/audit": {
    get: {
      summary: "The newest 200 rows of the audit log, for an admin",
      security: person,
      responses: { 200: json("The newest first", auditLinesSchema), ...refusals },
    },
  },
};
