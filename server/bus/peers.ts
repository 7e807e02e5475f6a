import { type DurationMs, elapsed, type EpochMs, hours } from "#domain/time.ts";

/** Another node, and the key by which it can be told something. */
export interface Peer {
  readonly id: string;
  readonly publicKey: string;
}

export interface Peers {
  /** It has asked. Whether it is a new one. */
  heard(peer: Peer, now: EpochMs): boolean;
  /** Those who can be told something: whoever asks so often asks again soon. */
  present(now: EpochMs): readonly Peer[];
  /** How many were there and are silent. One that ended and began anew is another one, so each is forgotten after an hour. */
  missing(now: EpochMs): number;
}

const FORGOTTEN_AFTER = hours(1);
/** Silent for so many of its questions. */
const MISSED = 3;
/** A house has a handful; the oldest go first. */
const MOST = 64;

/** The other nodes that have asked, each every `period`. */
export function createPeers(period: DurationMs): Peers {
  const known = new Map<string, { readonly peer: Peer; readonly at: EpochMs }>();
  const ages = (now: EpochMs): { readonly peer: Peer; readonly age: number }[] => {
    for (const [id, { at }] of known) if (elapsed(at, now) >= FORGOTTEN_AFTER) known.delete(id);
    return [...known.values()].map(({ peer, at }) => ({ peer, age: elapsed(at, now) }));
  };
  const isPresent = ({ age }: { readonly age: number }): boolean => age < MISSED * period;
  return {
    heard(peer, now) {
      const isNew = !known.delete(peer.id);
      known.set(peer.id, { peer, at: now });
      for (const id of known.keys()) if (known.size > MOST) known.delete(id);
      return isNew;
    },
    present: (now) =>
      ages(now)
        .filter(isPresent)
        .map(({ peer }) => peer),
    missing: (now) => ages(now).filter((one) => !isPresent(one)).length,
  };
}
