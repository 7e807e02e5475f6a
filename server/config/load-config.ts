import { type Environment, overridesOf } from "./environment.ts";
import { ConfigError, type ConfigFault } from "./fault.ts";
import { checkConfig } from "./check-config.ts";
import type { Config } from "./schema.ts";
import { secretFileFaults } from "./secret-files.ts";
import { nodeNameFault } from "./node-name.ts";
import { readYamlFile } from "./yaml-file.ts";

/**
 * Reads and checks a configuration file. `VEDETTA_HOST`, `VEDETTA_PORT`, `VEDETTA_DATA`
 * and `VEDETTA_NODE` of `environment` win over what the file says. Relative paths in
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
  const bus = config.bus && { ...config.bus, node: overrides.node ?? config.bus.node };
  const nameless = bus && nodeNameFault(bus);
  if (nameless) throw new ConfigError(file, [withLine(nameless, yaml.lineOf(nameless.path))]);
  return {
    ...config,
    bus,
    server: { ...config.server, ...overrides.server },
    dataDirectory: overrides.dataDirectory ?? config.dataDirectory,
  };
}

const withLine = (fault: ConfigFault, line: number | undefined): ConfigFault =>
  line === undefined ? fault : { ...fault, line };
