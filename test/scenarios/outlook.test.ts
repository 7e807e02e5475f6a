/** Today against the usual, through the engine as it runs live: the quarter is remembered, a day is played. */
import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";

import { loadBaseline } from "#config/load-baseline.ts";
import { loadQuarter } from "#config/load-quarter.ts";
import { outlookRulesOf } from "#config/outlook-rules.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import { epochMs, type EpochMs, minutes } from "#domain/time.ts";
import { createLogger } from "#platform/logger.ts";
import { rememberQuarter } from "#sources/simulation/remember-quarter.ts";
import { startPlayback } from "#sources/simulation/start-playback.ts";

import { readablePseudonyms } from "../support/memory-sink.ts";
import { calendar, config, openQuarterHouse, quarterOf, SOURCE } from "../support/quarter-house.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const SEED = "1522";
/** The player rests five minutes between two deliveries. */
const PLAYER_SPEED = 12_000;
const STEP = minutes(5);
const rules = outlookRulesOf(config, { root: ".", isHoliday: () => false });

/** A house that remembers the quarter up to the midnight before `from`, and lives on from there. */
async function houseAt(t: TestContext, from: EpochMs, eventsOf = quarterOf(SEED).eventsOf, outlook = rules) {
  const house = openQuarterHouse(temporaryDirectory(t), from, outlook, (store) =>
    rememberQuarter({
      id: SOURCE,
      seed: SEED,
      house: config,
      figures: loadQuarter("config/quarter-2025.json"),
      baseline: loadBaseline("config/baseline-1522.json"),
      calendar,
      today: calendar.dayOf(from).start,
      store,
    }),
  );
  const pseudonyms = readablePseudonyms((at) => calendar.dayOf(epochMs(at)).key);
  const source = await startPlayback({
    source: SOURCE,
    plan: eventsOf,
    clock: house.clock,
    speed: PLAYER_SPEED,
    sink: house.engine,
    pseudonyms,
    calendar,
    logger: createLogger("silent"),
    onLink: (link) => house.engine.linkChanged(SOURCE, link),
    onTold: (range) => house.engine.told(SOURCE, range),
  });
  await house.engine.learned;
  t.after(async () => {
    await source.close();
    await house.close();
  });
  const channelOf = (name: "phone" | "chat") => {
    const channel = house.engine.snapshot().channels.find((one) => one.channel === name);
    assert.ok(channel?.outlook);
    return { ...channel, outlook: channel.outlook };
  };
  return {
    ...house,
    phone: () => channelOf("phone"),
    chat: () => channelOf("chat"),
    async liveUntil(end: EpochMs): Promise<void> {
      while (house.clock.now() < end) {
        house.clock.advance(STEP);
        for (let turn = 0; turn < 4; turn += 1) await new Promise(setImmediate);
      }
    },
  };
}

describe("today against the usual", () => {
  it("knows 25 November for what it is, through the whole path", async (t) => {
    const house = await houseAt(t, calendar.at(2025, 11, 25, 8, 0));
    await house.liveUntil(calendar.at(2025, 11, 25, 12, 1));
    const { outlook } = house.phone();
    const snapshot = house.engine.snapshot();
    assert.equal(snapshot.knownDay?.["it"], "25 novembre");
    assert.equal(outlook.asOfMs, calendar.at(2025, 11, 25, 12, 0));
    assert.equal(outlook.soFar.seenSinceMs, null);
    const times = outlook.soFar.count / outlook.soFar.ordinary;
    assert.ok(times > 1.8 && times < 3.2, `${times} times an ordinary Tuesday`);
    assert.ok(
      outlook.projection.low < 796 && outlook.projection.high > 796,
      JSON.stringify(outlook.projection),
    );
    assert.equal(outlook.learning, null);
    assert.ok(outlook.staffing !== null && outlook.staffing.needed >= 5);
  });
});
