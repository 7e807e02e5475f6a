/** What came lately, for the OpenAPI document. */
import { HISTORY_WINDOWS } from "#wire/history.ts";

import { dayHistorySchema, historySchema } from "./history-schema.ts";
import { json, refusal } from "./openapi-parts.ts";

const security = [{ wall: [] }];

export const historyPaths = {
  "/api/v1/history": {
    get: {
      summary: "What came lately and what became of it, by hour or by day",
      description:
        "`24h` and `7d` by hour, `13w` by local day, the running one included; hours of which nothing is known have no counts. 400 `invalid-window` for any other query.",
      security,
      parameters: [
        {
          name: "window",
          in: "query",
          required: true,
          description: "The last 24 hours, 7 local days, or 13 weeks of local days.",
          schema: { type: "string", enum: [...HISTORY_WINDOWS] },
        },
      ],
      responses: { 200: json("As it is now", historySchema), 400: refusal, 401: refusal, 503: refusal },
    },
  },
  "/api/v1/day": {
    get: {
      summary: "Today by hour, beside the same day of last year",
      description:
        "Last year's day has the same date where the calendar knows the day (25 November), else the same weekday, 52 weeks before.",
      security,
      responses: { 200: json("As it is now", dayHistorySchema), 401: refusal, 503: refusal },
    },
  },
};
