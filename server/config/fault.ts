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
  /** Of other files that were read at the same time. */
  readonly others: readonly ConfigError[];

  constructor(file: string, faults: readonly ConfigFault[], others: readonly ConfigError[] = []) {
    const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
    const own = [`${file}: ${count}`, ...faults.map((fault) => `  ${faultLine(fault)}`)];
    super([...own, ...others.map(({ message }) => message)].join("\n"));
    this.file = file;
    this.faults = faults;
    this.others = others;
  }
}

/** Answers what all of these read. Throws one `ConfigError` with the faults of every file, each file once. */
export function readTogether<Read extends Readonly<Record<string, () => unknown>>>(
  reads: Read,
): { readonly [Name in keyof Read]: ReturnType<Read[Name]> } {
  const errors = new Map<string, ConfigError>();
  const results = Object.entries(reads).map(([name, read]) => {
    try {
      return [name, read()];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const one of [error, ...error.others]) errors.set(one.file, new ConfigError(one.file, one.faults));
      return [name, undefined];
    }
  });
  const [first, ...others] = errors.values();
  if (first !== undefined) throw new ConfigError(first.file, first.faults, others);
  return Object.fromEntries(results) as { readonly [Name in keyof Read]: ReturnType<Read[Name]> };
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
