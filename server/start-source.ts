/** Starts the source that the configuration names. A part of the composition root. */
import type { Config } from "#config/schema.ts";
import { readSecret } from "#config/secret-files.ts";
import type { SourceConfig } from "#config/source-schema.ts";
import type { Calendar } from "#domain/calendar.ts";
import type { TimeRange } from "#domain/ledger-cell.ts";
import type { Engine } from "#engine/engine.ts";
import type { Bookmarks, Clock, Logger, Pseudonyms, RunningSource } from "#engine/ports.ts";
import { startAsterisk } from "#sources/asterisk/asterisk-source.ts";
import type { ChatConnectors } from "#sources/livehelperchat/chat-connectors.ts";

import type { SimulatedHouse } from "./simulated-house.ts";

/** What sources are made of. */
export interface SourceParts {
  readonly config: Config;
  readonly calendar: Calendar;
  /** `null`: the house is a real one. */
  readonly simulated: SimulatedHouse | null;
  readonly clock: Clock;
  readonly journal: Bookmarks;
  readonly pseudonyms: Pseudonyms;
  readonly engine: Engine;
  readonly chats: ChatConnectors;
  readonly logger: Logger;
}

/** Sources that deliver over HTTP come through a door and have nothing to start. */
export async function startSource(source: SourceConfig, parts: SourceParts): Promise<RunningSource | null> {
  const { config, simulated, engine, journal } = parts;
  const common = { ...parts, sink: engine, random: Math.random, bookmarks: journal };
  const onLink = (link: "connecting" | "live" | "lost"): void => engine.linkChanged(source.id, link);
  const onTold = (range: TimeRange): void => engine.told(source.id, range);
  switch (source.kind) {
    case "http-events":
      return null;
    case "asterisk":
      return startAsterisk({
        ...common,
        config: source,
        secret: readSecret(source.secretFile),
        house: config,
        onLink,
      });
    case "livehelperchat":
      return parts.chats.start({ ...common, config: source, house: config, onLink, onTold });
    case "simulation":
      if (simulated === null) throw new TypeError("a simulation belongs to a simulated house");
      return simulated.start({ ...common, onLink, onTold });
  }
}
