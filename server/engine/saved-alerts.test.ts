import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { EMPTY_BOOK } from "#domain/alert/alert-book.ts";
import type { AlertState } from "#domain/alert/alert-state.ts";
import { epochMs, minutes, ms } from "#domain/time.ts";
import { createLogger } from "#platform/logger.ts";

import { alertOf, messageOf, REASONS, resolvedOf } from "../../test/support/notify/messages.ts";
import type { SavedAlerts } from "./alert-ports.ts";
import { type AlertMemory, loadMemory, savedOf } from "./saved-alerts.ts";

const NOW = epochMs(1_795_000_000_000);

const firing: AlertState = {
  fingerprint: "understaffed/phone",
  rule: "understaffed",
  channel: "phone",
  source: null,
  status: "firing",
  severity: "watch",
  pendingSince: NOW,
  startsAt: epochMs(NOW + 600_000),
  heldFor: { info: null, watch: minutes(10), alarm: null },
  clearFor: null,
  reason: REASONS.understaffed,
  acknowledged: { by: "Anna", at: epochMs(NOW + 700_000), severity: "watch" },
  told: ["watch"],
  toldFor: minutes(3),
  repeats: 2,
};
const pending: AlertState = {
  ...firing,
  fingerprint: "source-silent/pbx",
  rule: "source-silent",
  channel: null,
  source: "pbx",
  status: "pending",
  severity: "alarm",
  startsAt: null,
  heldFor: { info: null, watch: null, alarm: ms(45_000) },
  reason: REASONS["source-silent"],
  acknowledged: null,
  told: [],
  repeats: 0,
};

const MEMORY: AlertMemory = {
  book: {
    alerts: [firing, pending],
    silences: [
      {
        id: "silence-7",
        scope: { kind: "rule", rule: "surge", channel: "chat" },
        by: "Anna",
        why: "campaign",
        from: NOW,
        until: epochMs(NOW + 3_600_000),
      },
      {
        id: "silence-8",
        scope: { kind: "alert", fingerprint: "surge/phone" },
        by: "Bruno",
        why: "training",
        from: NOW,
        until: epochMs(NOW + 3_600_000),
      },
    ],
  },
  past: [resolvedOf(REASONS.surge)],
  decisions: [
    { kind: "acknowledgement", fingerprint: "understaffed/phone", by: "Anna", at: NOW },
    { kind: "acknowledgement", fingerprint: "surge/phone", by: null, at: NOW },
  ],
  waiting: [{ receiver: "desk", message: messageOf({ alerts: [alertOf(REASONS.surge)] }) }],
  stuck: [{ receiver: "desk", since: NOW, stuckFor: minutes(4) }],
  silenceCount: 8,
};

/** What is loaded from a saved state, after it has been on disk, and what the log says of it. */
function loaded(saved: { readonly version: number; readonly state: unknown } | null) {
  const log: string[] = [];
  const say = (_fields: object, text: string): void => void log.push(text);
  const onDisk: SavedAlerts | null = saved === null ? null : JSON.parse(JSON.stringify(saved));
  const store = { loadAlerts: () => onDisk, saveAlerts: () => undefined };
  return { memory: loadMemory(store, { ...createLogger("silent"), info: say, warn: say }), log };
}

describe("saved alerts", () => {
  it("are read as they were", () => assert.deepEqual(loaded(savedOf(MEMORY)), { memory: MEMORY, log: [] }));

  it("of a newer version are read, without what is not known here", () => {
    const alerts = MEMORY.book.alerts.map((one) => ({ ...one, mood: "new" }));
    const { memory, log } = loaded({
      version: 9,
      state: { ...MEMORY, book: { ...MEMORY.book, alerts, more: [] }, extra: 1 },
    });
    assert.deepEqual(memory, MEMORY);
    assert.deepEqual(log, ["alerts that another version saved were read"]);
  });

  it("of an older version keep since when they fire, their clocks, who took them on, and silences", () => {
    const { told: _, repeats: __, toldFor: ___, ...older } = firing;
    const acknowledged = { by: "Anna", at: firing.acknowledged?.at };
    const { silences } = MEMORY.book;
    const state = { book: { alerts: [{ ...older, acknowledged }, pending], silences } };
    const { memory } = loaded({ version: 0, state });
    assert.deepEqual(memory.book, {
      // Nobody is told of it again because of the change.
      alerts: [{ ...firing, told: ["watch"], toldFor: ms(0), repeats: 0 }, pending],
      silences,
    });
    assert.deepEqual([memory.past, memory.waiting, memory.stuck, memory.silenceCount], [[], [], [], 8]);
  });

  it("are dropped one by one where they cannot be read, and the log says so", () => {
    const alerts = [
      { ...firing, status: "dancing" },
      { ...firing, severity: "dire" },
      { ...firing, channel: "mail" },
      { ...firing, reason: { kind: "weather" } },
      { ...firing, pendingSince: "this morning" },
      "alert",
      null,
      pending,
    ];
    const silences = [
      { ...MEMORY.book.silences[0], scope: { kind: "rule", rule: "surge", channel: "mail" } },
      { ...MEMORY.book.silences[0], until: null },
      MEMORY.book.silences[1],
    ];
    const { memory, log } = loaded({ version: 1, state: { ...MEMORY, book: { alerts, silences } } });
    assert.deepEqual(memory.book, { alerts: [pending], silences: [MEMORY.book.silences[1]] });
    assert.match(log.join(), /some saved alerts or silences cannot be read/);
  });

  it("that are none are an empty memory, of which the log speaks only when something was there", () => {
    assert.deepEqual(loaded(null), {
      memory: { book: EMPTY_BOOK, past: [], decisions: [], waiting: [], stuck: [], silenceCount: 0 },
      log: [],
    });
    for (const state of [null, {}, [], "alerts", { book: 3 }]) {
      const { memory, log } = loaded({ version: 1, state });
      assert.deepEqual(memory.book, EMPTY_BOOK);
      assert.equal(log.length, 1);
    }
  });
});
