/** Alerts through the engine as it runs live, from the events of a day to the snapshot of the wall. */
import assert from "node:assert/strict";
import { it } from "node:test";

import { type EpochMs, later, minutes } from "#domain/time.ts";

import { dayOfQuarter, outlookHouse } from "../support/outlook-house.ts";
import { calendar, SOURCE } from "../support/quarter-house.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const nov = (day: number, hour: number, minute = 1): EpochMs => calendar.at(2025, 11, day, hour, minute);
const SILENT = `source-silent/${SOURCE}`;

it("a great day, a source that is lost, a restart and its return are on the wall", async (t) => {
  const directory = temporaryDirectory(t);
  const house = await outlookHouse(t, { directory, from: nov(24, 9, 0), hasAlerts: true });
  const shown = () => house.snapshot().alerts.map(({ status, fingerprint }) => `${status} ${fingerprint}`);
  await house.connect(dayOfQuarter);
  await house.liveUntil(nov(24, 9, 30));
  assert.ok(shown().includes("firing known-day/tomorrow"), shown().join());
  assert.ok(!shown().includes(`firing ${SILENT}`), shown().join());

  await house.disconnect();
  await house.liveUntil(nov(24, 9, 45));
  assert.equal(shown()[0], `firing ${SILENT}`);
  const { startsAtMs } = house.snapshot().alerts[0] ?? {};
  const muted = house.snapshot().alerts.filter(({ channel }) => channel !== null);
  assert.ok(muted.every(({ inhibitedBy }) => inhibitedBy === SILENT));
  await house.close();

  const again = await outlookHouse(t, { directory, from: nov(24, 9, 46), hasAlerts: true });
  assert.deepEqual(again.snapshot().alerts.map((alert) => [alert.fingerprint, alert.startsAtMs])[0], [
    SILENT,
    startsAtMs,
  ]);
  await again.connect(dayOfQuarter);
  await again.liveUntil(later(nov(24, 9, 46), minutes(10)));
  const after = again.snapshot().alerts.map(({ status, fingerprint }) => `${status} ${fingerprint}`);
  assert.ok(!after.some((one) => one.includes(SILENT)), after.join());
  assert.ok(after.includes("firing known-day/tomorrow"), after.join());
  assert.equal(again.engine.alerts?.past[0]?.fingerprint, SILENT);
});

it("a house in which nothing is usual is told of silence all the same", async (t) => {
  const house = await outlookHouse(t, {
    directory: temporaryDirectory(t),
    from: nov(12, 9, 0),
    outlook: null,
    remembers: false,
    hasAlerts: true,
  });
  await house.connect(dayOfQuarter);
  await house.liveUntil(nov(12, 9, 20));
  await house.disconnect();
  await house.liveUntil(nov(12, 9, 30));
  assert.deepEqual(house.snapshot().alerts[0]?.fingerprint, SILENT);
});
