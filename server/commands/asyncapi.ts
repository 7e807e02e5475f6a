/** `npm run asyncapi -- [FILE]`: prints what producers may put on the bus of a house, as an AsyncAPI 3.1 document. */
import { readFileSync } from "node:fs";
import path from "node:path";

import { configFileOf } from "#config/environment.ts";
import { ConfigError, EXIT_CONFIG } from "#config/fault.ts";
import { loadConfig } from "#config/load-config.ts";
import { busAsyncApi } from "#sources/http-events/asyncapi.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
try {
  const config = loadConfig(process.argv[2] ?? configFileOf(process.env), process.env);
  const { version }: { version: string } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  process.stdout.write(`${JSON.stringify(busAsyncApi(config, version), null, 2)}\n`);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = EXIT_CONFIG;
}
