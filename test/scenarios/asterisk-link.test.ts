/** The link and the journal: heartbeats, audits, a journal that cannot write, a restart of ours. */
import assert from "node:assert/strict";
import { appendFile, writeFile } from "node:fs/promises";
import { describe, it } from "node:test";

import type { HelplineEvent } from "#domain/contact-event.ts";
import { minutes, seconds } from "#domain/time.ts";
import { type EventSink, JournalUnavailable } from "#engine/ports.ts";

import { listingOf, recordingsOf } from "../support/ami-recording.ts";
import { capture } from "../support/asterisk-captures.ts";
import { memoryJournal } from "../support/asterisk-engine.ts";
import { startAsteriskRig } from "../support/asterisk-rig.ts";
import { memoryBookmarks } from "../support/memory-bookmarks.ts";
import { SCENARIO_TRUTH, truthOf } from "../support/asterisk-truths.ts";
import { contactTotals } from "../support/contact-oracle.ts";
import { eventually } from "../support/eventually.ts";
import { withQueueLog } from "../support/queue-log-file.ts";

const JOIN = `Event: QueueCallerJoin\r\nTimestamp: 1795406570.000001\r\nUniqueid: hl-1.1\r\nLinkedid: hl-1.1\r\nQueue: q_it\r\nCount: 1\r\n\r\n`;
const [idle] = recordingsOf(capture("sync-idle-moment.raw.txt"));
const NOBODY_WAITS = { QueueStatus: listingOf(idle, "QueueStatus") };

function count(events: readonly HelplineEvent[], type: HelplineEvent["type"]): number {
  return events.filter((event) => event.type === type).length;
}

describe("a heartbeat", () => {
  it("comes every 5 s while in step, and not while the link is lost", async () => {
    await using rig = await startAsteriskRig({ sessions: [{ atEnd: "stay" }] });
    await rig.until(() => rig.links.includes("live"));
    const atFirst = count(rig.events, "source.heartbeat");
    for (let second = 0; second < 20; second += 1) await rig.advance(seconds(1));
    assert.equal(count(rig.events, "source.heartbeat"), atFirst + 4);

    await rig.server.refuse();
    (await rig.server.connection(1)).reset();
    await eventually(() => rig.links.at(-1) === "lost");
    const whenLost = rig.events.length;
    await rig.advance(minutes(2));
    assert.equal(rig.events.length, whenLost, "silence, not zero");
  });
});

describe("an audit", () => {
  it("puts right what an event never told, once", async () => {
    await using rig = await startAsteriskRig({
      sessions: [{ listings: NOBODY_WAITS, denied: ["CoreShowChannels"], atEnd: "stay" }],
    });
    await rig.until(() => rig.links.includes("live"));
    (await rig.server.connection(1)).send(JOIN);
    await eventually(() => count(rig.events, "contact.queued") === 1);
    assert.equal(contactTotals(rig.events).waitingNow, 1);
    await rig.until(() => count(rig.events, "source.resynced") === 2);
    assert.deepEqual(
      [contactTotals(rig.events).waitingNow, contactTotals(rig.events).interruptedWaiting],
      [0, 1],
    );
    for (let round = 0; round < 3; round += 1) await rig.advance(seconds(45));
    assert.equal(count(rig.events, "source.resynced"), 2, "nothing to say any more");
  });
});

describe("a journal that cannot write", () => {
  it("is tried again with the same events, in order, until it can", async () => {
    const kept: HelplineEvent[] = [];
    const tried = new Set<string>();
    let failures = 12;
    const sink: EventSink = {
      accept: async (batch) => {
        for (const event of batch) tried.add(event.id);
        if (failures > 0) {
          failures -= 1;
          throw new JournalUnavailable();
        }
        kept.push(...batch);
        return batch.map(() => "accepted");
      },
    };
    const [recording] = recordingsOf(capture("scenario.wallfilter.raw.txt"));
    await using rig = await startAsteriskRig({ sessions: [{ recording }], sink });
    await rig.play(1);
    await rig.until(() => kept.length > 0 && kept.length >= tried.size);
    assert.deepEqual(truthOf(kept), SCENARIO_TRUTH);
    assert.equal(new Set(kept.map(({ id }) => id)).size, kept.length, "each once");
  });
});

describe("a restart of ours", () => {
  it("tells rows of queue_log again under the same ids when the place in it was lost", async () => {
    await withQueueLog("socket-lost.queue_log.txt", async (queueLogFile) => {
      const journal = memoryJournal();
      const config = { queueLogFile };
      const sessions = [{ atEnd: "stay" }] as const;
      await using before = await startAsteriskRig({ sessions, config, journal });
      await before.until(() => count(before.events, "contact.answered") === 2);
      await before.advance(minutes(1));
      const told = before.events.filter((event) => "contact" in event).length;
      // Its clock is found to be wrong this time: times are others, ids are not.
      await using after = await startAsteriskRig({ sessions, config, journal, slowBy: minutes(3) });
      await after.until(() => after.answers.duplicate >= told);
      await after.advance(minutes(1));
      assert.deepEqual([after.answers.duplicate, count(after.events, "contact.arrived")], [told, 0]);
    });
  });

  it("makes good from queue_log what happened meanwhile", async () => {
    await withQueueLog("socket-lost.queue_log.txt", async (queueLogFile) => {
      const rows = capture("socket-lost.queue_log.txt").toString("utf8").trimEnd().split("\n");
      const bookmarks = memoryBookmarks();
      const config = { queueLogFile };
      const journal = memoryJournal();
      await writeFile(queueLogFile, `${rows.slice(0, 5).join("\n")}\n`);
      const told: HelplineEvent[] = [];
      {
        await using before = await startAsteriskRig({
          sessions: [{ atEnd: "stay" }],
          config,
          bookmarks,
          journal,
        });
        await before.until(() => count(before.events, "contact.queued") === 3);
        told.push(...before.events);
      }
      await appendFile(queueLogFile, `${rows.slice(5).join("\n")}\n`);
      await using after = await startAsteriskRig({
        sessions: [{ atEnd: "stay" }],
        config,
        bookmarks,
        journal,
      });
      await after.until(() => count(after.events, "contact.answered") === 2);
      const totals = contactTotals([...told, ...after.events]);
      assert.deepEqual(
        [totals.arrived, totals.answered, totals.abandoned, totals.interruptedWaiting, totals.talkMs],
        [4, 2, 2, 0, 10_000],
      );
    });
  });
});
