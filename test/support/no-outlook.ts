import { createKnownDays } from "#domain/known-days.ts";
import type { EngineOptions } from "#engine/engine.ts";

/** For houses whose figures alone matter: nothing is known to be usual. */
export const NO_OUTLOOK: EngineOptions["outlook"] = {
  rules: {
    priors: {},
    knownDays: createKnownDays({ entries: [], holidaySpread: 0, isHoliday: () => false }),
  },
  staffing: {},
  sharedOperators: false,
  feeds: {},
};
