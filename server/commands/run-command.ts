import { ConfigError, EXIT_CONFIG } from "#config/fault.ts";
import { JournalUnusable } from "#journal/unusable.ts";

import { EXIT_USAGE } from "./exit-codes.ts";

/** Says on the error stream why a command ends with this code. */
export function say(message: string, code: number): number {
  process.stderr.write(`${message}\n`);
  return code;
}

/**
 * Runs a command and ends the program with the code that it answers. `request`: what its words
 * ask for; a text: what is wrong with them; `null`: they were not understood. A mistake of the administrator is one clear
 * message; anything else is ours, with its stack.
 */
export async function runCommand<Request extends object>(
  request: Request | string | null,
  usage: string,
  main: (request: Request) => number | Promise<number>,
): Promise<void> {
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

/** What `parseArgs` says of words that it does not understand, without its advice. */
export function faultOfWords(error: unknown): string {
  const message = error instanceof Error ? error.message : "these words are not understood";
  return message.replace(/\. To specify .*/s, "");
}
