import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import { type AlertView, alertView } from "./alert-words.ts";
import { isOfSilence, shownAlerts } from "./board-alerts.ts";
import type { Sentence } from "./mood.ts";
import type { Present } from "./present.ts";
import type { Speech } from "./speech.ts";

/**
 * The alerts that a wall shows besides what its sentence tells, the gravest first; none while the link is silent, for they
 * may be over.
 */
export function alertViews(
  present: Present,
  house: House,
  snapshot: BoardSnapshot,
  sentence: Sentence,
  speech: Speech,
): readonly AlertView[] {
  if (present.link.level !== "live") return [];
  const context = { house, snapshot, nowMs: present.nowMs ?? snapshot.asOfMs, speech };
  return (
    shownAlerts(snapshot.alerts)
      .filter(({ fingerprint }) => sentence.alerts?.includes(fingerprint) !== true)
      // Silent anew: until the server has noticed it, the age of its data alone is true.
      .filter((alert) => alert.status !== "recovering" || !isOfSilence(alert, present))
      .map((alert) => alertView(alert, context))
  );
}
