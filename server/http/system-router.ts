import express, { type Router } from "express";

import type { SystemReader } from "#engine/system-status.ts";

/** How this node stands. */
export function systemRouter(status: SystemReader): Router {
  const router = express.Router();
  router.get("/system", (_req, res) => {
    res.set("Cache-Control", "no-store").json(status.system());
  });
  return router;
}
