import type { SourceId } from "#domain/contact-event.ts";
import type { LedgerCell, TimeRange } from "#domain/ledger-cell.ts";
import type { EpochMs } from "#domain/time.ts";
import type { JournalMark, LedgerHour, LedgerPage, LedgerStore } from "#engine/ports.ts";

/** A journal for ledgers that need none. */
export const SOME_JOURNAL: JournalMark = { journal: "a journal", seq: 1 };

/** A ledger as plain as can be, to hold the real one against. */
export class MemoryLedger implements LedgerStore {
  #cells: readonly LedgerCell[] = [];
  readonly #hours = new Map<string, LedgerHour>();
  #closedBy: JournalMark | null = null;

  noteHeard(source: SourceId, hour: EpochMs): void {
    if (!this.#hours.has(keyOf({ source, hour }))) this.#set({ source, hour, state: "heard" });
  }

  closeHours({ from, to }: TimeRange, cells: readonly LedgerCell[], by: JournalMark): void {
    this.#closedBy = by;
    const isImported = (place: Place): boolean => this.#hours.get(keyOf(place))?.state === "imported";
    const ours = cells.filter((cell) => !isImported(cell));
    const replaced = new Set(ours.map(keyOf));
    this.#cells = [...this.#cells.filter((cell) => !replaced.has(keyOf(cell))), ...ours];
    for (const { source, hour } of ours) this.#set({ source, hour, state: "closed" });
    for (const hour of this.#hours.values())
      if (hour.hour >= from && hour.hour < to && hour.state === "heard")
        this.#set({ ...hour, state: "closed" });
  }

  importHours(source: SourceId, hours: readonly EpochMs[], cells: readonly LedgerCell[]): void {
    const replaced = new Set(hours);
    this.#cells = [
      ...this.#cells.filter((cell) => cell.source !== source || !replaced.has(cell.hour)),
      ...cells,
    ];
    for (const hour of hours) this.#set({ source, hour, state: "imported" });
  }

  readHours({ from, to }: TimeRange): LedgerPage {
    const isWithin = ({ hour }: Place): boolean => hour >= from && hour < to;
    return {
      cells: this.#cells.filter(isWithin).toSorted(byPlace),
      hours: [...this.#hours.values()].filter(isWithin).toSorted(byPlace),
    };
  }

  knows(range: TimeRange): boolean {
    return this.readHours(range).hours.length > 0;
  }

  firstHour(): EpochMs | null {
    const all = [...this.#hours.values()].map(({ hour }) => hour);
    return all.toSorted((a, b) => a - b)[0] ?? null;
  }

  closedBy(): JournalMark | null {
    return this.#closedBy;
  }

  beginWith(journal: JournalMark): void {
    this.#closedBy = journal;
    for (const [key, { state }] of this.#hours) if (state === "heard") this.#hours.delete(key);
  }

  #set(hour: LedgerHour): void {
    this.#hours.set(keyOf(hour), hour);
  }
}

type Place = Pick<LedgerHour, "source" | "hour">;

const byPlace = (a: Place, b: Place): number => a.hour - b.hour || (a.source < b.source ? -1 : 1);
const keyOf = ({ source, hour }: Place): string => `${source} ${hour}`;
