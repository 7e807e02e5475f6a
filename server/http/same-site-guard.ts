import type { RequestHandler } from "express";

import { ProblemError } from "#wire/problem.ts";

/**
 * Refuses what a page of another site sends: anything but reading, when the browser
 * says that it comes from elsewhere. Programs send neither header and pass.
 */
export const sameSiteGuard: RequestHandler = (req, _res, next) => {
  if (req.method === "GET" || req.method === "HEAD") return next();
  const site = req.headers["sec-fetch-site"];
  const { origin, host } = req.headers;
  // A form on a page that sends no referrer has the origin "null": then the other header must speak for it.
  const isSaidToBeOwn = site === "same-origin" || site === "none";
  const foreignOrigin =
    origin !== undefined && (origin === "null" ? !isSaidToBeOwn : originHost(origin) !== host);
  if ((site !== undefined && site !== "same-origin" && site !== "none") || foreignOrigin)
    throw new ProblemError("forbidden", { detail: "Another site may not send this." });
  next();
};

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
