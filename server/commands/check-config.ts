/** `npm run check-config -- [FILE...]`: tells whether a configuration would start, and if not, all of the reasons. */
import path from "node:path";
import { styleText } from "node:util";

import { alertRulesOf } from "#config/alert-rules.ts";
import { configFileOf } from "#config/environment.ts";
import { ConfigError, EXIT_CONFIG, faultLine, readBoth } from "#config/fault.ts";
import { loadBaseline } from "#config/load-baseline.ts";
import { examineConfig } from "#config/load-config.ts";
import { outlookRulesOf } from "#config/outlook-rules.ts";
import { loadQuarter } from "#config/load-quarter.ts";
import { nodeNameOf } from "#config/node-name.ts";
import type { Config } from "#config/schema.ts";
import { tokenWarnings } from "#config/tokens.ts";
import { systemClock } from "#platform/clock.ts";

import { filesOf, runCommand } from "./run-command.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const USAGE = `
Usage: npm run check-config -- [FILE...]   whether each would start, and if not, all of the reasons; ends with 78 when one would not

Without a FILE it reads the one that VEDETTA_CONFIG names, or the shipped example.
`;

function main({ files }: { readonly files: readonly string[] }): number {
  const named = files.length === 0 ? [configFileOf(process.env)] : files;
  return Math.max(...named.map((file) => checkFile(file)));
}

function checkFile(file: string): number {
  try {
    const { config, error } = examineConfig(file, process.env);
    const errors = [...(error === null ? [] : [error]), ...(config === null ? [] : faultsOfData(config))];
    if (config === null || errors.length > 0) return fail(errors);
    process.stdout.write(`${summary(file, config)}${warningsText(tokenWarnings(config, systemClock.now()))}`);
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return fail([error]);
  }
}

function fail(errors: readonly ConfigError[]): number {
  for (const one of errors.flatMap((error) => [error, ...error.others]))
    process.stderr.write(faultsText(one));
  return EXIT_CONFIG;
}

function faultsOfData(config: Config): readonly ConfigError[] {
  try {
    loadDataFiles(config);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [error];
  }
}

function warningsText(warnings: readonly string[]): string {
  const lines = warnings.map((warning) => `  ${styleText("yellow", "!")} ${warning}\n`);
  return lines.length === 0 ? "" : `${lines.join("")}\n`;
}

function faultsText({ file: where, faults }: ConfigError): string {
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  const lines = faults.map(
    (fault) => `  ${styleText("red", "✖", { stream: process.stderr })} ${faultLine(fault)}`,
  );
  return `\n${styleText("bold", where, { stream: process.stderr })}: ${count}\n\n${lines.join("\n")}\n\n`;
}

function summary(file: string, config: Config): string {
  const { house, server, access } = config;
  const channels = (["phone", "chat"] as const).flatMap((channel) => {
    const settings = config.channels[channel];
    return settings ? [`${channel} (${settings.entries.map((entry) => entry.id).join(", ")})`] : [];
  });
  const rows = [
    ["house", `${house.name}, ${house.timeZone}`],
    ["channels", channels.join(", ")],
    ["languages", config.languages.map((language) => language.code).join(", ")],
    ["queues", config.queues.map((queue) => queue.id).join(", ") || "none"],
    ["sources", config.sources.map((source) => `${source.id} (${source.kind})`).join(", ")],
    ["alerts", alertsText(config)],
    [
      "listens on",
      `${server.host}, port ${server.port}${server.behindTls ? ", behind TLS" : server.tls ? ", over TLS" : ""}`,
    ],
    ["data in", config.dataDirectory],
    [
      "access",
      access
        ? `${counted(access.sources.length + access.scrapers.length, "token")}, people by ${doorsOf(access)}`
        : "this machine only",
    ],
    [
      "nodes",
      config.bus ? `${nodeNameOf(config.bus)}, with others by ${busName(config.bus)}` : "this one alone",
    ],
  ];
  const lines = rows.map(([name = "", text]) => `  ${styleText("dim", name.padEnd(10))}  ${text}`);
  return `\n${styleText("green", "ok")}  ${styleText("bold", file)}\n\n${lines.join("\n")}\n\n`;
}

function alertsText({ alerts, receivers }: Config): string {
  const { repeat: _, ...rules } = alertRulesOf(alerts);
  const inForce = Object.values(rules).filter((rule) => rule !== null).length;
  const told = receivers.map(({ id, kind }) => `${id} (${kind})`).join(", ");
  return `${counted(inForce, "rule")}, ${receivers.length === 0 ? "no receiver: nobody is told" : `${counted(receivers.length, "receiver")}: ${told}`}`;
}

const busName = ({ url, sentinels, master, keyPrefix }: NonNullable<Config["bus"]>): string =>
  `${url ?? `${master} of ${counted(sentinels?.length ?? 0, "sentinel")}`}, keys ${keyPrefix}:*`;

function doorsOf({ oidc, proxyLogin }: NonNullable<Config["access"]>): string {
  const others = [
    ...(oidc === undefined ? [] : [new URL(oidc.issuer).host]),
    ...(proxyLogin === undefined ? [] : ["a proxy"]),
  ];
  return [...others, "accounts of their own"].join(", ");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** What is usual, and what a simulation is made from, are read at the start too. Throws `ConfigError` with the faults of all. */
function loadDataFiles(config: Config): void {
  const simulation = config.sources.find((source) => source.kind === "simulation");
  readBoth(
    () => outlookRulesOf(config, { root: ROOT, isHoliday: () => false }),
    () => {
      if (simulation === undefined) return;
      const { baselineFile, quarterFile } = simulation;
      readBoth(
        () => loadBaseline(path.resolve(ROOT, baselineFile)),
        () => quarterFile !== undefined && loadQuarter(path.resolve(ROOT, quarterFile)),
      );
    },
  );
}

await runCommand(filesOf(process.argv.slice(2)), USAGE, main);
