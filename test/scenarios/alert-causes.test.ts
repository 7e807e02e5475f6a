/** What makes alerts, and what does not, on a clock that is moved by hand: each time the exact list of what a receiver is told. */
import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";

import { epochMs, hours, minutes, seconds } from "#domain/time.ts";

import { PBX } from "../support/alert-house.ts";
import { AlertWorld } from "../support/alert-world.ts";

const SILENT = "source-silent/pbx";
const SHORT_OF_STAFF = "understaffed/phone";

function house(t: TestContext, options: Parameters<AlertWorld["node"]>[1] = {}) {
  const world = new AlertWorld();
  return { world, node: world.node(t, options) };
}

/** One operator fewer than are needed. */
function shortOfStaff(world: AlertWorld): void {
  world.needed = 3;
  world.operators({ available: 2 });
}

describe("a source that is lost", () => {
  it("while its alert fires leaves it, mutes it, and is an alarm itself", (t) => {
    const { world, node } = house(t);
    shortOfStaff(world);
    world.live(minutes(11));
    world.speaking.delete(PBX);
    world.live(hours(5));
    assert.deepEqual(node.shown, [`firing alarm ${SILENT}`, `firing watch ${SHORT_OF_STAFF}`]);
    assert.equal(node.runner.shown[1]?.inhibitedBy, SILENT);
    world.speaking.add(PBX);
    world.operators({ available: 3 });
    world.live(minutes(10));
    assert.deepEqual(world.received, [
      `10:05 fired watch ${SHORT_OF_STAFF}`,
      `12:00 fired alarm ${SILENT}`,
      ...[72, 132, 192, 252].map((minute) => `${minute}:00 repeated alarm ${SILENT}`),
      `312:05 resolved alarm ${SILENT}`,
      `316:05 resolved watch ${SHORT_OF_STAFF}`,
    ]);
  });

  it("while its alert is pending stops the clock of it", (t) => {
    const { world, node } = house(t);
    shortOfStaff(world);
    world.live(minutes(5));
    world.speaking.delete(PBX);
    world.live(minutes(30));
    assert.deepEqual(node.shown, [`firing alarm ${SILENT}`, `pending watch ${SHORT_OF_STAFF}`]);
    world.speaking.add(PBX);
    world.live(minutes(4));
    assert.deepEqual(world.received, [`6:00 fired alarm ${SILENT}`, `36:05 resolved alarm ${SILENT}`]);
    world.live(minutes(2));
    assert.equal(world.received.at(-1), `39:55 fired watch ${SHORT_OF_STAFF}`);
  });

  it("tells nothing of its channel until it has been back for a minute", (t) => {
    const { world } = house(t);
    world.speaking.delete(PBX);
    // Four callers in a row are lost meanwhile.
    for (let call = 0; call < 4; call += 1) {
      world.live(minutes(8));
      world.contact("phone", "lost");
    }
    world.speaking.add(PBX);
    world.live(minutes(1));
    assert.equal(world.received.length, 1);
    world.live(minutes(1));
    // It may be told with the look that resolves the other, and the graver news comes first.
    assert.deepEqual(
      world.received.map((line) => line.replace(/^\S+ /, "")),
      [`fired alarm ${SILENT}`, "fired alarm nobody-answers/phone", `resolved alarm ${SILENT}`],
    );
  });
});

describe("nobody answers", () => {
  it("is an alarm when four callers in a row were lost over twenty minutes, and over when one is answered", (t) => {
    const { world } = house(t);
    world.contact("phone", "answered");
    for (let call = 0; call < 4; call += 1) {
      world.live(minutes(7));
      world.contact("phone", "lost", minutes(2));
    }
    world.live(minutes(7));
    world.contact("phone", "answered");
    world.live(minutes(7));
    assert.deepEqual(world.received, [
      "28:05 fired alarm nobody-answers/phone",
      "40:05 resolved alarm nobody-answers/phone",
    ]);
  });

  it("is an alarm when somebody waits for two minutes and no operator is there", (t) => {
    const { world, node } = house(t);
    world.operators({ paused: 1, wrapUp: 1 });
    world.contact("phone", "waiting", seconds(0));
    world.live(minutes(1));
    assert.deepEqual(node.shown, ["pending alarm nobody-answers/phone"]);
    world.live(minutes(2));
    assert.deepEqual(world.received, ["2:05 fired alarm nobody-answers/phone"]);
  });

  it("is nothing while an operator is in a conversation", (t) => {
    const { world } = house(t);
    world.operators({ busy: 1 });
    world.contact("phone", "waiting", seconds(0));
    world.live(minutes(10));
    assert.deepEqual(world.received, []);
  });
});

const RATE_NEWS = [
  "250:05 fired watch rate-falls/chat/60s",
  "274:05 escalated alarm rate-falls/chat/60s",
  "290:05 fired watch rate-falls/chat/20s",
  "314:05 escalated alarm rate-falls/chat/20s",
  "334:05 repeated alarm rate-falls/chat/60s",
  "374:05 repeated alarm rate-falls/chat/20s",
  "394:05 repeated alarm rate-falls/chat/60s",
  "434:05 repeated alarm rate-falls/chat/20s",
  "454:05 repeated alarm rate-falls/chat/60s",
  "486:05 resolved alarm rate-falls/chat/20s",
  "534:05 resolved alarm rate-falls/chat/60s",
];

describe("an answer rate", () => {
  it("that falls is a watch, then an alarm, and is over half an hour after it has recovered", (t) => {
    const { world } = house(t, { alerts: { "nobody-answers": { enabled: false } } });
    const chatEvery = (length: number, fate: (index: number) => "answered" | "lost"): void => {
      for (let index = 0; index < length; index += 1) {
        world.contact("chat", fate(index), seconds(10));
        world.live(minutes(8));
      }
    };
    chatEvery(20, () => "answered");
    assert.deepEqual(world.received, []);
    chatEvery(22, () => "lost");
    chatEvery(30, () => "answered");
    assert.deepEqual(world.received, RATE_NEWS);
  });
});

const STARTS = [
  ["midnight", epochMs(Date.UTC(2026, 10, 18, 22))],
  ["the change to winter time", epochMs(Date.UTC(2026, 9, 24, 23))],
  ["the change to summer time", epochMs(Date.UTC(2027, 2, 27, 23))],
] as const;

/** Everybody is answered and enough people are there. */
const inOrder = (world: AlertWorld, length: number): void => {
  world.needed = 2;
  world.operators({ available: 2, busy: 1 });
  for (let index = 0; index < length; index += 1) {
    world.contact("phone", "answered");
    world.contact("chat", "answered");
    world.live(minutes(5));
  }
};

describe("nothing is raised", () => {
  for (const [name, start] of STARTS)
    it(`by ${name}`, (t) => {
      const world = new AlertWorld(start);
      const node = world.node(t);
      inOrder(world, 48);
      assert.deepEqual([node.shown, world.received], [[], []]);
    });

  for (const step of [3_600_000, -3_600_000])
    it(`by a clock that is set ${step > 0 ? "forward" : "back"} an hour, with somebody waiting and an alert pending`, (t) => {
      const { world, node } = house(t);
      inOrder(world, 6);
      world.operators({ wrapUp: 1 });
      world.contact("phone", "waiting", seconds(0));
      world.live(seconds(30));
      assert.deepEqual(node.shown, [`pending alarm nobody-answers/phone`, `pending watch ${SHORT_OF_STAFF}`]);
      world.stepClock(step);
      world.live(seconds(60));
      assert.deepEqual(world.received, []);
      world.operators({ available: 3 });
      world.live(minutes(30));
      assert.deepEqual([node.shown, world.received], [[], []]);
    });

  it("by a clock that is set forward an hour while an alarm fires: it is repeated an hour after it was told", (t) => {
    const { world } = house(t);
    world.speaking.delete(PBX);
    world.live(minutes(10));
    world.stepClock(hours(1));
    world.live(minutes(40));
    assert.deepEqual(world.received, [`1:05 fired alarm ${SILENT}`]);
  });
});

describe("what cannot be delivered", () => {
  it("is a watch after five minutes, of which the receiver itself is not told", (t) => {
    const { world, node } = house(t);
    node.isStuck = true;
    world.speaking.delete(PBX);
    world.live(minutes(8));
    assert.deepEqual(node.shown, [`firing alarm ${SILENT}`, "firing watch undelivered/desk"]);
    node.isStuck = false;
    world.live(minutes(1));
    assert.deepEqual(node.shown, [`firing alarm ${SILENT}`]);
    assert.deepEqual(world.received, [`1:05 fired alarm ${SILENT}`]);
  });

  it("goes on being counted when the program starts again, without the time in which it did not run", (t) => {
    const { world, node } = house(t);
    node.isStuck = true;
    world.speaking.delete(PBX);
    world.live(minutes(4));
    node.close();
    world.live(minutes(30));
    const again = world.node(t, { directory: node.directory });
    again.isStuck = true;
    world.live(minutes(1));
    assert.deepEqual(again.shown, [`firing alarm ${SILENT}`]);
    world.live(minutes(2));
    assert.deepEqual(again.shown, [`firing alarm ${SILENT}`, "firing watch undelivered/desk"]);
  });
});
