import { parseArgs } from "node:util";

import type { SourceId } from "#domain/contact-event.ts";

/** What is to be looked at. */
export interface DoctorRequest {
  /** `undefined`: every source of this kind. */
  readonly source: SourceId | undefined;
  /** The configuration file; `undefined`: as for the server. */
  readonly config: string | undefined;
  /** Files that hold a token of webhooks each: the configuration has only their hashes. */
  readonly tokenFiles: readonly string[];
}

export const DOCTOR_USAGE = `
Usage: npm run doctor -- livehelperchat [--source ID]   tries the connection to a Live Helper Chat

       --token-file FILE   a file that holds the token of its webhooks, to try it; may be given twice
       --config FILE       the configuration, in the place of VEDETTA_CONFIG

It asks and changes nothing. It ends with 0 when nothing is wrong, with 1 when something is.
`;

/** `null`: not understood. */
export function readDoctorArguments(words: readonly string[]): DoctorRequest | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        source: { type: "string" },
        config: { type: "string" },
        "token-file": { type: "string", multiple: true },
      },
    });
    const [kind, ...more] = positionals;
    if (kind !== "livehelperchat" || more.length > 0 || values.source === "" || values.config === "")
      return null;
    return { source: values.source, config: values.config, tokenFiles: values["token-file"] ?? [] };
  } catch {
    return null;
  }
}
