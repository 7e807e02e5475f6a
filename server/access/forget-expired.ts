import type { EpochMs } from "#domain/time.ts";

import { type AccessDatabase, AccessUnavailable } from "./access-database.ts";
import { SCREEN_LIFE } from "./screens.ts";
import type { SessionLimits } from "./sessions.ts";

/** Deletes sessions and screens whose time is over, also where nobody comes in any more. A file that cannot be written is left for the next time. */
export function forgetExpired(database: AccessDatabase, limits: SessionLimits, now: EpochMs): void {
  try {
    database.run((file) => {
      file
        .prepare("DELETE FROM sessions WHERE began <= ? OR seen <= ?")
        .run(now - limits.absolute, now - limits.idle);
      file.prepare("DELETE FROM screens WHERE seen <= ?").run(now - SCREEN_LIFE);
    });
  } catch (error) {
    if (!(error instanceof AccessUnavailable)) throw error;
  }
}
