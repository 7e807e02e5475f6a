import { parseArgs } from "node:util";

import type { SourceId } from "#domain/contact-event.ts";

/** What is to be imported. */
export interface ImportRequest {
  readonly format: "queue-log" | "events";
  /** At least one, each of them once. */
  readonly files: readonly string[];
  /** The PBX of a queue_log; `undefined`: the only one of the configuration. */
  readonly source: SourceId | undefined;
  /** The configuration file; `undefined`: as for the server. */
  readonly config: string | undefined;
  /** The files hold their first and their last hour whole. */
  readonly whole: boolean;
  /** Tells what would be written, and writes nothing. */
  readonly dryRun: boolean;
}

export const IMPORT_USAGE = `
Usage: npm run import -- --queue-log FILE [FILE...] [--source ID]   files of Asterisk's queue_log
       npm run import -- --events FILE [FILE...]                    files of CloudEvents, one a line

       --config FILE   the configuration, in the place of VEDETTA_CONFIG
       --whole         the files hold their first and their last hour whole: these are replaced too
       --dry-run       tells what would be written, and writes nothing

Files may be compressed with gzip. Give files that follow one another together, in any order.
`;

/** `null`: not understood. */
export function readImportArguments(words: readonly string[]): ImportRequest | null {
  const { values, positionals } = parsed(words) ?? {};
  if (values === undefined || positionals === undefined) return null;
  const { source, config } = values;
  const [rows, events] = [values["queue-log"] ?? [], values.events ?? []];
  const files = [...new Set([...rows, ...events, ...positionals])];
  const isOneKind = (rows.length === 0) !== (events.length === 0);
  if (!isOneKind || files.includes("") || (source !== undefined && events.length > 0)) return null;
  const format = rows.length > 0 ? "queue-log" : "events";
  return { format, files, source, config, whole: values.whole, dryRun: values["dry-run"] };
}

function parsed(words: readonly string[]) {
  const file = { type: "string", multiple: true } as const;
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        "queue-log": file,
        events: file,
        source: text,
        config: text,
        whole: { type: "boolean", default: false },
        "dry-run": { type: "boolean", default: false },
      },
    });
  } catch {
    return undefined;
  }
}
