import type { DayHistory, History, HistoryWindow } from "#wire/history.ts";

/** What came lately, for supervisors. Throws `JournalUnavailable` when the ledger cannot be read. */
export interface PastReader {
  history(window: HistoryWindow): History;
  /** Today beside the same day of last year. */
  day(): DayHistory;
}
