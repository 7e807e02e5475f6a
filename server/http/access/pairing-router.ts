import express, { type Request, type Router } from "express";

import type { AuditLog } from "#access/audit-log.ts";
import type { Pairings } from "#access/pairings.ts";
import type { Screens } from "#access/screens.ts";
import { groupedCode } from "#access/secrets.ts";
import type { Origin } from "#access/sessions.ts";
import type { Config } from "#config/schema.ts";
import { elapsed } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";
import type { PairingOffer, PairingState } from "#wire/access.ts";
import { ProblemError } from "#wire/problem.ts";

import type { Cookies } from "./cookies.ts";

/** What a screen does to come in (RFC 8628): it gets a code to show, and asks until somebody has approved it. */
export function pairingRouter(options: {
  readonly house: Config["house"];
  readonly pairings: Pairings;
  readonly screens: Screens;
  readonly audit: AuditLog;
  readonly cookies: Cookies;
  readonly originOf: (req: Request) => Origin;
  readonly clock: Clock;
}): Router {
  const { house, pairings, screens, audit, cookies, originOf, clock } = options;
  const router = express.Router();

  router.post("/pairing", (req, res) => {
    const now = clock.now();
    const begun = pairings.begin(originOf(req), now, cookies.read(req.headers.cookie, "pairing") || null);
    if (begun === null) throw new ProblemError("too-many-requests", { retryAfterSeconds: 60 });
    cookies.set(res, "pairing", begun.secret);
    const offer: PairingOffer = {
      code: groupedCode(begun.waiting.code),
      house: house.name,
      locales: house.locales,
      expiresInMs: elapsed(now, begun.waiting.until),
      pollEveryMs: begun.pollEvery,
    };
    res.set("Cache-Control", "no-store").json(offer);
  });

  router.post("/pairing/poll", (req, res) => {
    const now = clock.now();
    const origin = originOf(req);
    const paired: ReturnType<Screens["pair"]>[] = [];
    const answer = pairings.poll(cookies.read(req.headers.cookie, "pairing"), now, ({ name }) =>
      paired.push(screens.pair(name, origin, now)),
    );
    const [come] = paired;
    const send = (state: PairingState): void => void res.set("Cache-Control", "no-store").json(state);
    if (answer.status === "expired") return send({ status: "expired" });
    if (answer.status !== "approved") return send({ status: answer.status, pollEveryMs: answer.pollEvery });
    if (come === undefined) return send({ status: "expired" });
    const { secret, screen } = come;
    cookies.clear(res, "pairing");
    cookies.set(res, "screen", secret);
    const target = `${screen.name} (${screen.id})`;
    audit.write({ actor: answer.by, deed: "screen.pair", target, address: origin.address }, now);
    send({ status: "paired" });
  });
  return router;
}
