/** `npm start`: builds the web page, then runs the server in the foreground until it is told to stop. */
import { spawnSync } from "node:child_process";

import { startGroup } from "./process-group.ts";

const build = spawnSync(process.execPath, ["--run", "build"], { encoding: "utf8" });
if (build.status !== 0) {
  process.stderr.write(`${build.stdout}${build.stderr}The web page could not be built: see above.\n`);
  process.exit(1);
}
const server = startGroup(process.execPath, ["server/main.ts", ...process.argv.slice(2)], {
  stdio: "inherit",
});
process.exitCode = (await server.ended).code;
