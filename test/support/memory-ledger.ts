import type { Channel, SourceId } from "#domain/contact-event.ts";
import type { LedgerCell, TimeRange } from "#domain/ledger-cell.ts";
import type { EpochMs } from "#domain/time.ts";
import type { HourArrivals, ImportedHours } from "#engine/hour-arrivals.ts";
import type { ChannelSteps, JournalMark, LedgerHour, LedgerPage, LedgerStore } from "#engine/ports.ts";

/** A journal for ledgers that need none. */
export const SOME_JOURNAL: JournalMark = { journal: "a journal", seq: 1 };

/** A ledger as plain as can be, to hold the real one against. */
export class MemoryLedger implements LedgerStore {
  #cells: readonly LedgerCell[] = [];
  readonly #hours = new Map<string, LedgerHour>();
  /** Imported hours that tell of contacts from their queue on only. */
  readonly #queuedOnly = new Set<string>();
  readonly #steps = new Map<string, ChannelSteps>();
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

  importHours({ source, hours, cells, queuedOnly = new Set() }: ImportedHours): void {
    const replaced = new Set(hours);
    this.#cells = [
      ...this.#cells.filter((cell) => cell.source !== source || !replaced.has(cell.hour)),
      ...cells,
    ];
    for (const hour of hours) {
      this.#set({ source, hour, state: "imported" });
      if (queuedOnly.has(hour)) this.#queuedOnly.add(keyOf({ source, hour }));
      else this.#queuedOnly.delete(keyOf({ source, hour }));
    }
  }

  readHours({ from, to }: TimeRange): LedgerPage {
    const isWithin = ({ hour }: Place): boolean => hour >= from && hour < to;
    return {
      cells: this.#cells.filter(isWithin).toSorted(byPlace),
      hours: [...this.#hours.values()].filter(isWithin).toSorted(byPlace),
    };
  }

  readArrivals(range: TimeRange): HourArrivals[] {
    const { cells, hours } = this.readHours(range);
    return hours
      .filter(({ state }) => state !== "heard")
      .flatMap(({ hour, source, state }): HourArrivals[] => {
        const isQueued = this.#queuedOnly.has(keyOf({ source, hour }));
        const origin = state !== "imported" ? "live" : isQueued ? "imported-queued" : "imported";
        const counts = new Map<Channel, number>();
        for (const cell of cells) {
          if (cell.hour !== hour || cell.source !== source || !isArrival(cell.outcome)) continue;
          counts.set(cell.channel, (counts.get(cell.channel) ?? 0) + cell.count);
        }
        if (counts.size === 0) return [{ hour, source, channel: null, count: 0, origin }];
        return [...counts].map(([channel, count]) => ({ hour, source, channel, count, origin }));
      });
  }

  saveSteps(steps: ChannelSteps): void {
    this.#steps.set(`${steps.day} ${steps.channel}`, structuredClone(steps));
  }

  readSteps({ from, to }: TimeRange): ChannelSteps[] {
    return [...this.#steps.values()]
      .filter(({ day }) => day >= from && day < to)
      .toSorted((a, b) => a.day - b.day || (a.channel < b.channel ? -1 : 1));
  }

  forgetSteps(before: EpochMs): void {
    for (const [key, { day }] of this.#steps) if (day < before) this.#steps.delete(key);
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

const isArrival = (outcome: string): boolean => outcome !== "blacklisted" && !outcome.startsWith("outbound:");

type Place = Pick<LedgerHour, "source" | "hour">;

const byPlace = (a: Place, b: Place): number => a.hour - b.hour || (a.source < b.source ? -1 : 1);
const keyOf = ({ source, hour }: Place): string => `${source} ${hour}`;
