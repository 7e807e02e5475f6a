import type { z } from "zod";

import type { ConfigFault } from "./fault.ts";

/** What is wrong, in an operator's words. The value must have been parsed with `reportInput`. */
export function schemaFaults(issue: z.core.$ZodIssue): ConfigFault[] {
  const path = issue.path.map((key) => (typeof key === "symbol" ? key.toString() : key));
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: [...path, key], message: "this key is not known" }));
  // A schema may have better words of its own: of a key of before, or of one that needs explaining.
  if (issue.code === "invalid_type" && !issue.message.startsWith("Invalid input"))
    return [{ path, message: issue.message }];
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
  // A schema may have better words of its own.
  const isPlain = /^Too (small|big):/.test(issue.message);
  if (isPlain && (issue.code === "too_big" || issue.code === "too_small"))
    return [{ path, message: lengthFault(issue) ?? issue.message }];
  return [{ path, message: issue.message }];
}

/** Of texts and lists; `null`: of something else. */
function lengthFault(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string | null {
  const isText = issue.origin === "string";
  if (!isText && issue.origin !== "array") return null;
  if (issue.code === "too_big") return `use at most ${issue.maximum} ${isText ? "characters" : "items"}`;
  if (Number(issue.minimum) === 1) return isText ? "this text is empty" : "this list is empty";
  return `use at least ${issue.minimum} ${isText ? "characters" : "items"}`;
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
