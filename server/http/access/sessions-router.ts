import express, { type Request, type Response, type Router } from "express";

import type { AuditLog } from "#access/audit-log.ts";
import type { Session, Sessions } from "#access/sessions.ts";
import type { Clock } from "#engine/ports.ts";
import type { AuditLine, OpenSession, SessionSnapshot } from "#wire/access.ts";
import { ProblemError } from "#wire/problem.ts";

import { actorOf, type Principal } from "./principal.ts";
import type { PrincipalOf } from "./route-guard.ts";

const MOST_LINES = 200;

/** Who is in: oneself, the open sessions (of everyone for an admin), and what was done. */
export function sessionsRouter(options: {
  /** `null`: without an access section nobody logs in. */
  readonly sessions: Sessions | null;
  readonly audit: AuditLog;
  readonly principalOf: PrincipalOf;
  readonly addressOf: (req: Request) => string;
  readonly clock: Clock;
}): Router {
  const { sessions, audit, principalOf, addressOf, clock } = options;
  /** An admin sees all, a supervisor their own. */
  const visibleTo = (principal: Principal): readonly Session[] => {
    if (sessions === null || principal.kind !== "person") return [];
    const all = sessions.list(clock.now());
    return principal.role === "admin" ? all : all.filter(({ person }) => person === principal.person);
  };

  const router = express.Router();
  router.get("/session", (req, res) => {
    const principal = principalOf(req, res);
    const own = principal.kind === "person" ? principal.session : null;
    const ends = own === null ? null : (sessions?.endOf(own, clock.now()) ?? null);
    send(res, { ...sessionOf(principal), ends } satisfies SessionSnapshot);
  });
  router.get("/sessions", (req, res) => {
    const principal = principalOf(req, res);
    const own = principal.kind === "person" ? principal.session : null;
    send(
      res,
      visibleTo(principal).map(({ id, name, role, began, seen, address, device }): OpenSession => {
        return { id, name, role, beganAtMs: began, seenAtMs: seen, address, device, own: id === own };
      }),
    );
  });
  router.delete("/sessions/:id", (req, res) => {
    const principal = principalOf(req, res);
    const session = visibleTo(principal).find(({ id }) => id === req.params.id);
    if (session === undefined) throw new ProblemError("not-found", { detail: "There is no such session." });
    sessions?.revoke(session.id, clock.now());
    const note = { actor: actorOf(principal), deed: "session.revoke", target: session.person } as const;
    audit.write({ ...note, address: addressOf(req) }, clock.now());
    res.status(204).set("Cache-Control", "no-store").end();
  });
  router.get("/audit", (_req, res) => {
    send(
      res,
      audit.list(MOST_LINES).map(({ seq, at, actor, deed, target, address, result }): AuditLine => {
        return { seq, atMs: at, actor, deed, target, address, result };
      }),
    );
  });
  return router;
}

const send = (res: Response, body: object): void => void res.set("Cache-Control", "no-store").json(body);

function sessionOf(principal: Principal): Omit<SessionSnapshot, "ends"> {
  switch (principal.kind) {
    case "person":
      return { role: principal.role, name: principal.name, canLogOut: principal.session !== null };
    case "wall":
      return { role: "wall", name: principal.screen.name, canLogOut: false };
    case "house":
    case "nobody":
    case "source":
    case "metrics":
      return { role: "house", name: null, canLogOut: false };
  }
}
