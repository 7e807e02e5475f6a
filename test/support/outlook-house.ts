import type { TestContext } from "node:test";
import assert from "node:assert/strict";

import { outlookRulesOf } from "#config/outlook-rules.ts";
import { type EpochMs, epochMs, minutes } from "#domain/time.ts";
import type { EngineOptions } from "#engine/engine-options.ts";
import type { RunningSource } from "#engine/ports.ts";
import { createLogger } from "#platform/logger.ts";
import type { DayPlanner } from "#sources/simulation/playback.ts";
import { rememberQuarter } from "#sources/simulation/remember-quarter.ts";
import { startPlayback } from "#sources/simulation/start-playback.ts";

import { readablePseudonyms } from "./memory-sink.ts";
import { calendar, openQuarterHouse, config, quarterOf, SOURCE } from "./quarter-house.ts";

const SEED = "1522";
/** A heartbeat a minute. */
const PLAYER_SPEED = 12;
const STEP = minutes(1);
/** A source is silent after a minute of real time, which is three of the house. */
const SPEED = 3;

export const outlookRules = outlookRulesOf(config, { root: ".", isHoliday: () => false });
const quarter = quarterOf(SEED);
export const dayOfQuarter: DayPlanner = quarter.eventsOf;

/** What the ledger of a house holds that has lived through the quarter up to a midnight. */
const remembering = (today: EpochMs) => (store: Parameters<typeof rememberQuarter>[0]["store"]) =>
  rememberQuarter({ source: SOURCE, quarter, calendar, today, store });

/** The house of 1522 at `from`, with today against the usual; a second one in the same directory goes on. */
export async function outlookHouse(
  t: TestContext,
  options: {
    readonly directory: string;
    readonly from: EpochMs;
    readonly outlook?: EngineOptions["outlook"];
    /** Whether it has lived through the quarter so far. */
    readonly remembers?: boolean;
    /** Whether its alerts are looked at. */
    readonly hasAlerts?: boolean;
  },
) {
  const { directory, from, outlook = outlookRules, remembers = true, hasAlerts = false } = options;
  const remember = remembers ? remembering(calendar.dayOf(from).start) : () => undefined;
  const house = openQuarterHouse(directory, from, outlook, remember, SPEED, hasAlerts);
  const { engine, clock } = house;
  let source: RunningSource | null = null;
  let isOpen = true;
  const disconnect = async (): Promise<void> => {
    await source?.close();
    source = null;
  };
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await disconnect();
    await house.close();
  };
  t.after(close);
  const channelOf = (name: "phone" | "chat") => {
    const channel = engine.snapshot().channels.find((one) => one.channel === name);
    assert.ok(channel?.outlook, `nothing is usual on ${name}`);
    return { ...channel, outlook: channel.outlook };
  };
  await engine.learned;
  return {
    engine,
    ledger: house.ledger,
    close,
    disconnect,
    /** The source delivers what `plan` has; it can tell of nothing before `tellsFrom`. */
    async connect(plan: DayPlanner, tellsFrom = epochMs(0)): Promise<void> {
      const pseudonyms = readablePseudonyms((at) => calendar.dayOf(epochMs(at)).key);
      source = await startPlayback({
        source: SOURCE,
        plan,
        clock,
        speed: PLAYER_SPEED,
        sink: engine,
        pseudonyms,
        calendar,
        logger: createLogger("silent"),
        onLink: (link) => engine.linkChanged(SOURCE, link),
        onTold: ({ from: since, to }) =>
          engine.told(SOURCE, { from: epochMs(Math.max(since, tellsFrom)), to }),
      });
    },
    async liveUntil(end: EpochMs, look: () => void = () => undefined): Promise<void> {
      while (clock.now() < end) {
        clock.advance(STEP);
        for (let turn = 0; turn < 4; turn += 1) await new Promise(setImmediate);
        await engine.learned;
        look();
      }
    },
    snapshot: () => engine.snapshot(),
    phone: () => channelOf("phone"),
    chat: () => channelOf("chat"),
  };
}
