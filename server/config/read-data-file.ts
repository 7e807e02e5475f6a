import type { z } from "zod";

import { ConfigError, type ConfigFault } from "./fault.ts";
import { schemaFaults } from "./schema-faults.ts";
import { readYamlFile } from "./yaml-file.ts";

/**
 * Reads a file of data, JSON or YAML, by its schema. Whether its parts agree is asked
 * once each of them can be read. Throws `ConfigError` with every fault and its line.
 */
export function readDataFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  faultsOf: (data: z.output<Schema>) => readonly ConfigFault[] = () => [],
): z.output<Schema> {
  const yaml = readYamlFile(file);
  const result = schema.safeParse(yaml.value, { reportInput: true });
  const faults = result.success ? faultsOf(result.data) : result.error.issues.flatMap(schemaFaults);
  if (result.success && faults.length === 0) return result.data;
  const located = faults.map((fault) => {
    const line = yaml.lineOf(fault.path);
    return line === undefined ? fault : { path: fault.path, message: fault.message, line };
  });
  throw new ConfigError(file, located);
}
