/** Pseudonyms whose keys all nodes of a house have. A part of the composition root. */
import type { Config } from "#config/schema.ts";
import { nodesSecretOf } from "#config/secret-files.ts";
import type { Calendar } from "#domain/calendar.ts";
import { hours, seconds } from "#domain/time.ts";
import type { Engine } from "#engine/engine.ts";
import type { Clock, Logger } from "#engine/ports.ts";
import { type BusConnection } from "#bus/connection.ts";
import { exchangeDayKeys } from "#bus/day-key-exchange.ts";
import { sharedNamesOf } from "#bus/shared-names.ts";
import { systemClock } from "#platform/clock.ts";
import { DayKeys } from "#platform/day-keys.ts";
import { openPseudonyms, type OpenPseudonyms } from "#platform/pseudonyms.ts";

/** How long a start waits for the key of today, when this node has none: another node answers in milliseconds. */
const WAIT_FOR_OTHERS = seconds(3);
/** A bus that is away over midnight then finds the key of the new day on every node. */
const HANDED_AHEAD = hours(12);

export interface NodePseudonymsParts {
  readonly config: Config;
  /** `null`: the node is alone. */
  readonly connection: BusConnection | null;
  readonly directory: string;
  readonly calendar: Calendar;
  readonly clock: Clock;
  readonly engine: Pick<Engine, "knows">;
  readonly logger: Logger;
}

export async function openNodePseudonyms(parts: NodePseudonymsParts): Promise<OpenPseudonyms> {
  const { config, connection, directory, calendar, clock, engine, logger } = parts;
  const keys = new DayKeys(directory);
  const common = {
    directory,
    keys,
    now: () => clock.now(),
    dayOf: (at: Parameters<Calendar["dayOf"]>[0]) => calendar.dayOf(at),
    isKnown: (contact: string) => engine.knows(contact),
    logger,
  };
  if (config.bus === undefined || connection === null) return openPseudonyms(common);

  const exchange = exchangeDayKeys({
    bus: connection,
    channel: sharedNamesOf(config.bus.keyPrefix).dayKeys,
    keys,
    word: nodesSecretOf(config.bus),
    clock: systemClock,
    logger,
  });
  if (!keys.held().has(calendar.dayOf(clock.now()).key)) await exchange.settled(WAIT_FOR_OTHERS);
  const pseudonyms = openPseudonyms({ ...common, ahead: HANDED_AHEAD });
  exchange.announce();
  return {
    contact: (source, nativeId, at) => pseudonyms.contact(source, nativeId, at),
    event: (source, nativeId, at) => pseudonyms.event(source, nativeId, at),
    rotate: (now) => pseudonyms.rotate(now),
    close() {
      exchange.close();
      pseudonyms.close();
    },
  };
}
