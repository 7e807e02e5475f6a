import { ConfigError, type ConfigFault } from "./fault.ts";
import { type RuleTests, ruleTestsSchema } from "./rule-tests-schema.ts";
import { schemaFaults } from "./schema-faults.ts";
import { readYamlFile } from "./yaml-file.ts";

/** Throws `ConfigError` with every fault and its line. */
export function loadRuleTests(file: string): RuleTests {
  const yaml = readYamlFile(file);
  const result = ruleTestsSchema.safeParse(yaml.value, { reportInput: true });
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap(schemaFaults);
  throw new ConfigError(
    file,
    faults.map(({ path, message }) => faultAt(path, message, yaml.lineOf(path))),
  );
}

const faultAt = (path: ConfigFault["path"], message: string, line: number | undefined): ConfigFault =>
  line === undefined ? { path, message } : { path, message, line };
