/** The file of access, and the log of what was done: opened at the start, kept for a year. */
import { createHash } from "node:crypto";

import { type AccessDatabase, openAccessDatabase } from "#access/access-database.ts";
import { AuditLog } from "#access/audit-log.ts";
import type { Config } from "#config/schema.ts";
import { hours } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";
import { repeat } from "#platform/repeat.ts";

export interface GuardBook {
  readonly database: AccessDatabase;
  readonly audit: AuditLog;
  close(): void;
}

/** Writes down that the configuration is another one than at the last start: its hash, not what is in it. */
export function openGuardBook(options: {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
}): GuardBook {
  const { config, clock, logger } = options;
  const database = openAccessDatabase(config.dataDirectory);
  const audit = new AuditLog(database, logger);
  const hash = createHash("sha256").update(JSON.stringify(config)).digest("hex").slice(0, 16);
  if (audit.lastTarget("configuration.change") !== hash)
    audit.write({ actor: "server", deed: "configuration.change", target: hash }, clock.now());
  audit.prune(clock.now());
  const stopPruning = repeat(clock, hours(24), () => audit.prune(clock.now()));
  return {
    database,
    audit,
    close() {
      stopPruning();
      database.close();
    },
  };
}
