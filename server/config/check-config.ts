import type { z } from "zod";

import { crossFaults } from "./cross-checks.ts";
import type { ConfigFault } from "./fault.ts";
import { type ReadableParts, readableParts } from "./readable-parts.ts";
import { type Config, configSchema } from "./schema.ts";

/** `config` is there when the shape is right; it may be used when there are no faults either. */
export interface CheckedConfig {
  readonly config: Config | null;
  readonly parts: ReadableParts;
  readonly faults: readonly ConfigFault[];
}

/** Every fault at once, each with its path: an operator mends the file in one go. */
export function checkConfig(raw: unknown): CheckedConfig {
  const result = configSchema.safeParse(raw, { reportInput: true });
  const parts = readableParts(raw);
  const shapeFaults = result.success ? [] : result.error.issues.flatMap(faultsOf);
  return {
    config: result.success ? result.data : null,
    parts,
    faults: [...shapeFaults, ...crossFaults(parts)],
  };
}

function faultsOf(issue: z.core.$ZodIssue): ConfigFault[] {
  const path = issue.path.map((key) => (typeof key === "symbol" ? key.toString() : key));
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: [...path, key], message: "this key is not known" }));
  if (issue.code === "invalid_type") {
    const noun = NOUNS[issue.expected] ?? issue.expected;
    // With `reportInput` only a key that is not there has no input.
    return [
      { path, message: issue.input === undefined ? `add this key: ${noun}` : `${noun} is needed here` },
    ];
  }
  if (issue.code === "invalid_key") return [{ path, message: "this key is not allowed here" }];
  if (issue.code === "too_big" && issue.origin === "number")
    return [{ path, message: `use at most ${issue.maximum}` }];
  if (issue.code === "too_small" && issue.origin === "number")
    return [{ path, message: `use ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}` }];
  return [{ path, message: issue.message }];
}

/** What an operator calls the types of YAML. */
const NOUNS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a section with keys",
  record: "a section with keys",
};
