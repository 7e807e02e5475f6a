/**
 * Who may come in and what was done: the file of access, opened at the start, and the same on all
 * nodes but for the log of what was done, which each node keeps of itself. A part of the composition root.
 */
import { createHash } from "node:crypto";
import path from "node:path";

import { ACCESS_FILE, type AccessDatabase, isEmptied, openAccessDatabase } from "#access/access-database.ts";
import { AuditLog } from "#access/audit-log.ts";
import { forgetExpired } from "#access/forget-expired.ts";
import { Pairings } from "#access/pairings.ts";
import { SharedAccess } from "#access/shared-access.ts";
import { watchTokens } from "#access/token-watch.ts";
import type { BusConnection } from "#bus/connection.ts";
import { type Exchange, startExchange } from "#bus/exchange.ts";
import { sharedNamesOf } from "#bus/shared-names.ts";
import type { Config } from "#config/schema.ts";
import { nodesSecretOf } from "#config/secret-files.ts";
import { tokensOf } from "#config/tokens.ts";
import { hours, ms, seconds } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";
import { repeat } from "#platform/repeat.ts";

/** Nodes ask each other so often what they may have missed; what they change they tell at once. */
const EXCHANGE_EVERY = seconds(5);
/** How soon the others hear of what `npm run admin` changed. */
const LOOK_EVERY = ms(500);
/** How long a start waits for what was revoked meanwhile: another node answers in milliseconds. */
const WAIT_FOR_OTHERS = seconds(2);

export interface GuardBook {
  readonly database: AccessDatabase;
  readonly audit: AuditLog;
  readonly pairings: Pairings;
  /** False while other nodes would not hear of a screen's new secret. */
  readonly mayRenew: () => boolean;
  /** Resolves when the node knows what the others know, or after 2 s. */
  settled(): Promise<void>;
  close(): void;
}

/** In a house that asks nobody who they are the rows are lines for those who look closer, and none above the greeting. */
const quieter = (logger: Logger): Logger => ({
  debug: (fields, message) => logger.debug(fields, message),
  info: (fields, message) => logger.debug(fields, message),
  warn: (fields, message) => logger.warn(fields, message),
  error: (fields, message) => logger.error(fields, message),
});

/** Writes down that the configuration is another one than at the last start: its hash, not what is in it. */
export function openGuardBook(options: {
  readonly config: Config;
  /** `null`: the node is alone. */
  readonly connection: BusConnection | null;
  readonly clock: Clock;
  readonly logger: Logger;
}): GuardBook {
  const { config, connection, clock, logger } = options;
  if (isEmptied(config.dataDirectory))
    logger.warn(
      { file: path.join(config.dataDirectory, ACCESS_FILE) },
      "the file of access was empty: it begins anew, without accounts, screens and audit log; put a backup in its place if there was one",
    );
  const database = openAccessDatabase(config.dataDirectory);
  const audit = new AuditLog(database, config.access === undefined ? quieter(logger) : logger);
  const tidy = (): void => {
    const [now, lastAt] = [clock.now(), audit.lastAt()];
    audit.prune(now);
    const { access } = config;
    if (access)
      forgetExpired(database, { idle: access.idleMinutes, absolute: access.sessionHours }, { now, lastAt });
  };
  // Before anything is written down at this start, whose clock may be wrong.
  tidy();
  const hash = createHash("sha256").update(JSON.stringify(config)).digest("hex").slice(0, 16);
  if (audit.lastTarget("configuration.change") !== hash)
    audit.write({ actor: "server", deed: "configuration.change", target: hash }, clock.now());
  const stopWatching = watchTokens({ tokens: tokensOf(config), database, audit, clock, logger });
  const stopPruning = repeat(clock, hours(24), tidy);
  const pairings = new Pairings();
  const sharing = connection === null ? ALONE : share({ ...options, connection, database, audit, pairings });
  return {
    database,
    audit,
    pairings,
    mayRenew: sharing.isHeard,
    settled: sharing.settled,
    close() {
      sharing.close();
      stopPruning();
      stopWatching();
      database.close();
    },
  };
}

interface Sharing {
  readonly isHeard: () => boolean;
  readonly settled: () => Promise<void>;
  close(): void;
}

const ALONE: Sharing = { isHeard: () => true, settled: () => Promise.resolve(), close: () => undefined };

/** Keeps people, screens and screens that wait the same on all nodes from now on. */
function share(parts: {
  readonly config: Config;
  readonly connection: BusConnection;
  readonly database: AccessDatabase;
  readonly audit: AuditLog;
  readonly pairings: Pairings;
  readonly clock: Clock;
  readonly logger: Logger;
}): Sharing {
  const { config, connection, database, audit, pairings, clock, logger } = parts;
  const { access, bus } = config;
  if (access === undefined || bus === undefined) return ALONE;
  const word = nodesSecretOf(bus);
  const limits = { idle: access.idleMinutes, absolute: access.sessionHours };
  const state = new SharedAccess(database, limits, (came) => {
    const note = { actor: "another node", deed: `${came.kind}.arrive`, target: came.name } as const;
    audit.write(note, clock.now());
  });
  const names = sharedNamesOf(bus.keyPrefix);
  const common = { bus: connection, word, clock, logger, every: EXCHANGE_EVERY };
  const people = startExchange({ ...common, channel: names.access, state, what: "people and screens" });
  const waiting = startExchange({
    ...common,
    channel: names.pairings,
    state: pairings,
    what: "screens that wait",
  });
  const stops = [
    repeat(clock, LOOK_EVERY, () => state.look(clock.now())),
    repeat(clock, hours(1), () => state.prune(clock.now())),
  ];
  return {
    isHeard: () => people.isHeard,
    settled: () => people.settled(WAIT_FOR_OTHERS),
    close() {
      for (const stop of stops) stop();
      for (const exchange of [people, waiting] satisfies Exchange[]) exchange.close();
      state.close();
    },
  };
}
