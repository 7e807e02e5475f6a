/** What the OpenAPI document says of the routes of deliveries. */
import { deliveriesSchema, testResultSchema } from "./deliveries-schema.ts";
import type { OpenApiPaths } from "./openapi.ts";
import { json, refusal } from "./openapi-parts.ts";

const security = [{ person: [] }];
const refusals = { 401: refusal, 403: refusal, 404: refusal, 415: refusal, 503: refusal };
/** JSON is asked for because a page of another site cannot send it. */
const requestBody = {
  required: true,
  description: "An empty object.",
  content: { "application/json": { schema: { type: "object" } } },
};
const inPath = (name: string, description: string): object => ({
  name,
  in: "path",
  required: true,
  description,
  schema: { type: "string" },
});
const receiver = inPath("receiver", "Its id in the configuration.");
const CHANGES = "404 `not-found` when there is none.";

export const deliveriesPaths: OpenApiPaths = {
  "/api/v1/deliveries": {
    get: {
      summary: "Messages to receivers of alerts, and how each receiver stands",
      security,
      responses: { 200: json("As they are now", deliveriesSchema), 401: refusal, 503: refusal },
    },
  },
  "/api/v1/deliveries/{receiver}/{id}/resend": {
    post: {
      summary: "A message that was given up is sent again",
      description: `${CHANGES} 409 \`conflict\` when its end was told, or when the receiver takes nothing before a test of it.`,
      security,
      parameters: [receiver, inPath("id", "That of the message.")],
      requestBody,
      responses: { 202: { description: "It waits for its turn" }, ...refusals, 409: refusal },
    },
  },
  "/api/v1/receivers/{receiver}/test": {
    post: {
      summary:
        "A test is sent at once; one that is delivered lets a receiver that was gone take messages again",
      description: CHANGES,
      security,
      parameters: [receiver],
      requestBody,
      responses: { 200: json("What became of it", testResultSchema), ...refusals, 429: refusal },
    },
  },
};
