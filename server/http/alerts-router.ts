import express, { type Request, type RequestHandler, type Router } from "express";
import type { z } from "zod";

import type { Silence } from "#domain/alert/silence.ts";
import { minutes } from "#domain/time.ts";
import type { AlertRunner } from "#engine/alert-runner.ts";
import type { Alerts, SilenceSnapshot } from "#wire/alert.ts";
import { ProblemError } from "#wire/problem.ts";

import {
  acknowledgementSchema,
  type SilenceRequest,
  silenceRequestSchema,
  unacknowledgementSchema,
} from "./alert-requests.ts";
import { jsonOnly } from "./json-only.ts";
import { withJournal } from "./with-journal.ts";

/** More would be no plan of anybody's, and each is kept and looked at. */
const MOST_SILENCES = 100;

/** What the routes ask of the alerts of a house. */
export type AlertDesk = Pick<
  AlertRunner,
  "shown" | "past" | "silences" | "acknowledge" | "silence" | "endSilence"
>;

/**
 * Alerts as they are and were, and what people do about them. `mayChange`: a guard in front of
 * everything but reading.
 */
export function alertsRouter(desk: AlertDesk, mayChange: RequestHandler): Router {
  const router = express.Router();
  const readBody = express.json({ limit: "4kb", strict: true });
  router.get("/alerts", (_req, res) => {
    res.set("Cache-Control", "no-store").json(alertsOf(desk));
  });
  router.post("/alerts/acknowledge", mayChange, jsonOnly, readBody, (req, res) => {
    const { fingerprint, by } = bodyOf(req, acknowledgementSchema);
    if (!withJournal(() => desk.acknowledge(fingerprint, by)))
      throw new ProblemError("not-found", { detail: "No alert with this fingerprint fires." });
    res.set("Cache-Control", "no-store").json(alertsOf(desk));
  });
  router.post("/alerts/unacknowledge", mayChange, jsonOnly, readBody, (req, res) => {
    const { fingerprint } = bodyOf(req, unacknowledgementSchema);
    if (!withJournal(() => desk.acknowledge(fingerprint, null)))
      throw new ProblemError("not-found", { detail: "No alert with this fingerprint fires." });
    res.set("Cache-Control", "no-store").json(alertsOf(desk));
  });
  router.post("/silences", mayChange, jsonOnly, readBody, (req, res) => {
    const request = bodyOf(req, silenceRequestSchema);
    if (desk.silences.length >= MOST_SILENCES)
      throw new ProblemError("conflict", { detail: "Too many silences are in force: end some first." });
    const silence = withJournal(() => desk.silence({ ...termsOf(request), scope: scopeOf(request) }));
    if (silence === null)
      throw new ProblemError("not-found", { detail: "This house has no such alert or rule." });
    res.status(201).set("Cache-Control", "no-store").json(silenceSnapshotOf(silence));
  });
  router.delete("/silences/:id", mayChange, (req, res) => {
    const id = req.params["id"];
    if (typeof id !== "string" || !withJournal(() => desk.endSilence(id)))
      throw new ProblemError("not-found", { detail: "There is no such silence." });
    res.status(204).set("Cache-Control", "no-store").end();
  });
  return router;
}

const alertsOf = (desk: AlertDesk): Alerts => ({
  active: desk.shown,
  past: desk.past,
  silences: desk.silences.map(silenceSnapshotOf),
});

const silenceSnapshotOf = ({ id, scope, by, why, from, until }: Silence): SilenceSnapshot => ({
  id,
  fingerprint: scope.kind === "alert" ? scope.fingerprint : null,
  rule: scope.kind === "rule" ? scope.rule : null,
  channel: scope.kind === "rule" ? scope.channel : null,
  by,
  why,
  fromMs: from,
  untilMs: until,
});

const termsOf = ({ by, why, minutes: length }: SilenceRequest) => ({ by, why, lasts: minutes(length) });

const scopeOf = (request: SilenceRequest): Silence["scope"] =>
  "rule" in request
    ? { kind: "rule", rule: request.rule, channel: request.channel ?? null }
    : { kind: "alert", fingerprint: request.fingerprint };

const FIELDS = new Set(["fingerprint", "rule", "channel", "by", "why", "minutes"]);

/** The error names where the fault is, never what was sent. */
function bodyOf<S extends z.ZodType>(req: Request, schema: S): z.output<S> {
  const result = schema.safeParse(req.body);
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap((issue) =>
    issue.code === "invalid_union" ? issue.errors.flat() : [issue],
  );
  const fields = new Set(issues.map(({ path }) => String(path[0] ?? "")).filter((key) => FIELDS.has(key)));
  const where = fields.size === 0 ? "The body" : `These fields: ${[...fields].join(", ")}`;
  throw new ProblemError("malformed-request", { detail: `${where}: not as the interface describes them.` });
}
