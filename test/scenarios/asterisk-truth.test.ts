/** The captures give exactly the two truths: per contact as DEFINITIONS counts, per queue as queue_log has it. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { recordingsOf } from "../support/ami-recording.ts";
import { DRIVE_TRUTH, RECORDED_DAYS, SCENARIO_TRUTH, truthOf } from "../support/asterisk-truths.ts";
import { capture } from "../support/asterisk-captures.ts";
import { startAsteriskRig } from "../support/asterisk-rig.ts";
import { boardFates } from "../support/board-fates.ts";
import { queueLogTruth } from "../support/queue-log-truth.ts";
import { withQueueLog } from "../support/queue-log-file.ts";

describe("a recorded day of a real PBX", () => {
  for (const { name, log, truth } of RECORDED_DAYS) {
    it(`gives the truth per contact and per queue: ${name}`, async () => {
      const [recording] = recordingsOf(capture(name));
      await using rig = await startAsteriskRig({ sessions: [{ recording }] });
      await rig.play(1);
      assert.deepEqual(truthOf(rig.events), truth);
      assert.deepEqual(rig.tally(), queueLogTruth(capture(log).toString("utf8")));
      assert.deepEqual(boardFates(rig.events), {
        blacklisted: truth.blacklisted,
        closedInWelcome: truth.closedInWelcome,
        answered: truth.answered,
        abandoned: truth.abandoned,
        unanswered: truth.unanswered,
        voicemail: truth.voicemail,
      });
    });

    it(`gives the same with queue_log read besides: ${name}`, async () => {
      await withQueueLog(log, async (queueLogFile) => {
        const [recording] = recordingsOf(capture(name));
        await using rig = await startAsteriskRig({ sessions: [{ recording }], config: { queueLogFile } });
        await rig.play(1);
        const { waitSeconds, longestWaitSeconds, ...counts } = truth;
        const told = truthOf(rig.events);
        assert.deepEqual(
          { ...told, waitSeconds, longestWaitSeconds },
          { ...counts, waitSeconds, longestWaitSeconds },
        );
        // A row of queue_log has whole seconds, one wait in a hundred is a second off.
        assert.ok(Math.abs(told.waitSeconds - waitSeconds) <= 1);
        assert.equal(told.longestWaitSeconds, longestWaitSeconds);
        assert.deepEqual(rig.tally(), queueLogTruth(capture(log).toString("utf8")));
      });
    });
  }

  it("gives the same without markers, but for two calls that a queue refused", async () => {
    const [recording] = recordingsOf(capture("scenario.wallboard.raw.txt"));
    const config = { markers: "no", arrivalContexts: ["from-trunk"] };
    await using rig = await startAsteriskRig({ sessions: [{ recording }], config });
    await rig.play(1);
    assert.deepEqual(truthOf(rig.events), {
      ...SCENARIO_TRUTH,
      closedInWelcome: SCENARIO_TRUTH.closedInWelcome + 2,
      queued: SCENARIO_TRUTH.queued - 2,
      unanswered: SCENARIO_TRUTH.unanswered - 2,
      outbound: {},
    });
  });

  it("is told from two PBXes at once without a mix-up", async () => {
    const [scenario] = recordingsOf(capture("scenario.wallfilter.raw.txt"));
    const [drive] = recordingsOf(capture("drive-seed1.raw.txt"));
    await using north = await startAsteriskRig({
      sessions: [{ recording: scenario }],
      config: { id: "north" },
    });
    await using south = await startAsteriskRig({ sessions: [{ recording: drive }], config: { id: "south" } });
    await using twin = await startAsteriskRig({ sessions: [{ recording: drive }], config: { id: "twin" } });
    await Promise.all([north.play(1), south.play(1), twin.play(1)]);
    const told = truthOf([...north.events, ...south.events, ...twin.events]);
    assert.equal(told.arrived, SCENARIO_TRUTH.arrived + 2 * DRIVE_TRUTH.arrived);
    assert.equal(told.answered, SCENARIO_TRUTH.answered + 2 * DRIVE_TRUTH.answered);
    assert.equal(told.abandoned, SCENARIO_TRUTH.abandoned + 2 * DRIVE_TRUTH.abandoned);
    assert.equal(told.talkSeconds, SCENARIO_TRUTH.talkSeconds + 2 * DRIVE_TRUTH.talkSeconds);
  });
});
