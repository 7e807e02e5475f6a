/** The page built, then the server in the foreground until it is told to stop. */
import { spawnSync } from "node:child_process";

import { startGroup } from "./process-group.ts";

/** Resolves with the exit code of the server; 1 when the page cannot be built. */
export async function runBuiltServer(words: readonly string[]): Promise<number> {
  const build = spawnSync(process.execPath, ["--run", "build"], { encoding: "utf8" });
  if (build.status !== 0) {
    process.stderr.write(`${build.stdout}${build.stderr}The web page could not be built: see above.\n`);
    return 1;
  }
  const server = startGroup(process.execPath, ["server/main.ts", ...words], { stdio: "inherit" });
  return (await server.ended).code;
}
