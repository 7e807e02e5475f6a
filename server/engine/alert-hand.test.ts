import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { AlertState } from "#domain/alert/alert-state.ts";
import type { AlertDecision } from "#domain/alert/decision.ts";
import { epochMs, hours, later, minutes, ms } from "#domain/time.ts";
import { createLogger } from "#platform/logger.ts";

import { manualClock } from "../../test/support/manual-clock.ts";
import { AlertHand } from "./alert-hand.ts";
import { AlertKeeper } from "./alert-keeper.ts";

const NOW = epochMs(1_795_600_800_000);
const SCOPE = { kind: "rule", rule: "surge", channel: null } as const;
const WISH = { scope: SCOPE, by: "Anna", why: "a test", lasts: hours(2) };

/** A node that has just begun with nothing. */
function emptyNode(node: string | null) {
  const keeper = new AlertKeeper({
    store: { loadAlerts: () => null, saveAlerts: () => undefined },
    lease: { isHeld: () => false },
    saved: () => undefined,
    logger: createLogger("silent"),
  });
  const hand = new AlertHand({
    keeper,
    clock: manualClock(NOW),
    node,
    isKnown: () => true,
    tellAcknowledged: () => [],
    changed: () => undefined,
  });
  return { keeper, hand };
}

const silence = (id: string): AlertDecision => ({
  kind: "silence",
  silence: { id, ...WISH, from: NOW, until: later(NOW, hours(1)) },
  endedAt: null,
});

const firing = (fingerprint: string): AlertState => ({
  fingerprint,
  rule: "source-silent",
  channel: null,
  source: "pbx",
  status: "firing",
  severity: "alarm",
  pendingSince: NOW,
  startsAt: NOW,
  heldFor: { info: null, watch: null, alarm: minutes(1) },
  clearFor: null,
  reason: { kind: "source-silent", source: "pbx", sinceMs: NOW },
  acknowledged: null,
  told: ["alarm"],
  toldFor: ms(0),
  repeats: 0,
});

describe("the hand of somebody", () => {
  it("numbers silences on from those that others know of this node's life before", () => {
    const { hand } = emptyNode("left");
    hand.take([silence("silence-left-7"), silence("silence-right-9")]);
    assert.equal(hand.silence(WISH)?.id, "silence-left-8");
    assert.equal(hand.silence(WISH)?.id, "silence-left-9");
    assert.equal(emptyNode(null).hand.silence(WISH)?.id, "silence-1");
  });

  it("decides later than what it takes back, though the clock of another node is ahead", () => {
    const { keeper, hand } = emptyNode("left");
    const at = later(NOW, minutes(1));
    const fingerprint = "surge/phone";
    keeper.adopt({
      ...keeper.memory,
      book: { ...keeper.memory.book, alerts: [firing(fingerprint)] },
      decisions: [{ kind: "acknowledgement", fingerprint, by: "Anna", at }],
    });
    assert.equal(hand.acknowledge(fingerprint, null), true);
    assert.deepEqual(
      keeper.memory.decisions.map((one) => one.kind === "acknowledgement" && [one.by, one.at]),
      [[null, at + 1]],
    );
  });
});
