import type { RequestHandler } from "express";

import { ProblemError } from "#wire/problem.ts";

/**
 * Lets JSON in and nothing else, not even an empty body: a page of another site can make a browser
 * send a form or nothing at all, but not JSON.
 */
export const jsonOnly: RequestHandler = (req, _res, next) => {
  if (!req.is("application/json")) throw new ProblemError("unsupported-media-type");
  next();
};
