import type { SourceId } from "#domain/contact-event.ts";

import type { AlertState } from "./alert-state.ts";
import type { Watch } from "./watches.ts";

/**
 * The alert that makes this one say nothing: a source of its channel that is silent, which is
 * an alarm itself. Until that one is resolved, because a source that is back may still be
 * telling what it missed. `null`: nothing does.
 */
export function inhibitorOf(
  { inhibitedBy }: Pick<Watch, "inhibitedBy">,
  alerts: readonly AlertState[],
): string | null {
  const silent = alerts.find(
    ({ rule, status, source }) =>
      rule === "source-silent" && status !== "pending" && isAmong(source, inhibitedBy),
  );
  return silent?.fingerprint ?? null;
}

const isAmong = (source: SourceId | null, sources: readonly SourceId[]): boolean =>
  source !== null && sources.includes(source);
