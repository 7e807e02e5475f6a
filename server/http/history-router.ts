import express, { type Router } from "express";

import type { PastReader } from "#engine/past-ports.ts";
import { HISTORY_WINDOWS, type HistoryWindow } from "#wire/history.ts";
import { ProblemError } from "#wire/problem.ts";

import { queryOf, readable } from "./query.ts";

/** What came lately, and today beside last year. Counts only. */
export function historyRouter(histories: PastReader): Router {
  const router = express.Router();
  router.get("/history", (req, res) => {
    const window = windowOf(queryOf(req));
    res.set("Cache-Control", "no-store").json(readable(() => histories.history(window)));
  });
  router.get("/day", (_req, res) => {
    res.set("Cache-Control", "no-store").json(readable(() => histories.day()));
  });
  return router;
}

/** Throws `ProblemError` unless there is exactly one, and nothing else. */
function windowOf(query: URLSearchParams): HistoryWindow {
  const found = HISTORY_WINDOWS.find((window) => window === query.get("window"));
  if (found !== undefined && query.size === 1) return found;
  throw new ProblemError("invalid-window", {
    detail: "give one window and nothing else: ?window=24h, ?window=7d or ?window=13w",
  });
}
