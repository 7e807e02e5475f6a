import { type Baseline, baselineSchema } from "./baseline-schema.ts";
import { ConfigError } from "./fault.ts";
import { readYamlFile } from "./yaml-file.ts";

/** Reads what is usual for a house, JSON or YAML. Throws `ConfigError` with every fault. */
export function loadBaseline(file: string): Baseline {
  const yaml = readYamlFile(file);
  const result = baselineSchema.safeParse(yaml.value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ message, path }) => {
    const keys = path.map((key) => (typeof key === "number" ? key : String(key)));
    const line = yaml.lineOf(keys);
    return line === undefined ? { path: keys, message } : { path: keys, message, line };
  });
  throw new ConfigError(file, faults);
}
