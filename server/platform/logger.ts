import { pino } from "pino";

import type { Logger } from "#engine/ports.ts";

const LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LEVELS)[number];

/** `VEDETTA_LOG`; anything else than a known level is `info` until the configuration is read, which refuses it. */
export const logLevelOf = (text: string | undefined): LogLevel =>
  LEVELS.find((level) => level === text) ?? "info";

/** JSON lines on standard error, one per state change, times in UTC. Standard output belongs to people. */
export function createLogger(level: LogLevel): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
}
