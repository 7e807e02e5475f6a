/** What a caller who asks for an operator would meet and bear. In seconds. */
export interface QueueTrial {
  /** Until an operator would be free. */
  readonly offered: number;
  /** How long the caller would wait. */
  readonly patience: number;
}

/** A call that asks for an operator. */
export interface QueueEntry {
  /** In seconds, on any clock. */
  readonly at: number;
  readonly patience: number;
  /** Talk and wrap-up, should it be answered. */
  readonly handle: number;
  /** People on shift then. */
  readonly operators: number;
}

/**
 * First come, first served: the wait that each call would be offered, so that waits
 * come in clusters as those of a real queue do. Calls in order of time. Who runs
 * out of patience before takes nobody's time; who goes off shift finishes first.
 */
export function runVirtualQueue(calls: readonly QueueEntry[]): QueueTrial[] {
  /** When each operator on shift is free, the first of them first. */
  let freeAt: number[] = [];
  return calls.map(({ at, patience, handle, operators }) => {
    const missing = Math.max(0, operators - freeAt.length);
    freeAt = [...Array.from({ length: missing }, () => at), ...freeAt]
      .sort((a, b) => a - b)
      .slice(Math.max(0, freeAt.length - operators));
    const first = freeAt[0] ?? at;
    const offered = Math.max(0, first - at);
    if (offered <= patience) freeAt[0] = at + offered + handle;
    return { offered, patience };
  });
}
