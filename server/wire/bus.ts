/**
 * How the bus stands, by which the nodes of a house share what they hear. `live`: in step.
 * `catching-up`: it is there, and what others took in meanwhile is being read, or what this node
 * took in is not there yet. `lost`: this node shows what reaches it alone.
 * `secret-differs`: so it does, because the nodes on the bus have another secret.
 */
export type BusState = "live" | "catching-up" | "lost" | "secret-differs";

/** What a wall is told of the bus. */
export interface BusSnapshot {
  readonly state: BusState;
  /** Changes when the bus has lost entries: positions of different epochs say nothing of each other. */
  readonly epoch: string;
  /** The newest entry of the bus that these figures hold, `milliseconds-number`. */
  readonly cursor: string;
}

/** Negative when the entry `a` came before `b`. */
export function compareCursors(a: string, b: string): number {
  const [aMs, aNumber] = partsOf(a);
  const [bMs, bNumber] = partsOf(b);
  return aMs - bMs || aNumber - bNumber;
}

function partsOf(cursor: string): readonly [milliseconds: number, number: number] {
  const dash = cursor.indexOf("-");
  return [Number(cursor.slice(0, dash)), Number(cursor.slice(dash + 1))];
}
