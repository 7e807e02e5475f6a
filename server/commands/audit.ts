/** `npm run audit -- verify|list`: the audit log, at the machine itself. */
import { parseArgs, styleText } from "node:util";

import { openAccessDatabase } from "#access/access-database.ts";
import { AuditLog } from "#access/audit-log.ts";
import { configFileOf } from "#config/environment.ts";
import { loadConfig } from "#config/load-config.ts";
import { createLogger } from "#platform/logger.ts";

import { faultOfFolder } from "./data-folder.ts";
import { EXIT_WRONG } from "./exit-codes.ts";
import { runCommand, say } from "./run-command.ts";

const USAGE = `
Usage: npm run audit -- verify   whether every row is there as it was written; ends with 1 when not
       npm run audit -- list     the newest rows, the last one at the bottom

       --last N        how many rows; 50
       --config FILE   the configuration, in the place of VEDETTA_CONFIG
`;

interface Order {
  readonly verb: "verify" | "list";
  readonly last: number;
  readonly config: string | undefined;
}

/** `null`: not understood. */
function orderOf(words: readonly string[]): Order | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { config: { type: "string" }, last: { type: "string", default: "50" } },
    });
    const verb = (["verify", "list"] as const).find((one) => one === positionals[0]);
    if (verb === undefined || positionals.length > 1 || !/^\d{1,7}$/.test(values.last)) return null;
    return { verb, last: Number(values.last), config: values.config };
  } catch {
    return null;
  }
}

function main({ verb, last, config: named }: Order): number {
  const config = loadConfig(named ?? configFileOf(process.env), process.env);
  const missing = faultOfFolder(config.dataDirectory);
  if (missing !== null) return wrong(missing);
  const database = openAccessDatabase(config.dataDirectory);
  try {
    const log = new AuditLog(database, createLogger("silent"));
    if (verb === "verify") return verdictOf(log);
    for (const { seq, at, actor, deed, target, address, result } of log.list(last).toReversed())
      process.stdout.write(
        `${styleText("dim", String(seq).padStart(6))}  ${new Date(at).toISOString()}  ${result.padEnd(7)}  ${deed.padEnd(20)}  ${actor}  ${target}  ${styleText("dim", address)}\n`,
      );
    return 0;
  } finally {
    database.close();
  }
}

function verdictOf(log: AuditLog): number {
  const verdict = log.verify();
  if (verdict.ok) {
    const hash = Buffer.from(verdict.head.hash).toString("hex");
    process.stdout.write(
      `${styleText("green", "ok")}  ${verdict.rows} ${verdict.rows === 1 ? "row" : "rows"}; the last is ${verdict.head.seq}, with the hash ${hash}\n`,
    );
    return 0;
  }
  const WHY = {
    changed: `row ${verdict.seq} is not as it was written, or one before it was put in its place`,
    missing: `row ${verdict.seq} is missing`,
    "cut-off": `rows from ${verdict.seq} on were cut off`,
  };
  return wrong(WHY[verdict.why]);
}

const wrong = (why: string): number => say(`${styleText("red", "✖")}  ${why}`, EXIT_WRONG);

await runCommand(orderOf(process.argv.slice(2)), USAGE, main);
