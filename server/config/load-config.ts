import { type Environment, overridesOf } from "./environment.ts";
import { ConfigError, type ConfigFault } from "./fault.ts";
import { checkConfig } from "./check-config.ts";
import type { Config } from "./schema.ts";
import { secretFileFaults } from "./secret-files.ts";
import { readYamlFile } from "./yaml-file.ts";

/**
 * Reads and checks a configuration file. `VEDETTA_HOST`, `VEDETTA_PORT` and
 * `VEDETTA_DATA` of `environment` win over what the file says. Relative paths in
 * the file start at the working directory. Throws `ConfigError` with every fault.
 */
export function loadConfig(file: string, environment: Environment = {}): Config {
  const yaml = readYamlFile(file);
  const overrides = overridesOf(environment);
  const { config, parts, faults } = checkConfig(yaml.value);
  const inFile = [...faults, ...secretFileFaults(parts)].map((fault) =>
    withLine(fault, yaml.lineOf(fault.path)),
  );
  const all = [...inFile, ...overrides.faults];
  if (!config || all.length > 0) throw new ConfigError(file, all);
  return {
    ...config,
    server: { ...config.server, ...overrides.server },
    dataDirectory: overrides.dataDirectory ?? config.dataDirectory,
  };
}

const withLine = (fault: ConfigFault, line: number | undefined): ConfigFault =>
  line === undefined ? fault : { ...fault, line };
