import type { SourceId } from "#domain/contact-event.ts";
import type { EpochMs } from "#domain/time.ts";
import type { SourceSnapshot } from "#wire/board-snapshot.ts";
import type { Heartbeat } from "#wire/heartbeat.ts";

type LinkState = SourceSnapshot["link"];

interface Standing {
  state: LinkState;
  heardAt: EpochMs | null;
}

/** What this node was told of a source itself, and the newest of what other nodes were told of it. */
interface Link {
  readonly here: Standing;
  readonly elsewhere: Standing;
}

/** How each configured source stands: its link, and when its last heartbeat came. Silence is not zero. */
export class SourceLinks {
  readonly #links: Map<SourceId, Link>;

  constructor(sources: readonly SourceId[]) {
    this.#links = new Map(sources.map((source) => [source, { here: unheard(), elsewhere: unheard() }]));
  }

  /** A heartbeat came: the link is in step. Returns whether that is news. */
  beat(source: SourceId, now: EpochMs): boolean {
    return this.#change(source, ({ here }) => {
      here.heardAt = now;
      here.state = "live";
    });
  }

  /** Returns whether the state changed. */
  set(source: SourceId, state: LinkState): boolean {
    return this.#change(source, ({ here }) => (here.state = state));
  }

  /** Another node heard the source at this time, which may be long ago. Returns whether the state changed. */
  heardElsewhere(source: SourceId, state: LinkState, heardAt: EpochMs): boolean {
    return this.#change(source, ({ elsewhere }) => {
      if (elsewhere.heardAt !== null && heardAt < elsewhere.heardAt) return;
      elsewhere.heardAt = heardAt;
      elsewhere.state = state;
    });
  }

  snapshot(): readonly SourceSnapshot[] {
    return [...this.#links].map(([source, link]) => ({ source, link: standingOf(link).state }));
  }

  /** When each source was heard last; `null`: never since the start. */
  heard(): ReadonlyMap<SourceId, EpochMs | null> {
    return new Map([...this.#links].map(([source, link]) => [source, standingOf(link).heardAt]));
  }

  /** What this node itself was told. */
  *here(): Iterable<Readonly<Standing> & { readonly source: SourceId }> {
    for (const [source, { here }] of this.#links) yield { source, ...here };
  }

  /** Real milliseconds since each source was heard; `speed`: how much faster than life `now` runs. */
  ages(now: EpochMs, speed: number): Heartbeat["sources"] {
    return [...this.heard()].map(([source, heardAt]) => ({
      source,
      ageMs: heardAt === null ? null : Math.max(0, Math.round((now - heardAt) / speed)),
    }));
  }

  #change(source: SourceId, how: (link: Link) => void): boolean {
    const link = this.#links.get(source);
    if (link === undefined) return false;
    const before = standingOf(link).state;
    how(link);
    return standingOf(link).state !== before;
  }
}

const unheard = (): Standing => ({ state: "connecting", heardAt: null });

/** Who heard it last knows best. */
const standingOf = ({ here, elsewhere }: Link): Standing =>
  elsewhere.heardAt !== null && (here.heardAt === null || here.heardAt < elsewhere.heardAt)
    ? elsewhere
    : here;
