import type { Request, RequestHandler, Response } from "express";

import { ProblemError } from "#wire/problem.ts";

import { isAllowed, type Principal } from "./principal.ts";
import type { Refuse } from "./refusal.ts";
import { type Route, routesAt } from "./route-table.ts";

/** Who a request is from, asked at most once for each. */
export type PrincipalOf = (req: Request, res: Response) => Principal;

/**
 * Holds every request against the table of routes, before any route sees it. What is in no row is
 * closed: who has shown who they are is told that there is nothing, or which methods there are.
 */
export function routeGuard(principalOf: PrincipalOf, refuse: Refuse): RequestHandler {
  return (req, res, next) => {
    const routes = routesAt(req.path);
    const method = req.method === "HEAD" ? "GET" : req.method;
    const route = routes.find((one) => one.method === method);
    if (route?.roles.includes("anyone")) {
      checkBody(req, route);
      return next();
    }
    const principal = principalOf(req, res);
    if (route === undefined) {
      if (principal.kind === "nobody" && !routes.some(({ roles }) => roles.includes("anyone")))
        throw new ProblemError("unauthorized");
      if (routes.length === 0) throw new ProblemError("not-found");
      res.set("Allow", routes.map((one) => one.method).join(", "));
      throw new ProblemError("method-not-allowed");
    }
    if (!isAllowed(principal, route.roles)) return refuse(req, res, { principal, route });
    if (!saysWhence(req, principal)) return refuse(req, res, { principal, route, detail: UNSAID });
    checkBody(req, route);
    next();
  };
}

/** A browser always says on whose page something was pressed; a cookie without that is not from one of ours. */
function saysWhence({ method, headers }: Request, { kind }: Principal): boolean {
  if (method === "GET" || method === "HEAD" || (kind !== "person" && kind !== "wall")) return true;
  return headers.origin !== undefined || headers["sec-fetch-site"] !== undefined;
}

const UNSAID = "A request with a cookie says where it comes from.";

/** A form of another site can send a form, never JSON. */
function checkBody(req: Request, { method, body }: Route): void {
  if (method === "GET" || body === "own" || !hasBody(req)) return;
  if (!req.is(body === "form" ? "application/x-www-form-urlencoded" : "application/json"))
    throw new ProblemError("unsupported-media-type");
}

const hasBody = ({ headers }: Request): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
