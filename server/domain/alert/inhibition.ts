import type { SourceId } from "#domain/contact-event.ts";

import type { AlertState } from "./alert-state.ts";
import type { Watch } from "./watches.ts";

/**
 * The alert that makes this one say nothing: a source of its channel that is silent, which is
 * an alarm itself. Until that one is resolved, because a source that is back may still be
 * telling what it missed. One of several sources mutes what needs them all: whether anybody
 * answers shows in each of them. `null`: nothing does.
 */
export function inhibitorOf(
  { inhibitedBy, needs }: Pick<Watch, "inhibitedBy" | "needs">,
  alerts: readonly AlertState[],
): string | null {
  const silent = alerts.filter(
    ({ rule, status, source }) =>
      rule === "source-silent" && status !== "pending" && isAmong(source, inhibitedBy),
  );
  const isEnough = needs === "every-source" || silent.length === inhibitedBy.length;
  return (isEnough ? silent[0]?.fingerprint : null) ?? null;
}

const isAmong = (source: SourceId | null, sources: readonly SourceId[]): boolean =>
  source !== null && sources.includes(source);
