import { accessSync, constants, readFileSync, statSync } from "node:fs";

import type { ConfigFault } from "./fault.ts";
import type { ReadableParts } from "./readable-parts.ts";
import type { SourceConfig } from "./source-schema.ts";

/** Secrets that could not be read at the first connection are told at the start instead. */
export function secretFileFaults({ sources }: ReadableParts): ConfigFault[] {
  return (sources ?? []).flatMap((source, index) =>
    (source === null ? [] : secretFilesOf(source))
      .filter(({ file }) => !isReadableFile(file))
      .map(({ path }) => ({
        path: ["sources", index, ...path],
        message: "no readable file that holds the secret",
      })),
  );
}

function secretFilesOf(
  source: SourceConfig,
): readonly { readonly path: ConfigFault["path"]; readonly file: string }[] {
  switch (source.kind) {
    case "asterisk":
      return [{ path: ["secretFile"], file: source.secretFile }];
    case "livehelperchat":
      return [
        ...(source.rest === undefined
          ? []
          : [{ path: ["rest", "apiKeyFile"], file: source.rest.apiKeyFile }]),
        ...(source.tokenFiles ?? []).map((file, index) => ({ path: ["tokenFiles", index], file })),
      ];
    case "http-events":
    case "simulation":
      return [];
  }
}

function isReadableFile(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    const status = statSync(file);
    return status.isFile() && status.size > 0;
  } catch {
    return false;
  }
}

/** The secret a file holds, without white space around it. The file was checked when the configuration was read. */
export const readSecret = (file: string): string => readFileSync(file, "utf8").trim();
