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

/** Answers what both of these read. Throws one `ConfigError` with the faults of every file, each file once. */
export function readBoth<One, Other>(one: () => One, other: () => Other): readonly [One, Other] {
  const reads = [attempt(one), attempt(other)] as const;
  if (reads[0].ok && reads[1].ok) return [reads[0].value, reads[1].value];
  const errors = new Map<string, ConfigError>();
  for (const read of reads) {
    if (read.ok) continue;
    for (const { file, faults } of [read.error, ...read.error.others])
      errors.set(file, new ConfigError(file, faults));
  }
  const [first, ...others] = errors.values();
  throw new ConfigError(first?.file ?? "configuration", first?.faults ?? [], others);
}

type Attempt<Read> =
  | { readonly ok: true; readonly value: Read }
  | { readonly ok: false; readonly error: ConfigError };

function attempt<Read>(read: () => Read): Attempt<Read> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof ConfigError) return { ok: false, error };
    throw error;
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
