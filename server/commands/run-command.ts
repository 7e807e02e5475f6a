import { parseArgs } from "node:util";

import { ConfigError, EXIT_CONFIG } from "#config/fault.ts";
import { JournalUnusable } from "#journal/unusable.ts";

import { EXIT_USAGE } from "./exit-codes.ts";

/** Says on the error stream why a command ends with this code. */
export function say(message: string, code: number): number {
  process.stderr.write(`${message}\n`);
  return code;
}

/** Prints the usage when it is asked for by `--help`, and says whether it was. */
export function tellsUsage(usage: string): boolean {
  const isAsked = process.argv.slice(2).some((word) => word === "--help" || word === "-h");
  if (isAsked) process.stdout.write(usage);
  return isAsked;
}

/**
 * Runs a command and ends the program with the code that it answers. `request`: what its words
 * ask for; a text: what is wrong with them; `null`: they were not understood. A mistake of the administrator is one clear
 * message; anything else is ours, with its stack. `--help` prints the usage and ends with 0.
 */
export async function runCommand<Request extends object>(
  request: Request | string | null,
  usage: string,
  main: (request: Request) => number | Promise<number>,
): Promise<void> {
  if (tellsUsage(usage)) return;
  if (request === null || typeof request === "string") {
    process.exitCode = say(request === null ? usage : `\n${request}\n${usage}`, EXIT_USAGE);
    return;
  }
  try {
    process.exitCode = await main(request);
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof JournalUnusable)) throw error;
    process.exitCode = say(error.message, EXIT_CONFIG);
  }
}

/** The files that a command is given, which has no options; a text: what is wrong with its words. */
export function filesOf(words: readonly string[]): { readonly files: readonly string[] } | string {
  try {
    return { files: parseArgs({ args: [...words], allowPositionals: true }).positionals };
  } catch (error) {
    return faultOfWords(error);
  }
}

/** What `parseArgs` says of words that it does not understand, without its advice. */
export function faultOfWords(error: unknown): string {
  const message = error instanceof Error ? error.message : "these words are not understood";
  return message.replace(/\. To specify .*/s, "");
}
