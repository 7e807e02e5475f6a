/** Operators by state along the captures, and what a listing finds at a given moment. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { HelplineEvent, OperatorCounts } from "#domain/contact-event.ts";
import { seconds } from "#domain/time.ts";

import { listingOf, recordingsOf } from "../support/ami-recording.ts";
import { capture } from "../support/asterisk-captures.ts";
import { startAsteriskRig } from "../support/asterisk-rig.ts";
import { boardFates } from "../support/board-fates.ts";
import { contactTotals } from "../support/contact-oracle.ts";

const NOBODY: OperatorCounts = { available: 0, ringing: 0, busy: 0, wrapUp: 0, paused: 0, offline: 0 };

function countsIn(events: readonly HelplineEvent[]): readonly OperatorCounts[] {
  return events.flatMap((event) =>
    event.type === "operators.changed" ? [event.counts ?? assert.fail("a PBX can count")] : [],
  );
}

const NONE_OPEN = { welcome: 0, waiting: 0, conversation: 0 };
const NO_FATES = { inWelcome: 0, waiting: 0, answered: 0 };

const [idle] = recordingsOf(capture("sync-idle-moment.raw.txt"));
const EIGHT_PEOPLE = { QueueStatus: listingOf(idle, "QueueStatus") };

describe("operators", () => {
  it("are told together, people and not memberships, paused only when paused everywhere", async () => {
    const [recording] = recordingsOf(capture("agents.raw.txt"));
    const listings = { QueueStatus: listingOf(recording, "QueueStatus") };
    await using rig = await startAsteriskRig({ sessions: [{ recording, listings, atEnd: "stay" }] });
    await rig.until(() => countsIn(rig.events).length === 1);
    // Thirteen memberships are ten people; Anna is paused in one of her two queues, Karin in her only one.
    assert.deepEqual(countsIn(rig.events), [{ ...NOBODY, available: 9, paused: 1 }]);

    (await rig.server.connection(1)).play();
    await rig.until(() => countsIn(rig.events).at(-1)?.available === 8);
    assert.deepEqual(countsIn(rig.events).at(-1), { ...NOBODY, available: 8 }, "Jamal and Karin have left");
  });

  it("are offline while their phones are gone, and back with them", async () => {
    const [recording] = recordingsOf(capture("phones-lost.raw.txt"));
    await using rig = await startAsteriskRig({ sessions: [{ listings: EIGHT_PEOPLE, atEnd: "stay" }] });
    await rig.until(() => countsIn(rig.events).length === 1);
    assert.deepEqual(countsIn(rig.events), [{ ...NOBODY, available: 8 }]);
    const connection = await rig.server.connection(1);
    const events = recording?.steps.flatMap((step) => (step.type === "event" ? [step.bytes] : [])) ?? [];
    const half = events.length / 2;
    for (const bytes of events.slice(0, half)) connection.send(bytes);
    await rig.until(() => countsIn(rig.events).at(-1)?.offline === 8);
    for (const bytes of events.slice(half)) connection.send(bytes);
    await rig.until(() => countsIn(rig.events).at(-1)?.available === 8);
    for (const counts of countsIn(rig.events)) assert.equal(counts.available + counts.offline, 8);
  });

  it("keep their sequence growing", async () => {
    const [recording] = recordingsOf(capture("phones-lost.raw.txt"));
    await using rig = await startAsteriskRig({
      sessions: [{ recording, listings: EIGHT_PEOPLE, atEnd: "stay" }],
    });
    await rig.until(() => countsIn(rig.events).length > 0);
    (await rig.server.connection(1)).play();
    for (let second = 0; second < 20; second += 1) await rig.advance(seconds(1));
    const sequences = rig.events.flatMap((event) => ("sequence" in event ? [event.sequence] : []));
    assert.deepEqual(
      sequences,
      [...new Set(sequences)].toSorted((a, b) => a - b),
    );
  });
});

describe("a queue that is reloaded", () => {
  it("keeps its caller and its operators", async () => {
    const [recording] = recordingsOf(capture("queue-reload.raw.txt"));
    const listings = {
      QueueStatus: listingOf(recording, "QueueStatus"),
      CoreShowChannels: listingOf(recording, "CoreShowChannels"),
    };
    await using rig = await startAsteriskRig({ sessions: [{ recording, listings, atEnd: "stay" }] });
    await rig.until(() => rig.links.includes("live"));
    (await rig.server.connection(1)).play();
    await rig.until(() => countsIn(rig.events).some(({ available }) => available === 8));
    await rig.advance(seconds(50));
    const totals = contactTotals(rig.events);
    assert.deepEqual(
      [totals.arrived, totals.queued, totals.waitingNow, totals.interruptedWaiting],
      [1, 1, 1, 0],
    );
    assert.equal(
      countsIn(rig.events).every((counts) => sum(counts) === 8),
      true,
    );
  });
});

describe("a listing", () => {
  for (const { name, open, operators } of [
    {
      name: "sync-busy-moment",
      open: { welcome: 1, waiting: 5, conversation: 1 },
      operators: { ...NOBODY, available: 5, ringing: 2, busy: 1 },
    },
    {
      name: "sync-paused-moment",
      open: { welcome: 2, waiting: 2 },
      operators: { ...NOBODY, available: 5, ringing: 1, paused: 2 },
    },
    {
      name: "sync-transfer-outbound-moment",
      open: { conversation: 1 },
      operators: { ...NOBODY, available: 6, busy: 2 },
    },
    { name: "sync-idle-moment", open: {}, operators: { ...NOBODY, available: 8 } },
  ])
    it(`finds who is in the house: ${name}`, async () => {
      const [recording] = recordingsOf(capture(`${name}.raw.txt`));
      await using rig = await startAsteriskRig({ sessions: [{ recording, atEnd: "stay" }] });
      await rig.until(() => countsIn(rig.events).length > 0);
      const resynced = rig.events.find((event) => event.type === "source.resynced");
      const phases: Record<string, number> = {};
      for (const { phase } of resynced?.open ?? []) phases[phase] = (phases[phase] ?? 0) + 1;
      assert.deepEqual(phases, open);
      assert.deepEqual(resynced?.covers, ["welcome", "waiting", "conversation"]);
      assert.deepEqual(countsIn(rig.events), [operators]);
      const { welcome: inWelcome, conversation: answered, waiting } = { ...NONE_OPEN, ...open };
      assert.deepEqual({ ...NO_FATES, ...boardFates(rig.events) }, { inWelcome, answered, waiting });
    });

  it("covers who waits, and no more, for an account that may not list channels", async () => {
    const [recording] = recordingsOf(capture("sync-busy-moment.raw.txt"));
    await using rig = await startAsteriskRig({
      sessions: [{ recording, denied: ["CoreShowChannels"], atEnd: "stay" }],
    });
    await rig.until(() => rig.links.includes("live"));
    const resynced = rig.events.find((event) => event.type === "source.resynced");
    assert.deepEqual(resynced?.covers, ["waiting"]);
    assert.equal(resynced?.open.length, 5);
  });
});

function sum(counts: OperatorCounts): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
