import { readFileSync } from "node:fs";

import { type Document, LineCounter, isNode, parseDocument } from "yaml";

import { ConfigError, type ConfigFault } from "./fault.ts";

/** A YAML file that could be read: its plain value, and where in the file each part of it stands. */
export interface YamlFile {
  readonly value: unknown;
  /** Line of the value at `path`, or of the nearest part around it that is in the file. */
  lineOf(path: ConfigFault["path"]): number | undefined;
}

/** Larger than any house needs; a guard against naming the wrong file. */
const MAX_FILE_BYTES = 1_048_576;

/** Throws `ConfigError` when the file cannot be read, is not YAML, or says one key twice. */
export function readYamlFile(file: string): YamlFile {
  const text = readText(file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faults = [...document.errors, ...document.warnings].map((error): ConfigFault => {
    const { line, col } = lines.linePos(error.pos[0]);
    return { path: [], line, message: `column ${col}: ${error.message}` };
  });
  if (faults.length > 0) throw new ConfigError(file, faults);
  return {
    value: plainValue(document, file),
    lineOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const node: unknown = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
      }
      return undefined;
    },
  };
}

function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new ConfigError(file, [{ path: [], message: `cannot be read (${errorCode(error)})` }]);
  }
  if (bytes.length > MAX_FILE_BYTES)
    throw new ConfigError(file, [{ path: [], message: "is larger than 1 MiB: is this the right file?" }]);
  return bytes.toString("utf8");
}

/** An alias bomb makes the expansion throw. */
function plainValue(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw new ConfigError(file, [{ path: [], message: "has aliases that cannot be resolved" }]);
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}
