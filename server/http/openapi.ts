import { z } from "zod";

import { PROBLEMS } from "#wire/problem.ts";

import { accessPaths } from "./access/access-paths.ts";
import { alertPaths } from "./alert-paths.ts";
import { deliveriesPaths } from "./deliveries-paths.ts";
import { historyPaths } from "./history-paths.ts";
import { json, jsonSchema, refusal } from "./openapi-parts.ts";
import { periodsSchema, reportSchema } from "./report-schema.ts";
import { systemSchema } from "./system-schema.ts";
import {
  boardSnapshotSchema,
  figuresSchema,
  heartbeatSchema,
  houseSchema,
  trendSchema,
} from "./wire-schema.ts";

/** Paths of an OpenAPI 3.1 document, as another adapter describes its own. */
export type OpenApiPaths = Readonly<Record<string, object>>;

/** OpenAPI 3.1, whose schemas are JSON Schema 2020-12. `paths` are added to those of `http/`. */
export function openApiDocument(paths: OpenApiPaths): object {
  return {
    openapi: "3.1.0",
    info: { title: "Vedetta", version: "1", description: "A real-time wallboard for helplines." },
    servers: [{ url: "/" }],
    paths: { ...paths, ...ownPaths() },
    components: {
      schemas: {
        Problem: {
          type: "object",
          description: "RFC 9457. The type is urn:vedetta: and the slug that docs/errors.md explains.",
          required: ["type", "title", "status"],
          properties: {
            type: {
              type: "string",
              format: "uri",
              examples: Object.keys(PROBLEMS).map((slug) => `urn:vedetta:${slug}`),
            },
            title: { type: "string" },
            status: { type: "integer" },
            detail: { type: "string" },
          },
        },
        Snapshot: jsonSchema(boardSnapshotSchema),
        Heartbeat: jsonSchema(heartbeatSchema),
      },
      securitySchemes: {
        wall: {
          type: "apiKey",
          in: "cookie",
          name: "vedetta-screen",
          description: "Set by pairing; __Host-vedetta-screen over TLS.",
        },
        person: {
          type: "apiKey",
          in: "cookie",
          name: "vedetta",
          description: "Set by the login; __Host-vedetta over TLS.",
        },
        source: { type: "http", scheme: "bearer" },
        metrics: { type: "http", scheme: "bearer" },
      },
    },
  };
}

function ownPaths(): OpenApiPaths {
  const wall = [{ wall: [] }, { person: [] }];
  return {
    "/api/v1/stream": {
      get: {
        summary: "The board as server-sent events",
        description:
          "Named events: `snapshot` (the whole board, latest wins, at most 4 a second) and `heartbeat` every second; their data are #/components/schemas/Snapshot and Heartbeat. `bye` when the server ends.",
        security: wall,
        responses: {
          200: {
            description: "The stream",
            content: { "text/event-stream": { schema: { type: "string" } } },
          },
          401: refusal,
          429: refusal,
          503: refusal,
        },
      },
    },
    "/api/v1/house": { get: reading("What a wall must know of its house", houseSchema) },
    "/api/v1/trend": { get: reading("Today's cumulative arrivals by five minutes", trendSchema) },
    "/api/v1/figures": {
      get: reading("Every figure with its window, its sources' ages and its formula in words", figuresSchema),
    },
    "/api/v1/system": { get: reading("How this node stands", systemSchema) },
    ...historyPaths,
    ...reportPaths(),
    ...alertPaths,
    ...deliveriesPaths,
    ...accessPaths,
    "/api/v1/openapi.json": {
      get: {
        summary: "This document",
        security: [{ person: [] }, { source: [] }],
        responses: { 200: json("OpenAPI 3.1", z.looseObject({})), 401: refusal, 403: refusal },
      },
    },
    "/metrics": {
      get: {
        summary: "How the process and its sources are, and sums of the day from three on, for Prometheus",
        security: [{ metrics: [] }, { person: [] }],
        responses: {
          200: {
            description: "Renewed once a minute",
            content: { "text/plain": { schema: { type: "string" } } },
          },
          401: refusal,
          403: refusal,
        },
      },
    },
    "/healthz": {
      get: {
        summary: "This process answers",
        security: [],
        responses: { 200: json("Alive", z.strictObject({ alive: z.literal(true) })) },
      },
    },
    "/readyz": {
      get: {
        summary: "The journal can be written and the board is rebuilt",
        security: [],
        responses: { 200: json("Ready", readinessSchema), 503: json("Not ready, and why", readinessSchema) },
      },
    },
  };
}

function reportPaths(): OpenApiPaths {
  return {
    "/api/v1/report": ofPeriod("The tables of a period", json("The report", reportSchema)),
    "/api/v1/report.csv": ofPeriod("The same as one long table, to be taken away: one and two are `<3`", {
      description: "A value a line: table, channel, row, column, value, share",
      content: { "text/csv": { schema: { type: "string" } } },
    }),
    "/api/v1/report.json": ofPeriod("The same tables, to be taken away: one and two are `<3`", {
      description: "The report; any number may be `<3`, or `null` where it would tell a hidden one",
      content: { "application/json": { schema: { type: "object" } } },
    }),
    "/api/v1/report/periods": {
      get: reading("Quarters and months of which something is known", periodsSchema),
    },
  };
}

const ofPeriod = (summary: string, content: object): object => ({
  get: {
    summary,
    description:
      "400 `invalid-period` for dates that are none or in the wrong order, 400 `no-data` for a period of which nothing can be known. Days that are not over, or may still change, say so in `state`.",
    security: [{ person: [] }],
    parameters: [
      dateInQuery("from", "First local day of the period."),
      dateInQuery("to", "Last local day of the period."),
    ],
    responses: { 200: content, 400: refusal, 401: refusal, 503: refusal },
  },
});

const dateInQuery = (name: string, description: string): object => ({
  name,
  in: "query",
  required: true,
  description,
  schema: { type: "string", format: "date" },
});

const readinessSchema = z.strictObject({
  ready: z.boolean(),
  reasons: z.array(z.enum(["journal-not-writable", "state-not-rebuilt", "draining"])),
  degraded: z.array(z.enum(["bus-lost", "bus-catching-up", "bus-secret-differs"])),
});

const reading = (summary: string, schema: z.ZodType): object => ({
  summary,
  security: [{ wall: [] }, { person: [] }],
  responses: { 200: json("As it is now", schema), 401: refusal },
});
