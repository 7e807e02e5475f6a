import { isMainThread, Worker } from "node:worker_threads";

/**
 * Ends this process with SIGKILL when it still runs after `limitMs`, and tells on stderr what it was at:
 * the runner's own limit ends a test that waits, not a loop, a hook or a handle that is left open.
 */
export function limitProcess(limitMs: number): void {
  if (!isMainThread) return;
  new Worker(new URL("watch.ts", import.meta.url), {
    workerData: { file: process.argv[1], limitMs },
    execArgv: [],
  }).unref();
}
