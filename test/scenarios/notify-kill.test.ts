/** A message that was committed arrives, whatever becomes of the process between its commit and its delivery. */
import assert from "node:assert/strict";
import { it } from "node:test";

import { killAlerts } from "../support/notify/kill-alerts.ts";
import { killSender } from "../support/notify/kill-sender.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const KILLS = 10;
const ALERT_KILLS = 6;

it(
  `after ${KILLS} kills every message has arrived, in order, with one copy per kill at most`,
  { timeout: 150_000 },
  async (t) => {
    const seed = Date.now();
    const report = await killSender({
      directory: temporaryDirectory(t),
      kills: KILLS,
      random: seededRandom(seed),
    });
    assert.ok(report.committed >= KILLS);
    assert.deepEqual(
      { lost: report.lost, outOfOrder: report.outOfOrder, different: report.different },
      { lost: 0, outOfOrder: 0, different: 0 },
      `seed ${seed}`,
    );
    assert.ok(report.mostPerKill <= 1, `seed ${seed}: ${report.mostPerKill} copies after one kill`);
  },
);

it(
  `after ${ALERT_KILLS} kills between firing and delivery every alert that fired has arrived, under one id, and none that did not`,
  { timeout: 150_000 },
  async (t) => {
    const seed = Date.now();
    const report = await killAlerts({
      directory: temporaryDirectory(t),
      kills: ALERT_KILLS,
      random: seededRandom(seed),
    });
    assert.ok(report.fired > 0);
    assert.deepEqual(
      [report.untold, report.endless, report.unknown, report.twoIds, report.different],
      [0, 0, 0, 0, 0],
      `seed ${seed}: ${JSON.stringify(report)}`,
    );
    assert.ok(report.mostPerKill <= 1, `seed ${seed}: ${report.mostPerKill} copies after one kill`);
  },
);
