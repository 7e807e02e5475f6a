import type { SourceId } from "#domain/contact-event.ts";
import type { EpochMs } from "#domain/time.ts";
import type { SourceSnapshot } from "#wire/board-snapshot.ts";
import type { Heartbeat } from "#wire/heartbeat.ts";

interface Link {
  state: SourceSnapshot["link"];
  heardAt: EpochMs | null;
}

/** How each configured source stands: its link, and when its last heartbeat came. Silence is not zero. */
export class SourceLinks {
  readonly #links: Map<SourceId, Link>;

  constructor(sources: readonly SourceId[]) {
    this.#links = new Map(sources.map((source) => [source, { state: "connecting", heardAt: null }]));
  }

  /** A heartbeat came: the link is in step. Returns whether that is news. */
  beat(source: SourceId, now: EpochMs): boolean {
    const link = this.#links.get(source);
    if (link === undefined) return false;
    link.heardAt = now;
    return this.set(source, "live");
  }

  /** Returns whether the state changed. */
  set(source: SourceId, state: SourceSnapshot["link"]): boolean {
    const link = this.#links.get(source);
    if (link === undefined || link.state === state) return false;
    link.state = state;
    return true;
  }

  snapshot(): readonly SourceSnapshot[] {
    return [...this.#links].map(([source, link]) => ({ source, link: link.state }));
  }

  /** When each source was heard last; `null`: never since the start. */
  heard(): ReadonlyMap<SourceId, EpochMs | null> {
    return new Map([...this.#links].map(([source, { heardAt }]) => [source, heardAt]));
  }

  /** Real milliseconds since each source was heard; `speed`: how much faster than life `now` runs. */
  ages(now: EpochMs, speed: number): Heartbeat["sources"] {
    return [...this.#links].map(([source, { heardAt }]) => ({
      source,
      ageMs: heardAt === null ? null : Math.max(0, Math.round((now - heardAt) / speed)),
    }));
  }
}
