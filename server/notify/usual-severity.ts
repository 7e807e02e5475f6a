import type { Severity } from "#wire/alert.ts";

/** Severities in the words that are usual among monitoring systems. */
export const USUAL_SEVERITY = { info: "info", watch: "warning", alarm: "critical" } as const satisfies Record<
  Severity,
  string
>;
