/** `npm run nodes`: two nodes on one Redis behind a proxy, on this machine alone, until it is told to stop. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";

import { faultOfWords, tellsUsage } from "../server/commands/run-command.ts";
import { assertFree, CannotStart, claimFolder } from "./nodes/claim.ts";
import { startNodes } from "./nodes/start-nodes.ts";

/** EX_USAGE and EX_UNAVAILABLE of sysexits.h. */
const EXIT_USAGE = 64;
const EXIT_UNAVAILABLE = 69;

const USAGE = `
Usage: npm run nodes -- [OPTIONS]   two nodes on one Redis behind a proxy, on this machine alone, until Ctrl-C

       --config FILE   the house; config/nodes.example.yaml
       --data FOLDER   where the files of all lie; data/nodes
       --port NUMBER   where the proxy answers; 1522
`;

function optionsOf(words: string[]) {
  try {
    const { values } = parseArgs({
      args: words,
      options: {
        config: { type: "string", default: "config/nodes.example.yaml" },
        data: { type: "string", default: "data/nodes" },
        port: { type: "string", default: "1522" },
      },
    });
    if (/^\d{1,5}$/.test(values.port) && Number(values.port) < 65_536) return values;
    process.stderr.write("command line: --port takes a whole number from 0 to 65535\n");
  } catch (error) {
    process.stderr.write(`command line: ${faultOfWords(error)}\n`);
  }
  process.stderr.write(USAGE);
  return process.exit(EXIT_USAGE);
}

if (tellsUsage(USAGE)) process.exit(0);
const values = optionsOf(process.argv.slice(2));
function refuse(error: unknown): never {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(EXIT_UNAVAILABLE);
}
try {
  await assertFree(Number(values.port));
  const release = claimFolder(path.resolve(values.data));
  process.once("exit", release);
} catch (error) {
  refuse(error);
}
const build = spawnSync(process.execPath, ["--run", "build"], { encoding: "utf8" });
if (build.status !== 0) throw new Error(`The web page could not be built:\n${build.stdout}${build.stderr}`);

const running = await startNodes({
  config: values.config,
  directory: path.resolve(values.data),
  port: Number(values.port),
  say: (line) => process.stderr.write(`${line}\n`),
}).catch(refuse);
const rows = [
  ["wall", `${running.proxy.url}/wall`],
  ...running.nodes.map(({ name, url, pid }) => [`node ${name}`, `${url}, process ${pid}`]),
  [
    "redis",
    `REDISCLI_AUTH=$(cat ${values.data}/redis-password) redis-cli -p ${running.redis.port} --user vedetta`,
  ],
];
const lines = rows.map(([name = "", text]) => `  ${name.padEnd(11)} ${text}`);
process.stdout.write(
  `\nTwo nodes of one house\n${lines.join("\n")}\nKill a node and look; it is back within a second, as is the Redis. Stop (kill -STOP) what is to stay away, kill -CONT brings it back. End with Ctrl-C.\n\n`,
);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void running.close().then(() => process.exit(0)));
