/** `npm run admin -- add NAME`: accounts of people, sessions and screens, at the machine itself. */
import { userInfo } from "node:os";
import path from "node:path";
import { parseArgs, styleText } from "node:util";

import { type AccessDatabase, openAccessDatabase } from "#access/access-database.ts";
import { Accounts, isAccountName } from "#access/accounts.ts";
import { AuditLog } from "#access/audit-log.ts";
import type { Deed } from "#access/audit-chain.ts";
import { groupedCode } from "#access/secrets.ts";
import { type PersonRole, revokeAllOf } from "#access/sessions.ts";
import { configFileOf } from "#config/environment.ts";
import { loadConfig } from "#config/load-config.ts";
import type { Config } from "#config/schema.ts";
import { systemClock } from "#platform/clock.ts";
import { createLogger } from "#platform/logger.ts";

import { faultOfFolder } from "./data-folder.ts";
import { EXIT_WRONG } from "./exit-codes.ts";
import { faultOfWords, runCommand, say } from "./run-command.ts";

const USAGE = `
Usage: npm run admin -- add NAME                an admin, who sets up the account by a code
       npm run admin -- add NAME --supervisor   a supervisor
       npm run admin -- reset NAME              who lost password or telephone sets up the account anew
       npm run admin -- remove NAME             ends the account and its sessions
       npm run admin -- list                    accounts

       --config FILE   the configuration, in the place of VEDETTA_CONFIG

The server must have been started once: accounts lie in its data directory, which VEDETTA_DATA or the configuration names.
`;

const VERBS = ["add", "reset", "remove", "list"] as const;

interface Order {
  readonly verb: (typeof VERBS)[number];
  readonly name: string;
  readonly role: PersonRole;
  readonly config: string | undefined;
}

/** A text: what is wrong with the words. `null`: there are none. */
function orderOf(words: readonly string[]): Order | string | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { config: { type: "string" }, supervisor: { type: "boolean", default: false } },
    });
    const [wanted, name = "", ...more] = positionals;
    const verb = VERBS.find((one) => one === wanted);
    if (wanted === undefined)
      return words.length === 0 ? null : `say what is to be done: ${VERBS.join(", ")}`;
    if (verb === undefined) return `${JSON.stringify(wanted)} is none of ${VERBS.join(", ")}`;
    if (verb === "list" ? name !== "" : more.length > 0)
      return `${[...(verb === "list" ? [name] : []), ...more].join(" ")} is too much`;
    if (verb !== "list" && name === "") return `say whom to ${verb}: a NAME is missing`;
    if (verb !== "list" && !isAccountName(name))
      return `${JSON.stringify(name)} is no name for an account: use 2 to 40 lower-case letters, digits, dot, - and _, a letter first`;
    return { verb, name, role: values.supervisor ? "supervisor" : "admin", config: values.config };
  } catch (error) {
    return faultOfWords(error);
  }
}

function main(order: Order): number {
  const config = loadConfig(order.config ?? configFileOf(process.env), process.env);
  const missing = faultOfFolder(config.dataDirectory);
  if (missing !== null) return say(missing, EXIT_WRONG);
  const database = openAccessDatabase(config.dataDirectory);
  try {
    return carryOut(order, config, database);
  } finally {
    database.close();
  }
}

function carryOut({ verb, name, role }: Order, config: Config, database: AccessDatabase): number {
  const accounts = new Accounts(database);
  const now = systemClock.now();
  const known = accounts.list().find((account) => account.name === name);
  const note = (deed: Deed): void =>
    new AuditLog(database, createLogger("silent")).write(
      { actor: `terminal:${userName()}`, deed, target: name },
      now,
    );
  switch (verb) {
    case "list":
      for (const account of accounts.list())
        tell(
          `${account.name.padEnd(20)}  ${account.role.padEnd(10)}  ${account.ready ? "ready" : "invited"}`,
        );
      if (accounts.list().length === 0) tell("There are no accounts yet: npm run admin -- add NAME");
      return 0;
    case "add":
      if (known !== undefined)
        return say(`${name} has an account already: use reset, or remove it first.`, EXIT_WRONG);
      note("account.invite");
      return invite(accounts.invite(name, role, now), { name, role, config });
    case "reset":
      if (known === undefined) return say(`There is no account ${name}.`, EXIT_WRONG);
      revokeAllOf(database, `local:${name}`, now);
      note("account.invite");
      return invite(accounts.invite(name, known.role, now), { name, role: known.role, config });
    case "remove":
      if (!accounts.remove(name, now)) return say(`There is no account ${name}.`, EXIT_WRONG);
      revokeAllOf(database, `local:${name}`, now);
      note("account.remove");
      tell(`${name} has no account any more; open sessions end within seconds.`);
      return 0;
  }
}

function invite(
  code: string,
  { name, role, config }: { name: string; role: PersonRole; config: Config },
): number {
  const hint = config.access === undefined ? WITHOUT_ACCESS : "";
  process.stdout.write(`
${styleText("dim", `Give this to ${name}, ${role === "admin" ? "an admin" : "a supervisor"}; it is shown only now and good for a day:`)}

  name              ${styleText("bold", name)}
  invitation code   ${styleText("bold", groupedCode(code))}
  known to          the server of ${path.resolve(config.dataDirectory)}

${styleText("dim", "It is used at /setup of the wallboard, with a telephone at hand that has an authenticator app.")}
${hint}
`);
  return 0;
}

const WITHOUT_ACCESS = `
The configuration has no access section yet, so nobody is asked to log in: add \`access: {}\`.
`;

/** Whose shell it is; their number where the system has no name for it. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "");
  }
}

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

await runCommand(orderOf(process.argv.slice(2)), USAGE, main);
