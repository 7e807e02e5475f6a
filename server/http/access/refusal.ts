import type { Request, Response } from "express";

import { minutes } from "#domain/time.ts";
import { ProblemError } from "#wire/problem.ts";

import { type Door, show, speak } from "./door.ts";
import { createOnceIn } from "./once-in.ts";
import { markup } from "./page-shell.ts";
import { actorOf, type Principal } from "./principal.ts";
import type { Route } from "./route-table.ts";

/** What becomes of a request that somebody may not make. It throws, or answers itself. */
export type Refuse = (
  req: Request,
  res: Response,
  refused: { readonly principal: Principal; readonly route: Route; readonly detail?: string },
) => void;

/**
 * Pages lead to the login, everything else is a problem. That somebody who is known wanted what is not
 * for them is written down, of each and each route once a minute.
 */
export function createRefusal(door: Door): Refuse {
  const isNews = createOnceIn(door.clock, minutes(1));

  return (req, res, { principal, route, detail }) => {
    if (route.page && principal.kind === "nobody" && req.headers["sec-fetch-site"] === "cross-site")
      return comeAgain(door, req, res);
    if (route.page) return res.redirect(303, `/login?next=${encodeURIComponent(req.originalUrl)}`);
    if (principal.kind === "nobody") throw new ProblemError("unauthorized");
    const actor = actorOf(principal);
    const target = `${route.method} ${route.path}`;
    if (isNews(`${actor} ${target}`)) {
      const { address } = door.originOf(req);
      door.audit.write(
        { actor, deed: "access.refuse", target, address, result: "refused" },
        door.clock.now(),
      );
    }
    throw new ProblemError("forbidden", detail === undefined ? {} : { detail });
  };
}

/** A link on a page of another site carries no strict cookie. One from a page of ours does: this one asks again. */
function comeAgain(door: Door, req: Request, res: Response): void {
  const { words } = speak(door, req);
  show(door, req, res, {
    title: words.opening,
    content: markup`<a class="button" href="${req.originalUrl}">${words.goOn}</a>`,
    goesTo: req.originalUrl,
  });
}
