/** The page built, then the server in the foreground until it is told to stop. */
import { spawnSync } from "node:child_process";

import { startGroup } from "./process-group.ts";

const USAGE = `
Usage: npm start -- [OPTIONS]        builds the page and runs the server until Ctrl-C
       npm run replay -- [OPTIONS]   the same with one whole day of the shipped house, faster than life

       --config FILE              the configuration, in the place of VEDETTA_CONFIG
       --from YYYY-MM-DDThh:mm    where a simulation begins, local time of the house
       --day YYYY-MM-DD           the day that a simulation replays, from its midnight on
       --speed NUMBER             how many times faster than life a simulation runs, from 0.1 to 3600
`;

/** Resolves with the exit code of the server; 1 when the page cannot be built. */
export async function runBuiltServer(words: readonly string[]): Promise<number> {
  if (words.some((word) => word === "--help" || word === "-h")) {
    process.stdout.write(USAGE);
    return 0;
  }
  const build = spawnSync(process.execPath, ["--run", "build"], { encoding: "utf8" });
  if (build.status !== 0) {
    process.stderr.write(`${build.stdout}${build.stderr}The web page could not be built: see above.\n`);
    return 1;
  }
  const server = startGroup(process.execPath, ["server/main.ts", ...words], { stdio: "inherit" });
  return (await server.ended).code;
}
