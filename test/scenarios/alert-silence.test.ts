/** Neither silence nor a clock that is set says that anything has become better or worse. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { alertRulesOf } from "#config/alert-rules.ts";
import { alertsSchema } from "#config/alerts-schema.ts";
import type { AlertState } from "#domain/alert/alert-state.ts";
import { inhibitorOf } from "#domain/alert/inhibition.ts";
import { watchesOf } from "#domain/alert/watches.ts";
import { epochMs, hours, minutes, ms, seconds } from "#domain/time.ts";

import { PBX } from "../support/alert-house.ts";
import { AlertWorld } from "../support/alert-world.ts";

const SILENT: AlertState = {
  fingerprint: "source-silent/a",
  rule: "source-silent",
  channel: null,
  source: "a",
  status: "firing",
  severity: "alarm",
  pendingSince: epochMs(0),
  startsAt: epochMs(0),
  heldFor: { info: null, watch: null, alarm: null },
  clearFor: null,
  reason: { kind: "source-silent", source: "a", sinceMs: null },
  acknowledged: null,
  told: [],
  toldFor: ms(0),
  repeats: 0,
};
const silent = (source: string): AlertState => ({
  ...SILENT,
  source,
  fingerprint: `source-silent/${source}`,
});
const ALONE = { alerts: { "nobody-answers": { enabled: false } } };
const notRepeated = (received: readonly string[]) => received.filter((line) => !line.includes("repeated"));

describe("when nobody comes any more", () => {
  for (const gap of [6, 15, 20, 25])
    it(`an answer rate that fell by misses every ${gap} minutes stays, and is repeated`, (t) => {
      const world = new AlertWorld();
      const node = world.node(t, ALONE);
      for (let miss = 0; miss < 16; miss += 1) {
        world.contact("chat", "lost", seconds(30));
        world.live(minutes(gap));
      }
      const told = notRepeated(world.received);
      assert.ok(node.shown.includes("firing alarm rate-falls/chat/20s"));
      world.live(hours(6));
      assert.deepEqual(notRepeated(world.received), told);
      const repeatsBefore = world.received.length;
      world.live(hours(1.1));
      assert.ok(world.received.length > repeatsBefore);
      assert.ok(node.shown.includes("firing alarm rate-falls/chat/20s"));
    });

  it("an answer rate recovers by those who are answered", (t) => {
    const world = new AlertWorld();
    const node = world.node(t, ALONE);
    for (let miss = 0; miss < 16; miss += 1) {
      world.contact("chat", "lost", seconds(30));
      world.live(minutes(15));
    }
    world.live(hours(5));
    for (let answer = 0; answer < 5; answer += 1) {
      world.contact("chat", "answered");
      world.live(minutes(10));
    }
    assert.deepEqual(node.shown, []);
  });

  it("nobody answers until somebody does", (t) => {
    const world = new AlertWorld();
    const node = world.node(t);
    world.operators({ available: 1 });
    for (let call = 0; call < 4; call += 1) {
      world.live(minutes(7));
      world.contact("phone", "lost", minutes(2));
    }
    world.live(hours(13));
    assert.deepEqual(node.shown, ["firing alarm nobody-answers/phone"]);
    world.contact("phone", "answered");
    world.live(minutes(6));
    assert.deepEqual(node.shown, []);
    assert.deepEqual(notRepeated(world.received).length, 2);
  });
});

it("a source that flaps is told once", (t) => {
  const world = new AlertWorld();
  world.node(t, { alerts: { "source-silent": {} } });
  for (let round = 0; round < 10; round += 1) {
    world.speaking.delete(PBX);
    world.live(minutes(2));
    world.speaking.add(PBX);
    world.live(minutes(2));
  }
  assert.equal(world.received.length, 1);
  world.live(minutes(5));
  assert.equal(world.received.length, 2);
});

describe("a clock that is set", () => {
  for (const step of [3_600_000, -3_600_000])
    it(`by ${step / 60_000} minutes makes no row of lost calls longer`, (t) => {
      const world = new AlertWorld();
      world.node(t);
      world.operators({ available: 1 });
      world.contact("phone", "answered");
      world.live(minutes(1));
      for (let call = 0; call < 4; call += 1) {
        if (call === 2) world.stepClock(step);
        world.contact("phone", "lost", seconds(30));
        world.live(minutes(1));
      }
      world.live(minutes(5));
      assert.deepEqual(world.received, []);
      world.live(minutes(12));
      world.contact("phone", "lost", seconds(30));
      world.live(minutes(4));
      // Set back, the clock puts the last answer after all of them for an hour.
      assert.equal(world.received.length, step > 0 ? 1 : 0);
    });

  it("back to the very instant at which an alert fired swallows no second firing", (t) => {
    const world = new AlertWorld();
    world.node(t);
    world.speaking.delete(PBX);
    world.live(minutes(2));
    world.speaking.add(PBX);
    world.live(minutes(8));
    world.speaking.delete(PBX);
    world.live(seconds(55));
    const [first] = world.received;
    world.stepClock(-1_000 * (9 * 60 + 55));
    world.live(minutes(1));
    assert.deepEqual(
      world.received.map((line) => line.split(" ").slice(1).join(" ")),
      ["fired", "resolved", "fired"].map((cause) => `${cause} alarm source-silent/pbx`),
      String(first),
    );
    assert.equal(new Set(world.ids).size, 3);
  });
});

it("an acknowledged alarm is told again after eight hours", (t) => {
  const world = new AlertWorld();
  const node = world.node(t);
  world.speaking.delete(PBX);
  world.live(minutes(2));
  node.runner.acknowledge("source-silent/pbx", "Anna");
  world.live(hours(7.9));
  assert.equal(world.received.length, 1);
  world.live(hours(0.2));
  assert.equal(world.received.length, 2);
});

it("an acknowledgement that is taken back makes an alert be told again when it is time", (t) => {
  const world = new AlertWorld();
  const node = world.node(t);
  world.speaking.delete(PBX);
  world.live(minutes(2));
  node.runner.acknowledge("source-silent/pbx", "Anna");
  world.live(hours(3));
  assert.equal(world.received.length, 1);
  node.runner.acknowledge("source-silent/pbx", null);
  world.live(minutes(1));
  assert.equal(world.received.length, 2);
});

it("one silent source of two mutes what needs both, not that nobody answers", () => {
  const channels = [{ channel: "phone" as const, sources: ["a", "b"], rates: [] }];
  const rules = alertRulesOf(alertsSchema.parse({}));
  const watches = watchesOf({ channels, sources: ["a", "b"], receivers: [] }, rules);
  const mutedBy = (...alerts: readonly AlertState[]) =>
    watches.flatMap((watch) => (inhibitorOf(watch, alerts) === null ? [] : [watch.fingerprint]));
  assert.deepEqual(mutedBy(silent("a")), ["understaffed/phone", "surge/phone", "too-quiet/phone"]);
  assert.ok(mutedBy(silent("a"), silent("b")).includes("nobody-answers/phone"));
});

describe("a receiver that refuses messages for good", () => {
  it("is a watch at once, and until it has taken one", (t) => {
    const world = new AlertWorld();
    const node = world.node(t);
    node.isRefused = true;
    world.speaking.delete(PBX);
    world.live(minutes(2));
    assert.ok(node.shown.includes("firing watch undelivered/desk"));
    world.live(hours(2));
    assert.ok(node.shown.includes("firing watch undelivered/desk"));
    node.isRefused = false;
    world.live(hours(1.1));
    assert.deepEqual(node.shown, ["firing alarm source-silent/pbx"]);
  });
});
