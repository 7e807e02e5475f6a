import { z } from "zod";

import type { Config } from "#config/schema.ts";

import { eventSchema } from "./event-schema.ts";
import { MAX_EVENT_BYTES } from "./limits.ts";
import { REFUSAL_REASONS } from "./refusal.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** What producers and the dead letters write on the bus, as an AsyncAPI 3.1 document with the words of this house. */
export function busAsyncApi(house: Config, version: string): object {
  const sources = house.sources
    .filter((source) => source.kind === "http-events")
    .filter(({ overBus }) => overBus === true);
  const prefix = house.bus?.keyPrefix ?? "vedetta";
  const event = { oneOf: sources.map((source) => jsonSchema(eventSchema(vocabularyOf(house, source)))) };
  const secure = house.bus?.url?.startsWith("rediss:") ?? house.bus?.sentinels?.[0]?.startsWith("rediss:");
  return {
    asyncapi: "3.1.0",
    info: {
      title: `Events of ${house.house.name} by the bus`,
      version,
      description:
        "Streams of Redis. Each entry that a producer adds holds one CloudEvent in JSON, in the field `event` and no other.",
    },
    defaultContentType: "application/cloudevents+json",
    servers: {
      bus: {
        host: "redis.example.org:6379",
        protocol: secure === true ? "rediss" : "redis",
        description: "The Redis or Valkey of the house",
        security: [{ type: "userPassword", description: "A user of the access control list" }],
      },
    },
    channels: {
      incoming: {
        address: `${prefix}:incoming`,
        description: "XADD here. Entries are deleted once they are taken in or refused.",
        messages: { event: { $ref: "#/components/messages/event" } },
      },
      deadLetters: {
        address: `${prefix}:dead-letters`,
        description: "What was refused, where and why. Never holds a value.",
        messages: { deadLetter: { $ref: "#/components/messages/deadLetter" } },
      },
    },
    operations: {
      takeIn: { action: "receive", channel: { $ref: "#/channels/incoming" } },
      refuse: { action: "send", channel: { $ref: "#/channels/deadLetters" } },
    },
    components: {
      messages: {
        event: {
          title: "One event",
          description: `The field \`event\`, at most ${MAX_EVENT_BYTES} bytes. The same event with the same id may be sent again at any time.`,
          payload: event,
        },
        deadLetter: {
          title: "One refusal",
          contentType: "application/json",
          description: "The fields of the entry.",
          payload: jsonSchema(deadLetterSchema),
        },
      },
    },
  };
}

const deadLetterSchema = z.strictObject({
  stream: z.string().meta({ description: "Where it stood." }),
  entry: z.string().meta({ description: "Its id there." }),
  index: z.string().meta({ description: "Place in the entry, from 0." }),
  path: z.string().meta({ description: "JSONPath within the event." }),
  reason: z
    .enum([...REFUSAL_REASONS, "no-pseudonym"])
    .meta({ description: "docs/errors.md and docs/nodes.md explain each." }),
});

function jsonSchema(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-7", io: "input" });
  return rest;
}
