/** A node's connection to a real server, with patience for tests. */
import path from "node:path";

import { busSchema } from "#config/bus-schema.ts";
import { readSecret } from "#config/secret-files.ts";
import { ms } from "#domain/time.ts";
import type { Logger } from "#engine/ports.ts";
import { systemClock } from "#platform/clock.ts";
import { type BusConnection, type BusPatience, connectBus } from "#bus/connection.ts";

import type { Owner } from "./owner.ts";

/** The file of what all nodes of a house know. */
export const NODES_SECRET = path.resolve("test/fixtures/config/nodes-secret");

/** As patient as a test can be: everything within a second. */
export const HASTY: BusPatience = {
  write: { command: ms(300), socket: ms(500), settle: ms(400) },
  read: { socket: ms(600), settle: ms(1_000) },
  ping: ms(300),
};

export interface BusRig {
  readonly bus: BusConnection;
  /** What was logged: the level, the message and the reason if there is one. */
  readonly lines: string[];
  /** Resolves when the connection is (or is not) up. */
  readonly turns: (isUp: boolean) => Promise<void>;
}

/** `settings` as the section `bus` of a configuration says them, which has the secret of the nodes besides. */
export function connectRig(
  owner: Owner,
  settings: object,
  { node = "left", patience = HASTY }: { readonly node?: string; readonly patience?: BusPatience } = {},
): BusRig {
  const lines: string[] = [];
  const record =
    (level: string) =>
    ({ reason }: Readonly<Record<string, unknown>>, message: string): void =>
      void lines.push([level, message, ...(typeof reason === "string" ? [reason] : [])].join(": "));
  const logger: Logger = {
    debug: record("debug"),
    info: record("info"),
    warn: record("warn"),
    error: record("error"),
  };
  const bus = connectBus({
    bus: busSchema.parse({ secretFile: NODES_SECRET, ...settings }),
    node,
    readSecret,
    clock: systemClock,
    random: Math.random,
    logger,
    patience,
  });
  owner.after(() => bus.close());
  return {
    bus,
    lines,
    async turns(isUp) {
      const change = Promise.withResolvers<void>();
      const stop = bus.onChange((next) => {
        if (next === isUp) change.resolve();
      });
      if (bus.isUp === isUp) change.resolve();
      await change.promise;
      stop();
    },
  };
}
