import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { HelplineEvent } from "#domain/contact-event.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";

import { ClockSkew } from "./clock-skew.ts";

const NINE = 1_795_420_800_000;

/** A PBX whose clock differs by so many seconds, and whose answers take so many. */
function pbx() {
  const state = { slow: 0, takes: 0, backTakes: 0, says: true };
  const logged: string[] = [];
  let now = NINE;
  const log = (fields: Readonly<Record<string, unknown>>, message: string): void =>
    void logged.push(`${message.split(":")[0]} ${JSON.stringify(fields["seconds"] ?? 0)}`);
  const logger: Logger = { debug: log, info: log, warn: log, error: log };
  const clock: Clock = { now: () => epochMs(now), after: () => () => undefined };
  const ask = async (): Promise<EpochMs | null> => {
    now += state.takes * 1_000;
    const at = epochMs(now - state.slow * 1_000);
    now += state.backTakes * 1_000;
    return state.says ? at : null;
  };
  return { state, logged, skew: new ClockSkew({ source: "pbx", clock, logger, ask }) };
}

describe("the clock of a PBX", () => {
  for (const { slow, corrected, said } of [
    { slow: 0, corrected: 0, said: [] },
    { slow: 5, corrected: 0, said: [] },
    { slow: -5, corrected: 0, said: [] },
    { slow: 6, corrected: 6, said: ["the clock of the PBX is slow 6"] },
    { slow: 600, corrected: 600, said: ["the clock of the PBX is slow 600"] },
    { slow: -600, corrected: -600, said: ["the clock of the PBX is fast 600"] },
    { slow: 172_800, corrected: 172_800, said: ["the clock of the PBX is slow 172800"] },
  ])
    it(`is corrected by ${corrected} s when it is ${slow} s slow, and that is said once`, async () => {
      const { state, skew, logged } = pbx();
      state.slow = slow;
      for (let round = 0; round < 3; round += 1) await skew.measure();
      assert.equal(skew.slowBy, corrected * 1_000);
      assert.deepEqual(logged, said);
    });

  for (const { takes, backTakes } of [
    { takes: 9, backTakes: 0 },
    { takes: 0, backTakes: 9 },
    { takes: 30, backTakes: 30 },
  ])
    it(`is not blamed for an answer that took ${takes} s to be asked and ${backTakes} s to come`, async () => {
      const { state, skew, logged } = pbx();
      await skew.measure();
      Object.assign(state, { takes, backTakes });
      await skew.measure();
      assert.deepEqual([skew.slowBy, logged], [0, []]);
      Object.assign(state, { slow: 600, takes: 0, backTakes: 0 });
      await skew.measure();
      Object.assign(state, { takes, backTakes });
      await skew.measure();
      assert.equal(skew.slowBy, 600_000, "nor is a correction given up for it");
    });

  it("is followed when it is set, and the end of it is said", async () => {
    const { state, skew, logged } = pbx();
    for (const slow of [600, 603, 900, 2]) {
      state.slow = slow;
      await skew.measure();
    }
    assert.equal(skew.slowBy, 0);
    assert.deepEqual(logged, [
      "the clock of the PBX is slow 600",
      "the clock of the PBX is slow 900",
      "the clock of the PBX agrees with ours again 0",
    ]);
  });

  it("is taken as it is when the PBX does not tell the time", async () => {
    const { state, skew, logged } = pbx();
    Object.assign(state, { slow: 600, says: false });
    assert.equal(await skew.measure(), null);
    assert.deepEqual([skew.slowBy, logged], [0, []]);
  });

  it("moves every time of an event, and no id", async () => {
    const { state, skew } = pbx();
    state.slow = 600;
    await skew.measure();
    const open = {
      contact: "c",
      channel: "phone",
      entry: "phone",
      phase: "waiting",
      since: epochMs(500),
    } as const;
    const event: HelplineEvent = {
      type: "source.resynced",
      source: "pbx",
      id: "r",
      at: epochMs(1_000),
      open: [open],
      covers: ["waiting"],
      restarted: false,
    };
    assert.deepEqual(skew.inOurTime(event), {
      ...event,
      at: 601_000,
      open: [{ ...open, since: 600_500 }],
    });
  });
});
