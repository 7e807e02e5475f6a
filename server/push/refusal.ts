import type { Response } from "express";

import { problemOf, type ProblemSlug } from "#wire/problem.ts";

/** Why a wall is not let in. */
export type RefusalReason = Extract<ProblemSlug, "house-full" | "client-full" | "closing" | "pipelined">;

/** An EventSource gives up at any of these; the page makes a new one after this time, with its own jitter. */
const RETRY_AFTER_SECONDS = 5;

/** RFC 9457. Closes the connection: one that is refused shall not stay. */
export function refuse(res: Response, reason: RefusalReason): void {
  const problem = problemOf(reason);
  res
    .status(problem.status)
    .set({
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      "Retry-After": String(RETRY_AFTER_SECONDS),
      Connection: "close",
    })
    .end(JSON.stringify(problem));
}
