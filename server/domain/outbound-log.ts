import type { SavedOutbound } from "./board-state.ts";
import {
  emptyCell,
  type HourCalendar,
  type LedgerCell,
  type OpenCell,
  type TimeRange,
} from "./ledger-cell.ts";
import type { EpochMs } from "./time.ts";

/** Calls made by operators, counted once each by source and event id. */
export class OutboundLog {
  readonly #calls = new Map<string, SavedOutbound>();

  add({ source, id, at, purpose }: SavedOutbound): void {
    const key = `${source} ${id}`;
    const known = this.#calls.get(key);
    if (known === undefined || at < known.at) this.#calls.set(key, { source, id, at, purpose });
  }

  /** How many ended from `from` up to, not including, `to`. */
  countBetween(from: EpochMs, to: EpochMs): number {
    let count = 0;
    for (const call of this.#calls.values()) if (call.at >= from && call.at < to) count += 1;
    return count;
  }

  /** Cells per hour, source and purpose of the calls that ended within the range. */
  ledgerCells({ from, to }: TimeRange, calendar: HourCalendar): LedgerCell[] {
    const cells = new Map<string, OpenCell>();
    for (const { at, source, purpose } of this.#calls.values()) {
      if (at < from || at >= to) continue;
      const hour = calendar.hourOf(at);
      const key = `${hour} ${source} ${purpose}`;
      const outcome = `outbound:${purpose}` as const;
      const cell =
        cells.get(key) ?? emptyCell({ hour, source, channel: "phone", language: null, entry: null, outcome });
      cell.count += 1;
      cells.set(key, cell);
    }
    return [...cells.values()];
  }

  save(): SavedOutbound[] {
    return [...this.#calls.values()];
  }

  forget(before: EpochMs): void {
    for (const [key, call] of this.#calls) if (call.at < before) this.#calls.delete(key);
  }
}
