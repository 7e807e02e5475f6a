import type { SourceId } from "#domain/contact-event.ts";
import type { TimeRange } from "#domain/ledger-cell.ts";
import { type DurationMs, type EpochMs, epochMs } from "#domain/time.ts";

type Stretch = { from: EpochMs; to: EpochMs };

/**
 * When each source was in touch. Silence is not zero: what arrived while a source was
 * silent is not known, unless it tells everything of the gap afterwards.
 */
export class Coverage {
  readonly #silentAfter: DurationMs;
  /** By source, stretches without silence, ascending and apart. */
  readonly #stretches = new Map<SourceId, Stretch[]>();

  /** `silentAfter`: a shorter silence is none, because heartbeats are apart. */
  constructor(silentAfter: DurationMs) {
    this.#silentAfter = silentAfter;
  }

  /** The source is in touch. */
  heard(source: SourceId, now: EpochMs): void {
    const last = this.#stretches.get(source)?.at(-1);
    if (last === undefined || now < last.from || now - last.to > this.#silentAfter)
      return this.told(source, { from: now, to: now });
    last.to = epochMs(Math.max(last.to, now));
  }

  /** The source has told everything of the range, though perhaps later. */
  told(source: SourceId, { from, to }: TimeRange): void {
    const merged: Stretch[] = [];
    const stretches = [...(this.#stretches.get(source) ?? []), { from, to }];
    for (const stretch of stretches.sort((a, b) => a.from - b.from)) {
      const last = merged.at(-1);
      if (last !== undefined && stretch.from - last.to <= this.#silentAfter)
        last.to = epochMs(Math.max(last.to, stretch.to));
      else merged.push({ ...stretch });
    }
    this.#stretches.set(source, merged);
  }

  /** By source, the last stretch in which it was in touch. */
  *latest(): Iterable<readonly [SourceId, TimeRange]> {
    for (const [source, stretches] of this.#stretches) {
      const last = stretches.at(-1);
      if (last !== undefined) yield [source, last];
    }
  }

  /** Stretches in which the source was in touch, ascending. */
  stretchesOf(source: SourceId): readonly TimeRange[] {
    return (this.#stretches.get(source) ?? []).map(({ from, to }) => ({ from, to }));
  }

  /** Whether all of these sources were in touch over the whole range; a channel without sources never was. */
  isWhole(sources: readonly SourceId[], { from, to }: TimeRange): boolean {
    return sources.length > 0 && sources.every((source) => this.#covers(source, from, to));
  }

  /** Lets go of what lies before. */
  forget(before: EpochMs): void {
    for (const [source, stretches] of this.#stretches)
      this.#stretches.set(
        source,
        stretches.filter(({ to }) => to >= before),
      );
  }

  #covers(source: SourceId, from: EpochMs, to: EpochMs): boolean {
    const slack = this.#silentAfter;
    return (this.#stretches.get(source) ?? []).some(
      (stretch) => stretch.from <= from + slack && stretch.to >= to - slack,
    );
  }
}
