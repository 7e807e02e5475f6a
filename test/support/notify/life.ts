import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

/**
 * One life of a program of `test/support/cli/`: killed with SIGKILL so long after its first word, or,
 * where that is `null`, until it ends by itself. Answers the last number that it said.
 */
export async function lifeOf(
  program: string,
  words: readonly string[],
  killAfterMs: number | null,
): Promise<number | null> {
  const child = spawn(process.execPath, [program, ...words], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const closed = once(child, "close");
  if (killAfterMs !== null) {
    await Promise.race([once(child.stdout, "data"), closed]);
    await delay(killAfterMs);
    child.kill("SIGKILL");
  }
  const [code, signal] = await closed;
  if (killAfterMs === null ? code !== 0 : signal !== "SIGKILL")
    throw new Error(`the process ended with ${String(code ?? signal)}`);
  // The last line may be cut off in the middle; what it said was not said.
  const lines = output.slice(0, output.lastIndexOf("\n") + 1).split("\n");
  const last = lines.findLast((line) => /^\d+$/.test(line));
  return last === undefined ? null : Number(last);
}
