import type { Request, Response } from "express";

import { minutes } from "#domain/time.ts";
import { ProblemError } from "#wire/problem.ts";

import { type Door, show, speak } from "./door.ts";
import { createOnceIn } from "./once-in.ts";
import { markup } from "./page-shell.ts";
import { actorOf, type Principal } from "./principal.ts";
import { type Route, routeNameOf } from "./route-table.ts";

/** What becomes of a request that somebody may not make. It throws, or answers itself. */
export type Refuse = (
  req: Request,
  res: Response,
  refused: { readonly principal: Principal; readonly route: Route; readonly detail?: string },
) => void;

/** Writes down that somebody who is known wanted what is not for them, of each and each route once a minute. */
export type NoteRefusal = (req: Request, principal: Principal, target: string) => void;

export function createNoteRefusal({
  audit,
  clock,
  originOf,
}: Pick<Door, "audit" | "clock" | "originOf">): NoteRefusal {
  const isNews = createOnceIn(clock, minutes(1));
  return (req, principal, target) => {
    const actor = actorOf(principal);
    if (principal.kind === "nobody" || !isNews(`${actor} ${target}`)) return;
    const { address } = originOf(req);
    audit.write({ actor, deed: "access.refuse", target, address, result: "refused" }, clock.now());
  };
}

/** Pages lead to the login, everything else is a problem. */
export function createRefusal(door: Door, note: NoteRefusal): Refuse {
  return (req, res, { principal, route, detail }) => {
    if (route.page && principal.kind === "nobody" && req.headers["sec-fetch-site"] === "cross-site")
      return comeAgain(door, req, res);
    if (route.page) return res.redirect(303, `/login?next=${encodeURIComponent(req.originalUrl)}`);
    if (principal.kind === "nobody") throw new ProblemError("unauthorized");
    note(req, principal, routeNameOf(route));
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
