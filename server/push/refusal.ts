import type { Response } from "express";

import type { Problem } from "#wire/problem.ts";

/** Why a wall is not let in. */
export type RefusalReason = "house-full" | "client-full" | "closing" | "pipelined";

const STATUS: Readonly<Record<RefusalReason, { readonly status: number; readonly title: string }>> = {
  "house-full": { status: 503, title: "Too many walls are connected" },
  "client-full": { status: 429, title: "Too many walls of this client are connected" },
  closing: { status: 503, title: "The server is closing" },
  pipelined: { status: 400, title: "A stream cannot be pipelined" },
};

/** An EventSource gives up at any of these; the page makes a new one after this time, with its own jitter. */
const RETRY_AFTER_SECONDS = 5;

/** RFC 9457. Closes the connection: one that is refused shall not stay. */
export function refuse(res: Response, reason: RefusalReason): void {
  const { status, title } = STATUS[reason];
  const problem: Problem = { type: `urn:vedetta:${reason}`, title, status };
  res
    .status(status)
    .set({
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      "Retry-After": String(RETRY_AFTER_SECONDS),
      Connection: "close",
    })
    .end(JSON.stringify(problem));
}
