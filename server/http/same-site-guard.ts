import type { Request, RequestHandler, Response } from "express";

import { ProblemError } from "#wire/problem.ts";

/**
 * Refuses what a page of another site sends: anything but reading, when the browser
 * says that it comes from elsewhere. Programs send neither header and pass. `refused` hears of it first.
 */
export const sameSiteGuard =
  (refused: (req: Request, res: Response) => void): RequestHandler =>
  (req, res, next) => {
    if (req.method !== "GET" && req.method !== "HEAD" && isFromElsewhere(req)) {
      refused(req, res);
      throw new ProblemError("forbidden", { detail: "Another site may not send this." });
    }
    next();
  };

function isFromElsewhere(req: Request): boolean {
  const site = req.headers["sec-fetch-site"];
  const { origin, host } = req.headers;
  // A form on a page that sends no referrer has the origin "null": then the other header must speak for it.
  const isSaidToBeOwn = site === "same-origin" || site === "none";
  const foreignOrigin =
    origin !== undefined && (origin === "null" ? !isSaidToBeOwn : originHost(origin) !== host);
  return (site !== undefined && !isSaidToBeOwn) || foreignOrigin;
}

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
