import type { DurationMs } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

/** Calls `task` again and again, first after one `length`. Returns a function that ends it. */
export function every(clock: Clock, length: DurationMs, task: () => void): () => void {
  let cancel = clock.after(length, function again() {
    cancel = clock.after(length, again);
    task();
  });
  return () => cancel();
}
