import assert from "node:assert/strict";
import { it } from "node:test";

import { epochMs } from "#domain/time.ts";

import type { Freshness } from "./delivery-ports.ts";
import { JournalUnavailable } from "./ports.ts";
import { SystemStatus } from "./system-status.ts";

function statusOf(parts: { readonly freshness?: () => Freshness; readonly size?: () => never } = {}) {
  let now = epochMs(1_000);
  const status = new SystemStatus({
    clock: { now: () => now, after: () => () => undefined },
    version: "1.2.3",
    build: "abc",
    runtime: "v26",
    simulated: null,
    engine: { check: () => ({ journalWritable: true, stateRebuilt: true, draining: false, bus: null }) },
    journal: { size: parts.size ?? (() => ({ bytes: 4_096, lastCommit: epochMs(900) })) },
    notifier: { hasWatchdog: true, freshness: parts.freshness ?? (() => ({ fresh: true })) },
  });
  now = epochMs(61_000);
  return status;
}

const unreadable = (): never => {
  throw new JournalUnavailable("the disk is failing");
};

it("tells how the parts of a node stand at the moment it is asked", () => {
  const status = statusOf();
  status.walls = () => ({ count: 3, stalled: 1 });
  status.bus = () => ({ node: "a", state: "live", losses: 0, unwritten: 2 });
  assert.deepEqual(status.system(), {
    asOfMs: 61_000,
    startedAtMs: 1_000,
    version: "1.2.3",
    build: "abc",
    runtime: "v26",
    simulated: false,
    journal: { writable: true, bytes: 4_096, lastCommitMs: 900 },
    walls: { connected: 3, stalled: 1 },
    watchdog: { configured: true, fresh: true, reason: null },
    bus: { node: "a", state: "live", losses: 0, unwritten: 2 },
  });
});

it("is alone and without walls until it is told otherwise", () => {
  const { bus, walls } = statusOf().system();
  assert.equal(bus, null);
  assert.deepEqual(walls, { connected: 0, stalled: 0 });
});

it("answers also while the journal cannot be read, and says so", () => {
  const { journal, watchdog } = statusOf({ size: unreadable, freshness: unreadable }).system();
  assert.deepEqual(journal, { writable: false, bytes: 0, lastCommitMs: null });
  assert.deepEqual(watchdog, { configured: true, fresh: false, reason: "journal-unavailable" });
});
