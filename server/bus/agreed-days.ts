/**
 * What a node and the bus have agreed on, by day of the ledger. A bus that was put back from a copy,
 * or whose newest second went with a failover, shows something that was agreed on before: it is behind, and
 * tells nothing new.
 */
import { z } from "zod";

import type { Bookmarks } from "#engine/ports.ts";

const BOOKMARK = "bus.ledger";
/** Of a day whose hours still close there is another state every hour, and of the others after an import. */
const MOST_MOVING = 32;
const MOST = 8;

const agreedSchema = z.record(
  z.string(),
  z.union([z.array(z.string()), z.string().transform((state) => [state])]),
);

/**
 * A state of a day is its digest and how many states were before it, such as `0f3a….7`: so one that comes
 * back because somebody has imported it again is another than the one that comes back out of a copy.
 */
export const digestIn = (state: string): string => state.replace(/\..*$/, "");
const generationIn = (state: string | undefined): number =>
  Number(/\.(\d{1,9})$/.exec(state ?? "")?.[1] ?? 0);

export class AgreedDays {
  readonly #journal: Bookmarks;
  /** The newest last. */
  readonly #states: Map<string, readonly string[]>;
  #isSaved = true;

  constructor(journal: Bookmarks) {
    this.#journal = journal;
    this.#states = new Map(Object.entries(agreedSchema.parse(JSON.parse(journal.read(BOOKMARK) ?? "{}"))));
  }

  /** Whether this state was agreed on, now or once: whatever is otherwise here is newer. */
  has(day: number, state: string): boolean {
    return this.#of(day).includes(state);
  }

  /** What a day with this digest is called that takes the place of `theirs`; `null`: nothing of ours stands there. */
  stateOf(day: number, digest: string, theirs: string | null): string {
    const last = this.#of(day).at(-1);
    const isLost = theirs === null || this.has(day, theirs);
    if (last !== undefined && isLost && digestIn(last) === digest) return last;
    if (last === undefined && theirs === null) return digest;
    return `${digest}.${1 + Math.max(generationIn(last), generationIn(theirs ?? undefined))}`;
  }

  agree(day: number, state: string, isMoving: boolean): void {
    const states = this.#of(day);
    if (states.at(-1) === state) return;
    const others = states.filter((other) => other !== state);
    this.#states.set(String(day), [...others, state].slice(isMoving ? -MOST_MOVING : -MOST));
    this.#isSaved = false;
  }

  /** Throws `JournalUnavailable`. */
  save(): void {
    if (this.#isSaved) return;
    this.#journal.write(BOOKMARK, JSON.stringify(Object.fromEntries(this.#states)));
    this.#isSaved = true;
  }

  #of(day: number): readonly string[] {
    return this.#states.get(String(day)) ?? [];
  }
}
