/** Pieces that descriptions of several routes are made of. */
import { z } from "zod";

export const refusal = {
  description: "Refused",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

export const json = (description: string, schema: z.ZodType): object => ({
  description,
  content: { "application/json": { schema: jsonSchema(schema) } },
});

/** Without the name of the dialect: in OpenAPI 3.1 it is understood. */
export function jsonSchema(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" });
  return rest;
}
