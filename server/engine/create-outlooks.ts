import type { Board } from "#domain/board.ts";

import type { Coverage } from "./coverage.ts";
import { CoverageRecord } from "./coverage-record.ts";
import type { Ledger } from "./ledger.ts";
import { LivedSteps } from "./lived-steps.ts";
import { Outlooks, type OutlooksOptions } from "./outlooks.ts";
import type { Bookmarks, LedgerStore } from "./ports.ts";

/** What today is held against. */
export type OutlookRules = Pick<OutlooksOptions, "rules" | "staffing" | "sharedOperators">;

/** Today against the usual, from the contacts on the board; `coverage` gets back what was known of it before a restart. */
export function createOutlooks(
  options: Omit<OutlooksOptions, keyof OutlookRules | "channels" | "lived" | "record" | "store"> & {
    readonly outlook: OutlookRules;
    readonly board: Board;
    readonly coverage: Coverage;
    readonly journal: Bookmarks;
    readonly store: LedgerStore;
    readonly ledger: Ledger;
  },
): Outlooks {
  const { outlook, board, ledger } = options;
  return new Outlooks({
    ...options,
    ...outlook,
    channels: [...board.channels()].map(([channel]) => channel),
    record: new CoverageRecord(options),
    lived: new LivedSteps({ ...options, boardFrom: (now) => ledger.finalBefore(now) }),
  });
}
