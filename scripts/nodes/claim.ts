/** What a pair of nodes needs for itself alone, looked at before anything is written. */
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";

/** The pair cannot start, and its message says why. An operator has to act. */
export class CannotStart extends Error {
  override readonly name = "CannotStart";
}

/** Keeps every other pair out of the folder. Returns its release. Throws `CannotStart` while a process that is alive has it. */
export function claimFolder(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = path.join(directory, "process");
  const owner = ownerIn(file);
  if (owner !== null)
    throw new CannotStart(
      `${directory} is in use by process ${owner}: stop that one, or name another folder with --data.`,
    );
  writeFileSync(file, `${process.pid}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** Throws `CannotStart` when another program listens there. */
export async function assertFree(port: number): Promise<void> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    throw portTaken(port, error);
  }
  server.close();
  await once(server, "close");
}

export const portTaken = (port: number, cause: unknown): CannotStart =>
  new CannotStart(`127.0.0.1:${port} is taken by another program: name another port with --port.`, { cause });

function ownerIn(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    if (!(pid > 0)) return null;
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    if (error.code === "ENOENT" || error.code === "ESRCH") return null;
    throw error;
  }
}
