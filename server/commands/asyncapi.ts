/** `npm run asyncapi -- [FILE]`: prints what producers may put on the bus of a house, as an AsyncAPI 3.1 document. */
import { readFileSync } from "node:fs";
import path from "node:path";

import { configFileOf } from "#config/environment.ts";
import { loadConfig } from "#config/load-config.ts";
import { busAsyncApi } from "#sources/http-events/asyncapi.ts";

import { filesOf, runCommand } from "./run-command.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const USAGE = `
Usage: npm run asyncapi -- [FILE]   what producers may put on the bus of this configuration, as an AsyncAPI 3.1 document

Without a FILE it reads the one that VEDETTA_CONFIG names, or the shipped example.
`;

function requestOf(words: readonly string[]): { readonly files: readonly string[] } | string {
  const request = filesOf(words);
  if (typeof request === "string" || request.files.length <= 1) return request;
  return `one FILE at a time: ${request.files.slice(1).join(" ")} is too much`;
}

await runCommand(requestOf(process.argv.slice(2)), USAGE, ({ files: [file] }) => {
  const config = loadConfig(file ?? configFileOf(process.env), process.env);
  const { version }: { version: string } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  process.stdout.write(`${JSON.stringify(busAsyncApi(config, version), null, 2)}\n`);
  return 0;
});
