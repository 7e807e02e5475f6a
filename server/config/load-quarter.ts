import { ConfigError, type ConfigFault } from "./fault.ts";
import { quarterFaults } from "./quarter-checks.ts";
import { type QuarterFigures, quarterSchema } from "./quarter-schema.ts";
import { readYamlFile, type YamlFile } from "./yaml-file.ts";

/**
 * Reads the figures of a quarter, JSON or YAML. Throws `ConfigError` with every
 * fault; whether the figures agree is asked once each of them can be read.
 */
export function loadQuarter(file: string): QuarterFigures {
  const yaml = readYamlFile(file);
  const result = quarterSchema.safeParse(yaml.value);
  const faults = result.success
    ? quarterFaults(result.data)
    : result.error.issues.map(({ message, path }) => ({
        path: path.map((key) => (typeof key === "number" ? key : String(key))),
        message,
      }));
  if (!result.success || faults.length > 0)
    throw new ConfigError(
      file,
      faults.map((fault) => withLine(fault, yaml)),
    );
  return result.data;
}

function withLine(fault: ConfigFault, yaml: YamlFile): ConfigFault {
  const line = yaml.lineOf(fault.path);
  return line === undefined ? fault : { ...fault, line };
}
