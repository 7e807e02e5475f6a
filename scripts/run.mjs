/**
 * Entrance of every command of package.json that is written in TypeScript. It is plain JavaScript, so
 * that it can speak even under an old Node: the project brings its own Node 26 as the package `node`,
 * and npm puts that one first in the PATH of its scripts, if its install script was allowed to run.
 *
 * Usage: node scripts/run.mjs FILE [ARGUMENTS]
 */
import { readFileSync } from "node:fs";

const project = new URL("../", import.meta.url);
const wanted = JSON.parse(readFileSync(new URL("package.json", project), "utf8")).dependencies.node;
const [file, ...rest] = process.argv.slice(2);

if (Number.parseInt(process.versions.node, 10) < Number.parseInt(wanted, 10)) {
  process.stderr.write(
    `Vedetta needs Node ${wanted}, and this is Node ${process.versions.node}.\n` +
      "`npm ci` brings the right one as the package `node`, but its install script has not run here,\n" +
      "because install scripts are switched off (`ignore-scripts`), or because a command was started without npm.\n" +
      "Let it run once with `npm rebuild node --ignore-scripts=false`, then give the same npm command again.\n",
  );
  process.exit(1);
}

if (file === undefined) throw new Error("scripts/run.mjs needs the file to run");
const entry = new URL(file, project);
process.argv = [process.execPath, entry.pathname, ...rest];
await import(entry.href);
