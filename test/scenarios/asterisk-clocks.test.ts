/** Clocks that are wrong or are set: of the PBX, and ours. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { epochMs, hours, later, minutes, seconds } from "#domain/time.ts";

import { recordingsOf } from "../support/ami-recording.ts";
import { capture } from "../support/asterisk-captures.ts";
import { startAsteriskRig } from "../support/asterisk-rig.ts";
import { DRIVE_TRUTH, truthOf } from "../support/asterisk-truths.ts";
import { contactTotals } from "../support/contact-oracle.ts";
import { eventually } from "../support/eventually.ts";
import { withQueueLog } from "../support/queue-log-file.ts";

const [drive] = recordingsOf(capture("drive-seed1.raw.txt"));
/** By the clock of the PBX. */
const DRIVE_ENDED_AT = epochMs(1_795_408_039_000);
const CLOCK = /^the clock of the PBX/;

describe("a PBX whose clock is wrong", () => {
  for (const { slowBy, said } of [
    { slowBy: hours(48), said: /is slow.*"seconds":172800\}/ },
    { slowBy: hours(25), said: /is slow.*"seconds":90000\}/ },
    { slowBy: minutes(10), said: /is slow.*"seconds":600\}/ },
    { slowBy: -600_000, said: /is fast.*"seconds":600\}/ },
    { slowBy: -172_800_000, said: /is fast.*"seconds":172800\}/ },
  ])
    it(`gives the truth all the same, in our time, and is told so once: ${slowBy / 60_000} minutes slow`, async () => {
      await using rig = await startAsteriskRig({ sessions: [{ recording: drive }], slowBy });
      const startedAt = rig.clock.now();
      await rig.play(1);
      assert.deepEqual(truthOf(rig.events), DRIVE_TRUTH);
      assert.equal(rig.answers["too-late"], 0);
      for (const { at } of rig.events) assert.ok(at >= startedAt && at <= startedAt + minutes(2));
      const warnings = rig.logged.filter((line) => CLOCK.test(line));
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? "", said);
    });

  it("is not corrected by some seconds, and nothing is said of it", async () => {
    await using rig = await startAsteriskRig({ sessions: [{ recording: drive }], slowBy: seconds(4) });
    await rig.play(1);
    assert.deepEqual(truthOf(rig.events), DRIVE_TRUTH);
    assert.deepEqual(
      rig.logged.filter((line) => CLOCK.test(line)),
      [],
    );
  });

  it("is corrected in queue_log, too", async () => {
    await withQueueLog("drive-seed1.queue_log.txt", async (queueLogFile) => {
      await using rig = await startAsteriskRig({
        sessions: [{ atEnd: "stay" }],
        config: { queueLogFile },
        slowBy: hours(48),
        start: later(DRIVE_ENDED_AT, hours(48)),
      });
      await rig.until(() => rig.links.includes("live"));
      await rig.advance(minutes(1));
      const told = truthOf(rig.events);
      assert.deepEqual({ ...told, waitSeconds: DRIVE_TRUTH.waitSeconds }, DRIVE_TRUTH);
      assert.equal(rig.answers["too-late"], 0);
    });
  });

  it("makes no contact wait longer than it does", async () => {
    await using rig = await startAsteriskRig({ sessions: [{ atEnd: "stay" }], slowBy: minutes(10) });
    await rig.until(() => rig.links.includes("live"));
    const connection = await rig.server.connection(1);
    const joinedAt = rig.clock.now();
    connection.send(join("hl-1.1", joinedAt - minutes(10)));
    await eventually(() => rig.events.some(({ type }) => type === "contact.queued"));
    const queued = rig.events.find(({ type }) => type === "contact.queued");
    assert.equal(queued?.at, joinedAt);
  });

  it("is noticed when it is set back a day, at the latest by the first event that is too old", async () => {
    let slowBy = 0;
    await using rig = await startAsteriskRig({ sessions: [{ atEnd: "stay" }], slowBy: () => slowBy });
    await rig.until(() => rig.links.includes("live"));
    const connection = await rig.server.connection(1);
    slowBy = hours(30);
    connection.send(join("hl-1.1", rig.clock.now() - slowBy));
    await eventually(() => rig.links.filter((link) => link === "live").length === 2);
    assert.deepEqual(rig.links, ["connecting", "live", "lost", "live"]);
    assert.ok(rig.logged.some((line) => line.startsWith("events older than 24 h are not counted")));
    connection.send(join("hl-1.2", rig.clock.now() - slowBy));
    await eventually(() => contactTotals(rig.events).waitingNow === 1);
  });
});

describe("our own clock", () => {
  it("does not restart the PBX by being set forward while the link is down", async () => {
    await using rig = await startAsteriskRig({
      sessions: [
        { atEnd: "stay", denied: ["CoreShowChannels"], uptimeSeconds: 1_000 },
        { atEnd: "stay", denied: ["CoreShowChannels"], uptimeSeconds: 1_002 },
      ],
    });
    await rig.until(() => rig.links.includes("live"));
    const connection = await rig.server.connection(1);
    const at = rig.clock.now();
    connection.send(join("hl-1.1", at));
    connection.send(connect("hl-1.1", at));
    await eventually(() => contactTotals(rig.events).inConversationNow === 1);
    connection.reset();
    await eventually(() => rig.links.at(-1) === "lost");
    // Two seconds by the PBX and by the monotonic clock, which no test moves.
    await rig.advance(minutes(2));
    await rig.until(() => rig.links.at(-1) === "live");
    const resynced = rig.events.findLast((event) => event.type === "source.resynced");
    assert.equal(resynced?.restarted, false);
    assert.deepEqual(
      [contactTotals(rig.events).inConversationNow, contactTotals(rig.events).interruptedTalking],
      [1, 0],
    );
  });
});

function join(uniqueid: string, at: number): string {
  return queueEvent("QueueCallerJoin", uniqueid, at, "Count: 1");
}

function connect(uniqueid: string, at: number): string {
  return queueEvent("AgentConnect", uniqueid, at, "HoldTime: 0", "Interface: Local/1");
}

function queueEvent(name: string, uniqueid: string, at: number, ...more: readonly string[]): string {
  return [
    `Event: ${name}`,
    `Timestamp: ${(at / 1_000).toFixed(6)}`,
    `Uniqueid: ${uniqueid}`,
    `Linkedid: ${uniqueid}`,
    "Queue: q_it",
    ...more,
    "",
    "",
  ].join("\r\n");
}
