import { accessSync, constants, readFileSync, statSync } from "node:fs";

import type { ConfigFault } from "./fault.ts";
import type { ReadableParts } from "./readable-parts.ts";

/** Secrets that could not be read at the first connection are told at the start instead. */
export function secretFileFaults({ sources }: ReadableParts): ConfigFault[] {
  return (sources ?? []).flatMap((source, index) =>
    source?.kind === "asterisk" && !isReadableFile(source.secretFile)
      ? [{ path: ["sources", index, "secretFile"], message: "no readable file that holds the secret" }]
      : [],
  );
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
