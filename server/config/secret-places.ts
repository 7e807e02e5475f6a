import path from "node:path";

import type { Environment } from "./environment.ts";

/** What names a file whose content is secret, or belongs to one. */
const KEYS: ReadonlySet<string> = new Set([
  "apiKeyFile",
  "caFile",
  "certificateFile",
  "clientSecretFile",
  "keyFile",
  "passwordFile",
  "routingKeyFile",
  "secretFile",
  "secretFiles",
  "sentinelPasswordFile",
  "tokenFile",
  "topicFile",
  "urlFile",
]);

/** Where such a file lies when its path is relative: where systemd puts the credentials of a service, otherwise beside the configuration. */
export const folderOfSecrets = (configFile: string, environment: Environment): string =>
  environment["CREDENTIALS_DIRECTORY"] || path.dirname(path.resolve(configFile));

/** A configuration as it was read, in which the paths of secrets begin at `folder`. Whatever has another shape stays as it is. */
export function withSecretsIn(folder: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => withSecretsIn(folder, each));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      KEYS.has(key) ? placed(folder, each) : withSecretsIn(folder, each),
    ]),
  );
}

function placed(folder: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => placed(folder, each));
  return typeof value === "string" && value !== "" ? path.resolve(folder, value) : value;
}
