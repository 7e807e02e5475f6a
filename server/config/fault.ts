/** One mistake in a configuration: where it is and what would be right. */
export interface ConfigFault {
  /** Keys from the root, such as `["sources", 0, "port"]`; empty for the file as a whole. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Line in the file, from 1, where it is known. */
  readonly line?: number;
}

/** A mistake of the operator. Carries every fault, so that a file is mended once. `main.ts` exits with 78. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  /** Where they are: a file, or the command line. */
  readonly file: string;
  readonly faults: readonly ConfigFault[];

  constructor(file: string, faults: readonly ConfigFault[]) {
    const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
    super([`${file}: ${count}`, ...faults.map((fault) => `  ${faultLine(fault)}`)].join("\n"));
    this.file = file;
    this.faults = faults;
  }
}

/** EX_CONFIG of sysexits.h: something is wrong with the configuration. */
export const EXIT_CONFIG = 78;

/** `sources[0].port (line 14): use a whole number`. */
export function faultLine(fault: ConfigFault): string {
  const where = pathText(fault.path);
  const line = fault.line === undefined ? "" : `line ${fault.line}`;
  const place = where === "" ? line : line === "" ? where : `${where} (${line})`;
  return place === "" ? fault.message : `${place}: ${fault.message}`;
}

/** `sources[0].port`; empty for the root. */
export function pathText(path: ConfigFault["path"]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join("");
}
