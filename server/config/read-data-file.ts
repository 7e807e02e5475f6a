import type { z } from "zod";

import { ConfigError, type ConfigFault } from "./fault.ts";
import { schemaFaults } from "./schema-faults.ts";
import { readYamlFile } from "./yaml-file.ts";

/**
 * Reads a file of data, JSON or YAML, by its schema. `faultsOf` tells whether its parts
 * agree, of the whole or, when that has faults (`null`), of what it can read of it. Throws `ConfigError`
 * with every fault and its line.
 */
export function readDataFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  faultsOf: (raw: unknown, data: z.output<Schema> | null) => readonly ConfigFault[] = () => [],
): z.output<Schema> {
  const yaml = readYamlFile(file);
  const result = schema.safeParse(yaml.value, { reportInput: true });
  const shapeFaults = result.success ? [] : result.error.issues.flatMap(schemaFaults);
  const faults = [...shapeFaults, ...faultsOf(yaml.value, result.success ? result.data : null)];
  if (result.success && faults.length === 0) return result.data;
  const located = faults.map((fault) => {
    const line = yaml.lineOf(fault.path);
    return line === undefined ? fault : { path: fault.path, message: fault.message, line };
  });
  throw new ConfigError(file, located);
}
