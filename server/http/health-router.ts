import express, { type Router } from "express";

import type { Readiness } from "#engine/ports.ts";
import type { BusState } from "#wire/bus.ts";

/** Why `/readyz` says no. */
export type NotReadyReason = "journal-not-writable" | "state-not-rebuilt" | "draining";

/** What may be missing while the work goes on. */
export type Degradation = "bus-lost" | "bus-catching-up" | "bus-secret-differs";

/** `/healthz`: this process answers. `/readyz`: it can do its work. Both are open to everyone and tell nothing else. */
export function healthRouter(readiness: Readiness): Router {
  const router = express.Router();
  router.get("/healthz", (_req, res) => {
    res.set("Cache-Control", "no-store").json({ alive: true });
  });
  router.get("/readyz", (_req, res) => {
    const { journalWritable, stateRebuilt, draining, bus } = readiness.check();
    const reasons: NotReadyReason[] = [];
    if (!journalWritable) reasons.push("journal-not-writable");
    if (!stateRebuilt) reasons.push("state-not-rebuilt");
    if (draining) reasons.push("draining");
    const ready = reasons.length === 0;
    res
      .status(ready ? 200 : 503)
      .set("Cache-Control", "no-store")
      .json({ ready, reasons, degraded: degradationsOf(bus) });
  });
  return router;
}

/** Without the bus a node shows what reaches it alone, and that is better than nothing. */
function degradationsOf(bus: BusState | null): readonly Degradation[] {
  switch (bus) {
    case "lost":
      return ["bus-lost"];
    case "catching-up":
      return ["bus-catching-up"];
    case "secret-differs":
      return ["bus-secret-differs"];
    case "live":
    case null:
      return [];
  }
}
