import type { SavedOutbound } from "./board-state.ts";
import { type HourCell, hourOf } from "./hour-cells.ts";
import { type EpochMs, ms } from "./time.ts";

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

  /** Counts per hour, source and purpose of the calls that ended from `from` up to, not including, `to`. */
  hourCells(from: EpochMs, to: EpochMs): HourCell[] {
    const cells = new Map<string, HourCell>();
    for (const { at, source, purpose } of this.#calls.values()) {
      if (at < from || at >= to) continue;
      const key = `${hourOf(at)} ${source} ${purpose}`;
      const empty = {
        hour: hourOf(at),
        source,
        channel: "phone",
        language: null,
        entry: null,
        answerBand: null,
        wait: ms(0),
        talk: ms(0),
      } as const;
      cells.set(key, { ...empty, outcome: `outbound:${purpose}`, count: (cells.get(key)?.count ?? 0) + 1 });
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
