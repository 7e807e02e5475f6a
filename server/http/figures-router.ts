import express, { type Router } from "express";

import { figureReadings } from "#engine/figure-readings.ts";
import type { BoardReader } from "#engine/ports.ts";
import type { House } from "#wire/house.ts";

/** Every figure as it stands, with its formula, for a desk or a program that asks now and then. Walls take the stream. */
export function figuresRouter(board: BoardReader, house: House): Router {
  const router = express.Router();
  router.get("/figures", (_req, res) => {
    const readings = figureReadings({ snapshot: board.snapshot(), heartbeat: board.heartbeat(), house });
    res.set("Cache-Control", "no-store").json(readings);
  });
  return router;
}
