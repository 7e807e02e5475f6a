import { crossFaults } from "./cross-checks.ts";
import type { ConfigFault } from "./fault.ts";
import { type ReadableParts, readableParts } from "./readable-parts.ts";
import { schemaFaults } from "./schema-faults.ts";
import { type Config, configSchema } from "./schema.ts";

/** `config` is there when the shape is right; it may be used when there are no faults either. */
export interface CheckedConfig {
  readonly config: Config | null;
  readonly parts: ReadableParts;
  readonly faults: readonly ConfigFault[];
}

/** Every fault at once, each with its path: an operator mends the file in one go. */
export function checkConfig(raw: unknown): CheckedConfig {
  const result = configSchema.safeParse(raw, { reportInput: true });
  const parts = readableParts(raw);
  const shapeFaults = result.success ? [] : result.error.issues.flatMap(schemaFaults);
  return {
    config: result.success ? result.data : null,
    parts,
    faults: [...shapeFaults, ...crossFaults(parts)],
  };
}
