import type { SourceId } from "#domain/contact-event.ts";
import type { TimeRange } from "#domain/ledger-cell.ts";
import { epochMs, ms } from "#domain/time.ts";

import type { Coverage } from "./coverage.ts";
import type { Bookmarks, Clock } from "./ports.ts";
import { storageFaultOf } from "./storage-fault.ts";

const BOOKMARK = "outlook.coverage";
/** Real time: a program that is killed and comes back within the rest of a minute was never away. */
const EVERY_MS = 20_000;

/**
 * Remembers over a restart until when each source was in touch, in the journal, beside the
 * contacts it told of: a journal from a backup says what was heard when it was copied.
 */
export class CoverageRecord {
  readonly #coverage: Coverage;
  readonly #journal: Bookmarks;
  readonly #clock: Clock;
  readonly #every: number;
  #cancel: () => void = () => undefined;

  /** Tells `coverage` what is remembered. `speed`: how many times faster than life the clock runs. */
  constructor(options: {
    readonly coverage: Coverage;
    readonly journal: Bookmarks;
    readonly clock: Clock;
    readonly speed: number;
  }) {
    const { coverage, journal, clock, speed } = options;
    this.#coverage = coverage;
    this.#journal = journal;
    this.#clock = clock;
    this.#every = EVERY_MS * speed;
    for (const [source, range] of rangesIn(journal.read(BOOKMARK))) coverage.told(source, range);
  }

  start(): void {
    this.#cancel = this.#clock.after(ms(this.#every), () => {
      this.#save();
      this.start();
    });
  }

  close(): void {
    this.#cancel();
    this.#save();
  }

  /** What cannot be written is written the next time; that the journal cannot be is said by whoever takes events. */
  #save(): void {
    const text = JSON.stringify([...this.#coverage.latest()]);
    try {
      this.#journal.write(BOOKMARK, text);
    } catch (error) {
      storageFaultOf(error);
    }
  }
}

/** None in a text that this program did not write. */
function rangesIn(text: string | null): (readonly [SourceId, TimeRange])[] {
  try {
    const entries: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(entries) ? entries.flatMap(rangeIn) : [];
  } catch {
    return [];
  }
}

function rangeIn(entry: unknown): (readonly [SourceId, TimeRange])[] {
  if (!Array.isArray(entry)) return [];
  const [source, range]: readonly unknown[] = entry;
  if (typeof source !== "string" || typeof range !== "object" || range === null) return [];
  if (!("from" in range && "to" in range)) return [];
  const { from, to } = range;
  if (typeof from !== "number" || typeof to !== "number" || from > to) return [];
  return [[source, { from: epochMs(from), to: epochMs(to) }]];
}
