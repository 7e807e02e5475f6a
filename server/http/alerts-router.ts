import express, { type Request, type Response, type Router } from "express";

import type { Silence } from "#domain/alert/silence.ts";
import { minutes } from "#domain/time.ts";
import type { AlertRunner } from "#engine/alert-runner.ts";
import type { Alerts, SilenceSnapshot } from "#wire/alert.ts";
import { ProblemError } from "#wire/problem.ts";

import type { Witness } from "./access/witness.ts";
import { bodyOf, readJson } from "./json-body.ts";
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
 * Alerts as they are and were, and what people do about them: under the name of whoever is logged
 * in, or the one that is typed where nobody logs in.
 */
export function alertsRouter(desk: AlertDesk, witness: Witness): Router {
  const router = express.Router();
  const authorOf = (req: Request, res: Response, typed: string | undefined): string => {
    const by = witness.nameOf(req, res) ?? typed;
    if (by === undefined)
      throw new ProblemError("malformed-request", {
        detail: "These fields: by: not as the interface describes them.",
      });
    return by;
  };
  router.get("/alerts", (_req, res) => {
    res.set("Cache-Control", "no-store").json(alertsOf(desk));
  });
  router.post("/alerts/acknowledge", jsonOnly, readJson, (req, res) => {
    const { fingerprint, by } = bodyOf(req, acknowledgementSchema, FIELDS);
    const author = authorOf(req, res, by);
    if (!withJournal(() => desk.acknowledge(fingerprint, author)))
      throw new ProblemError("not-found", { detail: "No alert with this fingerprint fires." });
    witness.note(req, res, "alert.acknowledge", fingerprint);
    res.set("Cache-Control", "no-store").json(alertsOf(desk));
  });
  router.post("/alerts/unacknowledge", jsonOnly, readJson, (req, res) => {
    const { fingerprint } = bodyOf(req, unacknowledgementSchema, FIELDS);
    if (!withJournal(() => desk.acknowledge(fingerprint, null)))
      throw new ProblemError("not-found", { detail: "No alert with this fingerprint fires." });
    witness.note(req, res, "alert.unacknowledge", fingerprint);
    res.set("Cache-Control", "no-store").json(alertsOf(desk));
  });
  router.post("/silences", jsonOnly, readJson, (req, res) => {
    const request = bodyOf(req, silenceRequestSchema, FIELDS);
    const by = authorOf(req, res, request.by);
    if (desk.silences.length >= MOST_SILENCES)
      throw new ProblemError("conflict", { detail: "Too many silences are in force: end some first." });
    const silence = withJournal(() => desk.silence({ ...termsOf(request), by, scope: scopeOf(request) }));
    if (silence === null)
      throw new ProblemError("not-found", { detail: "This house has no such alert or rule." });
    witness.note(req, res, "silence.begin", targetOf(silence));
    res.status(201).set("Cache-Control", "no-store").json(silenceSnapshotOf(silence));
  });
  router.delete("/silences/:id", (req, res) => {
    const id = req.params["id"];
    if (typeof id !== "string" || !withJournal(() => desk.endSilence(id)))
      throw new ProblemError("not-found", { detail: "There is no such silence." });
    witness.note(req, res, "silence.end", id);
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

/** For the audit log: which it is, what it keeps quiet, and until when; that is all that is left of a silence when it is over. */
function targetOf({ id, scope, until }: Silence): string {
  const what =
    scope.kind === "alert"
      ? scope.fingerprint
      : `${scope.rule}${scope.channel === null ? "" : `/${scope.channel}`}`;
  return `${id} ${what} until ${new Date(until).toISOString()}`;
}

const termsOf = ({ why, minutes: length }: SilenceRequest) => ({ why, lasts: minutes(length) });

const scopeOf = (request: SilenceRequest): Silence["scope"] =>
  "rule" in request
    ? { kind: "rule", rule: request.rule, channel: request.channel ?? null }
    : { kind: "alert", fingerprint: request.fingerprint };

const FIELDS = ["fingerprint", "rule", "channel", "by", "why", "minutes"];
