/**
 * The present as the wall knows it: the house's time and how far each source and
 * our own link may be trusted. Ages are real time; instants are the house's.
 */
import type { BoardSnapshot, ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { BusState } from "#wire/bus.ts";
import type { Heartbeat } from "#wire/heartbeat.ts";
import type { House } from "#wire/house.ts";

import { type Freshness, freshnessOf, worstOf } from "../format/freshness.ts";

/** What came over the link, with the monotonic clock's readings of when. */
export interface Received {
  readonly snapshot: BoardSnapshot | null;
  readonly heartbeat: Heartbeat | null;
  readonly heartbeatAtMs: number;
  /** When the latest frame of any kind came; `null`: none yet. */
  readonly frameAtMs: number | null;
}

export interface Present {
  /** `null` until the server has told the time. */
  readonly nowMs: number | null;
  readonly speed: number;
  readonly link: Freshness;
  /** How the server stands to the other servers of the house; `null`: there are none. */
  readonly bus: BusState | null;
  readonly sources: ReadonlyMap<string, SourcePresent>;
}

export interface SourcePresent {
  readonly freshness: Freshness;
  /** Real milliseconds since last heard; `null`: never, or not yet told. */
  readonly ageMs: number | null;
}

/** Longer than this without a heartbeat, and one is missing: nobody has told how old the sources are. */
const QUIET_LINK_MS = 7_500;

export function presentOf(received: Received, house: House, monotonicMs: number): Present {
  const { heartbeat, snapshot, frameAtMs, heartbeatAtMs } = received;
  const speed = heartbeat?.speed ?? house.speed;
  const nowMs = heartbeat ? heartbeat.nowMs + (monotonicMs - heartbeatAtMs) * speed : null;
  const silentMs = frameAtMs === null ? null : monotonicMs - frameAtMs;
  const linkSinceMs = (nowMs ?? snapshot?.asOfMs ?? 0) - (silentMs ?? 0) * speed;
  // Sources are not blamed for our link: they age no further than it was heard. After a lost one a
  // snapshot comes before the first heartbeat, and knows nothing of ages.
  const heardUntilMs = Math.min(monotonicMs, heartbeatAtMs + QUIET_LINK_MS);
  const sources = house.sources.map(({ source }): [string, SourcePresent] => {
    if (!heartbeat) return [source, beforeHeartbeat(snapshot, source)];
    const toldMs = heartbeat.sources.find((one) => one.source === source)?.ageMs ?? null;
    const ageMs = toldMs === null ? null : toldMs + heardUntilMs - heartbeatAtMs;
    return [source, { freshness: freshnessOf(ageMs, heartbeat.nowMs - (toldMs ?? 0) * speed), ageMs }];
  });
  const bus = snapshot?.bus?.state ?? null;
  return { nowMs, speed, link: freshnessOf(silentMs, linkSinceMs), bus, sources: new Map(sources) };
}

/** Until the first heartbeat tells ages, the snapshot's own word for the link of a source holds. */
function beforeHeartbeat(snapshot: BoardSnapshot | null, source: string): SourcePresent {
  const link = snapshot?.sources.find((one) => one.source === source)?.link;
  return { freshness: { level: link === "live" ? "live" : "unheard" }, ageMs: null };
}

/**
 * A figure is as old as the oldest source of its channel, and never fresher than the
 * link. A channel that no source feeds has no figures: its zeros mean nothing.
 */
export function freshnessOfChannel(
  present: Present,
  house: House,
  channel: ChannelSnapshot["channel"],
): Freshness {
  const feeding = house.sources.filter((source) => source.channels.includes(channel));
  if (feeding.length === 0) return { level: "unconnected" };
  const known = feeding.flatMap(({ source }) => present.sources.get(source)?.freshness ?? []);
  return worstOf([present.link, ...known]);
}
