/** Connects this node with the others. A part of the composition root. */
import { nodeNameOf } from "#config/node-name.ts";
import { channelsOf } from "#config/outlook-rules.ts";
import type { Config } from "#config/schema.ts";
import { nodesSecretOf, readSecret } from "#config/secret-files.ts";
import type { SourceId } from "#domain/contact-event.ts";
import type { BusJournal, DecodeEnvelope, SharedLedger } from "#engine/bus-ports.ts";
import type { Engine } from "#engine/engine.ts";
import type { Clock, Logger } from "#engine/ports.ts";
import { busKeysOf } from "#bus/bus-keys.ts";
import { type AdmittedConnection, admit, fingerprintOf } from "#bus/admission.ts";
import { connectBus } from "#bus/connection.ts";
import { createEntryDecoder } from "#bus/decode-entry.ts";
import { type RedisBus, type RedisBusOptions, startRedisBus } from "#bus/redis-bus.ts";
import { createRefusalLog } from "#bus/refusal-log.ts";
import { sharedNamesOf } from "#bus/shared-names.ts";
import { createEventDecoder } from "#sources/http-events/decode-event.ts";
import { vocabularyOf } from "#sources/http-events/vocabulary.ts";

export interface BusParts {
  readonly config: Config;
  /** `null`: the node is alone. */
  readonly connection: AdmittedConnection | null;
  readonly engine: Engine;
  readonly journal: BusJournal;
  readonly ledger: SharedLedger;
  readonly clock: Clock;
  /** What becomes of an entry that is refused, besides a line of the log. */
  readonly bury?: RedisBusOptions["onRefused"];
  readonly logger: Logger;
}

/** Connects in the background; `null`: the node is alone. */
export function connectionOf(config: Config, clock: Clock, logger: Logger): AdmittedConnection | null {
  const { bus } = config;
  if (bus === undefined) return null;
  return admit({
    connection: connectBus({ bus, node: nodeNameOf(bus), readSecret, clock, random: Math.random, logger }),
    key: sharedNamesOf(bus.keyPrefix).nodes,
    fingerprint: fingerprintOf(nodesSecretOf(bus), bus.keyPrefix),
    file: bus.secretFile,
    clock,
    monotonic: () => performance.now(),
    logger,
  });
}

/** Relay, reader and watch begin at once, and wait for the connection as long as it takes. */
export function startBus(parts: BusParts): RedisBus | null {
  const { config, connection, engine, bury, logger } = parts;
  if (config.bus === undefined || connection === null) return null;
  const log = createRefusalLog(logger);
  return startRedisBus({
    ...parts,
    connection,
    keys: busKeysOf(config.bus.keyPrefix),
    engine: engine.bus,
    sources: config.sources.map(({ id }) => id),
    decode: createEntryDecoder(envelopeDecodersOf(config)),
    onRefused(entry, refusals) {
      log(entry, refusals);
      bury?.(entry, refusals);
    },
  });
}

/** Events of every source, whatever its kind, are checked on the bus as its door would check them. */
const envelopeDecodersOf = (config: Config): ReadonlyMap<SourceId, DecodeEnvelope> =>
  new Map(
    config.sources.map((source) => [
      source.id,
      createEventDecoder(vocabularyOf(config, { id: source.id, channels: channelsOf(source, config) })),
    ]),
  );
