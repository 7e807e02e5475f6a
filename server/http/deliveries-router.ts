import express, { type Router } from "express";

import type { DeliveryDesk } from "#engine/delivery-ports.ts";
import type { TestResult } from "#wire/deliveries.ts";
import { ProblemError } from "#wire/problem.ts";

import type { Witness } from "./access/witness.ts";
import { jsonOnly } from "./json-only.ts";
import { withJournal } from "./with-journal.ts";

/** Messages to receivers of alerts: how they stand, another try, and a test. */
export function deliveriesRouter(desk: DeliveryDesk, witness: Witness): Router {
  const router = express.Router();
  router.get("/deliveries", (_req, res) => {
    res.set("Cache-Control", "no-store").json(withJournal(() => desk.deliveries()));
  });
  router.post("/deliveries/:receiver/:id/resend", jsonOnly, (req, res) => {
    const { receiver, id } = req.params;
    const answer = withJournal(() => desk.resend(textOf(receiver), textOf(id)));
    if (answer === "unknown")
      throw new ProblemError("not-found", { detail: "No message with this id was given up." });
    if (answer !== "waits") throw new ProblemError("conflict", { detail: REFUSED[answer] });
    witness.note(req, res, "delivery.resend", `${textOf(receiver)} ${textOf(id)}`);
    res.status(202).set("Cache-Control", "no-store").end();
  });
  router.post("/receivers/:receiver/test", jsonOnly, (req, res) => {
    const answer = (result: TestResult | "waits" | null): void => {
      if (result === null) throw new ProblemError("not-found", { detail: "There is no such receiver." });
      if (result === "waits")
        throw new ProblemError("too-many-requests", {
          detail: "A test of it is under way.",
          retryAfterSeconds: 10,
        });
      witness.note(req, res, "receiver.test", result.receiver);
      res.set("Cache-Control", "no-store").json(result);
    };
    return desk.sendTest(textOf(req.params["receiver"])).then(answer);
  });
  return router;
}

const REFUSED = {
  over: "What it tells is over, and the receiver has been told so.",
  gone: "The receiver said that it is gone: send it a test first.",
} as const;

const textOf = (parameter: unknown): string => (typeof parameter === "string" ? parameter : "");
