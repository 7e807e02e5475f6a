import { setTimeout as sleep } from "node:timers/promises";

/** Longer waits nobody for what another process does within seconds. */
const MOST_MS = 30_000;

/** Waits for what takes a while, such as another process: looks every few milliseconds, and fails in the end. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const started = performance.now();
  while (!(await isSo())) {
    if (performance.now() - started > MOST_MS) throw new Error("what was waited for did not happen");
    await sleep(5);
  }
}
