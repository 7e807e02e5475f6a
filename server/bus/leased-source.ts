/** A source that only one node collects from: it runs while this node holds the lease, and stops when it does not. */
import type { RunningSource } from "#engine/ports.ts";

import type { RunningLease } from "./redis-lease.ts";

/**
 * `start` is called each time the lease comes to this node, `stopped` when what it started has
 * ended after the lease went elsewhere. Starts and stops follow one another.
 */
export function runWhileHeld(options: {
  readonly lease: RunningLease;
  /** `null`: there is nothing to end. */
  readonly start: () => Promise<RunningSource | null>;
  readonly stopped: () => void;
}): RunningSource {
  const { lease, start, stopped } = options;
  let running: RunningSource | null = null;
  let isClosed = false;
  let last: Promise<void> = Promise.resolve();

  /** Looks at what is the case when its turn comes, not at what was when it was asked for. */
  const follow = async (): Promise<void> => {
    const isWanted = !isClosed && lease.isHeld();
    if (isWanted && running === null) running = await start();
    if (isWanted || running === null) return;
    const ending = running;
    running = null;
    await ending.close();
    if (!isClosed) stopped();
  };
  const queue = (): Promise<void> => (last = last.then(follow));
  const unsubscribe = lease.onChange(() => void queue());
  void queue();

  return {
    async close() {
      isClosed = true;
      unsubscribe();
      await queue();
      await lease.close();
    },
  };
}
