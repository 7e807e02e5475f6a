import type { LineRefusal } from "#engine/history-reader.ts";

const LINES_TOLD = 5;

/** Where a line stands. */
export interface LinePlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly path?: string;
}

export interface RefusedKind {
  readonly reason: string;
  readonly count: number;
  /** The first of them, some few. */
  readonly places: readonly LinePlace[];
}

/** Lines that were left out, counted by reason. Keeps places, never what stood there. */
export class RefusedLines {
  readonly #kinds = new Map<
    string,
    { readonly reason: string; count: number; readonly places: LinePlace[] }
  >();
  count = 0;

  add({ reason, path }: LineRefusal, file: string, line: number): void {
    const kind = this.#kinds.get(reason) ?? { reason, count: 0, places: [] };
    this.#kinds.set(reason, kind);
    this.count += 1;
    kind.count += 1;
    if (kind.places.length < LINES_TOLD)
      kind.places.push({ file, line, ...(path === undefined ? {} : { path }) });
  }

  /** The most frequent reason first. */
  kinds(): readonly RefusedKind[] {
    return [...this.#kinds.values()].sort((a, b) => b.count - a.count);
  }
}
