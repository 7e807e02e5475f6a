/** What a house tells that has only just begun. */
import type { PastReader } from "#engine/past-ports.ts";
import { HISTORY_FORMULAS } from "#wire/history.ts";
import type { SystemSnapshot } from "#wire/system.ts";

export const aloneAndWell: SystemSnapshot = {
  asOfMs: 0,
  startedAtMs: 0,
  version: "0.0.0",
  build: "development",
  runtime: "v26",
  simulated: false,
  journal: { writable: true, bytes: 0, lastCommitMs: null },
  walls: { connected: 0, stalled: 0 },
  watchdog: { configured: false, fresh: true, reason: null },
  bus: null,
};

const noDay = { date: "1970-01-01", startMs: 0, endMs: 86_400_000, channels: [] };

export const noHistories: PastReader = {
  history: (window) => ({ window, asOfMs: 0, fromMs: 0, toMs: 0, channels: [], formulas: HISTORY_FORMULAS }),
  day: () => ({
    asOfMs: 0,
    today: noDay,
    lastYear: { basis: "weekday", day: noDay },
    formulas: HISTORY_FORMULAS,
  }),
};
