import express, { type Request } from "express";
import type { z } from "zod";

import { ProblemError } from "#wire/problem.ts";

export const readJson = express.json({ limit: "4kb", strict: true });

/**
 * The body of a request that `readJson` has read, as the schema has it. The error names where the fault
 * is, of the `fields` that there may be, never what was sent. Throws `ProblemError`.
 */
export function bodyOf<S extends z.ZodType>(req: Request, schema: S, fields: readonly string[]): z.output<S> {
  if (!req.is("application/json")) throw new ProblemError("unsupported-media-type");
  const result = schema.safeParse(req.body);
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap((issue) =>
    issue.code === "invalid_union" ? issue.errors.flat() : [issue],
  );
  const named = new Set(
    issues.map(({ path }) => String(path[0] ?? "")).filter((key) => fields.includes(key)),
  );
  const where = named.size === 0 ? "The body" : `These fields: ${[...named].join(", ")}`;
  throw new ProblemError("malformed-request", { detail: `${where}: not as the interface describes them.` });
}
