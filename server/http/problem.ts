import type { ErrorRequestHandler, RequestHandler, Response } from "express";

import { AccessUnavailable } from "#access/access-database.ts";
import { TooManyAtOnce } from "#access/password.ts";
import type { Logger } from "#engine/ports.ts";
import { ProblemError, PROBLEMS, type ProblemSlug, problemOf } from "#wire/problem.ts";

import type { ShowProblem } from "./access/problem-page.ts";

/** RFC 9457. Never stored, and never with a value of the request. */
function sendProblem(res: Response, slug: ProblemSlug, detail?: string): void {
  const problem = problemOf(slug, detail);
  res
    .status(problem.status)
    .set("Cache-Control", "no-store")
    .type("application/problem+json")
    .send(JSON.stringify(problem));
}

/** The last route: whatever nobody else knew. */
export const nothingHere: RequestHandler = () => {
  throw new ProblemError("not-found");
};

/** Answers every error with a problem, or with a page where `showPage` does. A fault of ours is logged by its kind and place: its message might quote a payload. */
export function problemHandler(logger: Logger, showPage: ShowProblem): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const { slug, detail, retryAfterSeconds } = refusalOf(error);
    if (slug === "internal-error") logger.error(placeOf(error), "a request failed");
    if (res.headersSent) {
      res.destroy();
      return;
    }
    if (slug === "unauthorized") res.set("WWW-Authenticate", 'Bearer realm="vedetta"');
    if (retryAfterSeconds !== undefined) res.set("Retry-After", String(retryAfterSeconds));
    if (!showPage(req, res, slug, PROBLEMS[slug].status)) sendProblem(res, slug, detail);
  };
}

type Refused = Pick<ProblemError, "slug" | "detail" | "retryAfterSeconds">;

/** Express and its body reader throw errors that carry a status. */
function refusalOf(error: unknown): Refused {
  if (error instanceof ProblemError) return error;
  if (error instanceof TooManyAtOnce)
    return { slug: "too-many-requests", detail: undefined, retryAfterSeconds: 5 };
  if (error instanceof AccessUnavailable)
    return { slug: "access-unavailable", detail: undefined, retryAfterSeconds: 5 };
  const status = error instanceof Error && "status" in error ? error.status : 500;
  const slug =
    typeof status === "number" && status >= 400 && status < 500 ? slugOf(status) : "internal-error";
  return { slug, detail: undefined, retryAfterSeconds: undefined };
}

function slugOf(status: number): ProblemSlug {
  if (status === 404) return "not-found";
  if (status === 413) return "too-large";
  if (status === 415) return "unsupported-media-type";
  return "malformed-request";
}

/** Name and stack without the message. */
function placeOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames?.slice(0, 8).map((line) => line.trim()) };
}
