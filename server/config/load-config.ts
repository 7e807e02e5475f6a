import type { ReadableBus } from "./bus-schema.ts";
import { type Environment, overridesOf } from "./environment.ts";
import { ConfigError, type ConfigFault } from "./fault.ts";
import { checkConfig } from "./check-config.ts";
import type { Config } from "./schema.ts";
import { secretFileFaults } from "./secret-files.ts";
import { folderOfSecrets, withSecretsIn } from "./secret-places.ts";
import { nodeNameFaults } from "./node-name.ts";
import { bindingFaults } from "./safe-binding.ts";
import { readYamlFile } from "./yaml-file.ts";

/**
 * Reads and checks a configuration file. `VEDETTA_HOST`, `VEDETTA_PORT`, `VEDETTA_DATA`
 * and `VEDETTA_NODE` of `environment` win over what the file says. Relative paths of
 * secrets start at the folder of the service's credentials (`CREDENTIALS_DIRECTORY`) or beside the file, others at the
 * working directory. Throws `ConfigError` with every fault.
 */
export function loadConfig(file: string, environment: Environment = {}): Config {
  const { config, error } = examineConfig(file, environment);
  if (error !== null) throw error;
  if (config === null) throw new TypeError("a configuration without faults can be read");
  return config;
}

/**
 * The same for those who look for yet more: with faults there may be a configuration all the same, whose shape is
 * right. Throws `ConfigError` when the file cannot be read at all.
 */
export function examineConfig(
  file: string,
  environment: Environment,
): { readonly config: Config | null; readonly error: ConfigError | null } {
  const yaml = readYamlFile(file);
  const overrides = overridesOf(environment);
  const folder = folderOfSecrets(file, environment);
  const { config: read, parts, faults } = checkConfig(withSecretsIn(folder, yaml.value));
  const server = parts.server && { ...parts.server, ...overrides.server };
  const named = <B extends ReadableBus>(bus: B): B => ({ ...bus, node: overrides.node ?? bus.node });
  const inFile = [
    ...faults,
    ...secretFileFaults(parts, folder),
    ...(server === undefined ? [] : bindingFaults(server, parts.hasAccess)),
    ...(parts.bus === undefined ? [] : nodeNameFaults(named(parts.bus))),
  ].map((fault) => withLine(fault, yaml.lineOf(fault.path)));
  const all = [...inFile, ...overrides.faults];
  const config = read && {
    ...read,
    bus: read.bus && named(read.bus),
    server: { ...read.server, ...overrides.server },
    dataDirectory: overrides.dataDirectory ?? read.dataDirectory,
  };
  return { config, error: all.length === 0 ? null : new ConfigError(file, all) };
}

const withLine = (fault: ConfigFault, line: number | undefined): ConfigFault =>
  line === undefined ? fault : { ...fault, line };
