import express, { type Router } from "express";

import type { AuditLog } from "#access/audit-log.ts";
import type { Pairings } from "#access/pairings.ts";
import type { Screens } from "#access/screens.ts";
import { elapsed } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";
import type { ScreensSnapshot, WaitingScreen } from "#wire/access.ts";
import { ProblemError } from "#wire/problem.ts";

import { bodyOf, readJson } from "../json-body.ts";
import { lookSchema, pairSchema } from "./access-requests.ts";
import { createAttemptLimit } from "./attempt-limit.ts";
import { actorOf, type Principal } from "./principal.ts";
import type { PrincipalOf } from "./route-guard.ts";

const FIELDS = ["code", "name"];
/** Wrong codes a minute, of each person: with 34.6 bits nobody guesses one in its ten minutes. */
const WRONG_CODES = 5;

/** What people at a desk do about screens: see them, let one in by its code, send one away. */
export function screensRouter(options: {
  /** `null`: without an access section there is nothing to pair. */
  readonly paired: { readonly screens: Screens; readonly pairings: Pairings } | null;
  readonly audit: AuditLog;
  readonly principalOf: PrincipalOf;
  readonly addressOf: (req: Parameters<PrincipalOf>[0]) => string;
  /** Whether a screen has the board open at this moment. */
  readonly isWatching: (screen: string) => boolean;
  readonly clock: Clock;
}): Router {
  const { paired, audit, principalOf, addressOf, isWatching, clock } = options;
  const wrongCodes = createAttemptLimit(clock, { attempts: WRONG_CODES });

  /** What `find` finds by a code that somebody typed; wrong ones are counted and written down. */
  function byCode<T>(principal: Principal, address: string, find: () => T | null): T {
    const actor = actorOf(principal);
    if (wrongCodes.isSpent(actor))
      throw new ProblemError("too-many-requests", { retryAfterSeconds: wrongCodes.secondsLeft(actor) });
    const found = find();
    if (found !== null) return found;
    const result = wrongCodes.failed(actor) ? "limited" : "refused";
    audit.write({ actor, deed: "screen.code", address, result }, clock.now());
    throw new ProblemError("not-found", { detail: "No screen shows this code." });
  }

  const router = express.Router();
  router.get("/screens", (_req, res) => {
    const now = clock.now();
    const snapshot: ScreensSnapshot = {
      guarded: paired !== null,
      nowMs: now,
      screens: (paired?.screens.list(now) ?? []).map(
        ({ id, name, address, device, paired: since, seen }) => ({
          id,
          name,
          address,
          device,
          pairedAtMs: since,
          seenAtMs: isWatching(id) ? now : seen,
          watching: isWatching(id),
        }),
      ),
    };
    res.set("Cache-Control", "no-store").json(snapshot);
  });
  if (paired === null) return router;
  const { screens, pairings } = paired;

  router.post("/screens/look", readJson, (req, res) => {
    const { code } = bodyOf(req, lookSchema, FIELDS);
    const now = clock.now();
    const found = byCode(principalOf(req, res), addressOf(req), () => pairings.look(code, now));
    const { address, device, until } = found;
    const waiting: WaitingScreen = { address, device, expiresInMs: elapsed(now, until) };
    res.set("Cache-Control", "no-store").json(waiting);
  });
  router.post("/screens", readJson, (req, res) => {
    const { code, name } = bodyOf(req, pairSchema, FIELDS);
    const principal = principalOf(req, res);
    const [by, address] = [actorOf(principal), addressOf(req)];
    byCode(principal, address, () => pairings.approve(code, { name, by }, clock.now()));
    audit.write({ actor: by, deed: "screen.approve", target: name, address }, clock.now());
    res.status(202).set("Cache-Control", "no-store").json({ name });
  });
  router.delete("/screens/:id", (req, res) => {
    const screen = screens.get(req.params.id, clock.now());
    if (screen === null) throw new ProblemError("not-found", { detail: "There is no such screen." });
    screens.unpair(screen.id, clock.now());
    const target = `${screen.name} (${screen.id})`;
    const actor = actorOf(principalOf(req, res));
    audit.write({ actor, deed: "screen.unpair", target, address: addressOf(req) }, clock.now());
    res.status(204).set("Cache-Control", "no-store").end();
  });
  return router;
}
