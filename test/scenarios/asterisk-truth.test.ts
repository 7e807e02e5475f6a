/** The captures give exactly the two truths: per contact as DEFINITIONS counts, per queue as queue_log has it. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { recordingsOf } from "../support/ami-recording.ts";
import { capture } from "../support/asterisk-captures.ts";
import { startAsteriskRig } from "../support/asterisk-rig.ts";
import { contactTotals } from "../support/contact-oracle.ts";
import { queueLogTruth } from "../support/queue-log-truth.ts";

const NOTHING_OPEN = {
  interruptedBeforeQueue: 0,
  inWelcomeNow: 0,
  interruptedWaiting: 0,
  waitingNow: 0,
  inConversationNow: 0,
  interruptedTalking: 0,
};

const SCENARIO = {
  ...NOTHING_OPEN,
  arrived: 35,
  blacklisted: 2,
  closedInWelcome: 5,
  queued: 28,
  answered: 17,
  abandoned: 4,
  unanswered: 5,
  voicemail: 2,
  waitSeconds: 46,
  longestWaitSeconds: 16,
  talkSeconds: 114,
  outbound: { other: 4, transfer: 1 },
};

const DRIVE = {
  ...NOTHING_OPEN,
  arrived: 60,
  blacklisted: 4,
  closedInWelcome: 7,
  queued: 49,
  answered: 26,
  abandoned: 8,
  unanswered: 11,
  voicemail: 4,
  waitSeconds: 273,
  longestWaitSeconds: 57,
  talkSeconds: 338,
  outbound: { other: 5 },
};

describe("a recorded day of a real PBX", () => {
  for (const { name, log, truth } of [
    { name: "scenario.wallfilter.raw.txt", log: "scenario.queue_log.txt", truth: SCENARIO },
    { name: "scenario.wallboard.raw.txt", log: "scenario.queue_log.txt", truth: SCENARIO },
    { name: "drive-seed1.raw.txt", log: "drive-seed1.queue_log.txt", truth: DRIVE },
  ]) {
    it(`gives the truth per contact and per queue: ${name}`, async () => {
      const [recording] = recordingsOf(capture(name));
      const rig = await startAsteriskRig({ sessions: [{ recording }] });
      try {
        await rig.play(1);
        const { waitMs, longestWaitMs, talkMs, ...counts } = contactTotals(rig.events);
        assert.deepEqual(
          {
            ...counts,
            waitSeconds: Math.round(waitMs / 1_000),
            longestWaitSeconds: Math.round(longestWaitMs / 1_000),
            talkSeconds: talkMs / 1_000,
          },
          truth,
        );
        assert.deepEqual(
          Object.fromEntries(rig.source.tally()),
          queueLogTruth(capture(log).toString("utf8")),
        );
      } finally {
        await rig.close();
      }
    });
  }
});
