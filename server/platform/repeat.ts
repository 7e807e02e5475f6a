import type { DurationMs } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

/** Calls `task` every `every` from now on, first after one `every`. Returns a function that ends it. */
export function repeat(clock: Clock, every: DurationMs, task: () => void): () => void {
  let cancel = clock.after(every, function again() {
    cancel = clock.after(every, again);
    task();
  });
  return () => cancel();
}
