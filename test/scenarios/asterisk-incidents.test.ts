/** A PBX that goes away, a socket that is lost: what is told afterwards is right, and nothing is an abandonment that was none. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { seconds } from "#domain/time.ts";

import type { AmiSession } from "../support/ami-replay-server.ts";
import { recordingsOf } from "../support/ami-recording.ts";
import { capture } from "../support/asterisk-captures.ts";
import { type AsteriskRig, type RigOptions, startAsteriskRig } from "../support/asterisk-rig.ts";
import { boardFates } from "../support/board-fates.ts";
import { contactTotals } from "../support/contact-oracle.ts";
import { withQueueLog } from "../support/queue-log-file.ts";

const DENIED = ["CoreShowChannels"];

/** Plays every session of a capture, with a gap of some seconds between them. */
async function played(
  name: string,
  session: AmiSession = {},
  options: Partial<RigOptions> = {},
): Promise<AsteriskRig> {
  const recordings = recordingsOf(capture(name));
  await using unfinished = new AsyncDisposableStack();
  const rig = unfinished.use(
    await startAsteriskRig({
      ...options,
      sessions: recordings.map((recording) => ({ recording, ...session })),
    }),
  );
  for (let n = 1; n <= recordings.length; n += 1) {
    if (n > 1) await rig.advance(seconds(2));
    await rig.play(n);
  }
  // The real door of the engine took everything, and nothing was told it twice.
  const { duplicate, "too-late": tooLate } = rig.answers;
  assert.deepEqual({ duplicate, tooLate }, { duplicate: 0, tooLate: 0 });
  unfinished.move();
  return rig;
}

describe("a PBX that was restarted", () => {
  for (const name of ["restart-now", "restart-stop", "restart-kill9"])
    for (const denied of [[], DENIED])
      it(`interrupts its calls and abandons none: ${name}${denied.length > 0 ? ", channels may not be listed" : ""}`, async () => {
        await using rig = await played(`${name}.raw.txt`, { denied });
        const totals = contactTotals(rig.events);
        assert.deepEqual(
          {
            arrived: totals.arrived,
            queued: totals.queued,
            answered: totals.answered,
            abandoned: totals.abandoned,
            unanswered: totals.unanswered,
            interruptedWaiting: totals.interruptedWaiting,
            interruptedTalking: totals.interruptedTalking,
            waitingNow: totals.waitingNow,
            inConversationNow: totals.inConversationNow,
          },
          {
            arrived: 3,
            queued: 3,
            answered: 1,
            abandoned: 0,
            unanswered: 0,
            interruptedWaiting: 2,
            interruptedTalking: 1,
            waitingNow: 0,
            inConversationNow: 0,
          },
        );
        assert.deepEqual(boardFates(rig.events), { answered: 1, interruptedWaiting: 2 });
      });

  for (const name of ["restart-now", "restart-stop", "restart-kill9"])
    it(`is told apart by queue_log as well: ${name}`, async () => {
      await withQueueLog(`${name}.queue_log.txt`, async (queueLogFile) => {
        await using rig = await played(`${name}.raw.txt`, {}, { config: { queueLogFile } });
        const totals = contactTotals(rig.events);
        assert.deepEqual(
          [
            totals.arrived,
            totals.answered,
            totals.abandoned,
            totals.interruptedWaiting,
            totals.interruptedTalking,
          ],
          [3, 1, 0, 2, 1],
        );
      });
    });
});

describe("a lost socket", () => {
  for (const denied of [[], DENIED])
    it(`leaves one call unknown without queue_log, and counts the one answered meanwhile once${denied.length > 0 ? ", channels may not be listed" : ""}`, async () => {
      await using rig = await played("socket-lost.raw.txt", { denied });
      const totals = contactTotals(rig.events);
      assert.deepEqual(
        {
          arrived: totals.arrived,
          queued: totals.queued,
          answered: totals.answered,
          abandoned: totals.abandoned,
          interruptedWaiting: totals.interruptedWaiting,
          waitSeconds: Math.round(totals.waitMs / 1_000),
          talkSeconds: totals.talkMs / 1_000,
        },
        {
          arrived: 4,
          queued: 4,
          answered: 2,
          abandoned: 1,
          interruptedWaiting: 1,
          waitSeconds: 22,
          talkSeconds: 10,
        },
      );
      assert.deepEqual(boardFates(rig.events), { abandoned: 1, answered: 2, interruptedWaiting: 1 });
      const gap = rig.events.findLast((event) => event.type === "source.resynced");
      const phases = gap?.open.map(({ contact, phase }) => `${contact} ${phase}`);
      assert.ok(phases?.includes("pbx hl-1795406595.192 conversation"), "answered in the gap");
      assert.ok(phases?.includes("pbx hl-1795406595.193 waiting"), "still waiting after the gap");
    });

  it("leaves nothing unknown with queue_log", async () => {
    await withQueueLog("socket-lost.queue_log.txt", async (queueLogFile) => {
      await using rig = await played("socket-lost.raw.txt", {}, { config: { queueLogFile } });
      const totals = contactTotals(rig.events);
      assert.deepEqual(
        [totals.arrived, totals.queued, totals.answered, totals.abandoned, totals.interruptedWaiting],
        [4, 4, 2, 2, 0],
      );
      assert.equal(totals.talkMs, 10_000);
    });
  });

  it("is survived without markers, by the request to hang up", async () => {
    await using rig = await played(
      "socket-lost.raw.txt",
      {},
      { config: { markers: "no", arrivalContexts: ["from-trunk"] } },
    );
    const totals = contactTotals(rig.events);
    assert.deepEqual(
      [totals.arrived, totals.queued, totals.answered, totals.abandoned, totals.interruptedWaiting],
      [4, 4, 2, 1, 1],
    );
  });
});
