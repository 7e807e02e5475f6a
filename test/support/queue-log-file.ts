import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { capture } from "./asterisk-captures.ts";

/** Puts a recorded queue_log where a PBX would have it, as long as `task` runs. */
export async function withQueueLog(name: string, task: (path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "vedetta-queue-log-"));
  try {
    const path = join(folder, "queue_log");
    await writeFile(path, capture(name));
    await task(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}
