import type { EpochMs } from "#domain/time.ts";

import { type AccessDatabase, AccessUnavailable } from "./access-database.ts";
import { SCREEN_LIFE } from "./screens.ts";
import type { SessionLimits } from "./sessions.ts";

/**
 * Deletes sessions and screens whose time is over, also where nobody comes in any more. A screen stays until its time was over
 * when somebody last did something, too: a clock that is ahead unpairs none. A file that cannot be written is left for the next time.
 */
export function forgetExpired(
  database: AccessDatabase,
  limits: SessionLimits,
  { now, lastAt }: { readonly now: EpochMs; readonly lastAt: EpochMs | null },
): void {
  try {
    database.run((file) => {
      file
        .prepare("DELETE FROM sessions WHERE began <= ? OR seen <= ?")
        .run(now - limits.absolute, now - limits.idle);
      file.prepare("DELETE FROM screens WHERE seen <= ?").run(Math.min(now, lastAt ?? 0) - SCREEN_LIFE);
    });
  } catch (error) {
    if (!(error instanceof AccessUnavailable)) throw error;
  }
}
