/** `npm run nodes`: two nodes on one Redis behind a proxy, on this machine alone, until it is told to stop. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";

import { startNodes } from "./nodes/start-nodes.ts";

const { values } = parseArgs({
  options: {
    config: { type: "string", default: "config/nodes.example.yaml" },
    data: { type: "string", default: "data/nodes" },
    port: { type: "string", default: "1522" },
  },
});
const build = spawnSync(process.execPath, ["--run", "build"], { encoding: "utf8" });
if (build.status !== 0) throw new Error(`The web page could not be built:\n${build.stdout}${build.stderr}`);

const running = await startNodes({
  config: values.config,
  directory: path.resolve(values.data),
  port: Number(values.port),
  say: (line) => process.stderr.write(`${line}\n`),
});
const rows = [
  ["wall", `${running.proxy.url}/wall`],
  ...running.nodes.map(({ name, url, pid }) => [`node ${name}`, `${url}, process ${pid}`]),
  ["redis", `127.0.0.1:${running.redis.port}, password in ${values.data}/redis-password`],
];
const lines = rows.map(([name = "", text]) => `  ${name.padEnd(11)} ${text}`);
process.stdout.write(
  `\nTwo nodes of one house\n${lines.join("\n")}\nKill one and look. Stop with Ctrl-C.\n\n`,
);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void running.close().then(() => process.exit(0)));
