/** `npm run notify-test -- [RECEIVER]`: sends a test to receivers of alerts and tells what became of it. */
import { randomUUID } from "node:crypto";
import { parseArgs, styleText } from "node:util";

import { configFileOf } from "#config/environment.ts";
import { ConfigError } from "#config/fault.ts";
import { loadConfig } from "#config/load-config.ts";
import type { Config } from "#config/schema.ts";
import { readSecret } from "#config/secret-files.ts";
import { createReceivers } from "#notify/create-receivers.ts";
import { dnsLookup } from "#notify/guarded-address.ts";
import { testMessage } from "#notify/test-message.ts";
import { systemClock } from "#platform/clock.ts";

import { EXIT_WRONG } from "./exit-codes.ts";
import { runCommand } from "./run-command.ts";

const USAGE = `
Usage: npm run notify-test -- [RECEIVER]   sends a test to a receiver of alerts, or to all of them

       --config FILE   the configuration, in the place of VEDETTA_CONFIG

It ends with 0 when every test was delivered, with 1 when one was not.
`;

interface Request {
  readonly receiver: string | undefined;
  readonly config: string | undefined;
}

/** `null`: not understood. */
function requestOf(words: readonly string[]): Request | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { config: { type: "string" } },
    });
    return positionals.length > 1 ? null : { receiver: positionals[0], config: values.config };
  } catch {
    return null;
  }
}

async function main({ receiver, config: named }: Request): Promise<number> {
  const file = named ?? configFileOf(process.env);
  const config = loadConfig(file, process.env);
  const { house } = config;
  const simulated = config.sources.some(({ kind }) => kind === "simulation");
  let code = 0;
  for (const each of createReceivers(chosen(config, receiver, file), { readSecret, lookup: dnsLookup })) {
    const message = testMessage({ ...house, simulated }, systemClock.now(), randomUUID());
    const locale = each.locale ?? house.locales[0] ?? "en";
    const attempt = { at: systemClock.now(), delayed: false, locale };
    const outcome = await each.deliver(message, attempt, new AbortController().signal);
    const isDelivered = outcome.kind === "delivered";
    const mark = isDelivered ? styleText("green", "✔") : styleText("red", "✖");
    const what = isDelivered ? "delivered" : `${outcome.error}${hintOf(outcome.error)}`;
    process.stdout.write(`${mark} ${each.id}  ${styleText("dim", each.kind)}  ${what}\n`);
    if (!isDelivered) code = EXIT_WRONG;
  }
  return code;
}

function chosen({ receivers }: Config, id: string | undefined, file: string): Config["receivers"] {
  if (receivers.length === 0)
    throw new ConfigError(file, [{ path: ["receivers"], message: "no receiver is configured" }]);
  const found = receivers.filter((receiver) => id === undefined || receiver.id === id);
  if (found.length > 0) return found;
  const known = receivers.map((receiver) => receiver.id).join(", ");
  throw new ConfigError("command line", [
    { path: [], message: `no receiver has this id: use one of ${known}` },
  ]);
}

/** `docs/receivers.md` explains every word. */
const hintOf = (error: string): string =>
  error === "certificate"
    ? " (not signed by a known authority, or for another name: see caFile)"
    : error === "forbidden-address"
      ? " (an address of the own network: see allowPrivate)"
      : "";

await runCommand(requestOf(process.argv.slice(2)), USAGE, main);
