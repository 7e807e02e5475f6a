import assert from "node:assert/strict";
import { it } from "node:test";

import { type EpochMs, hours, later, minutes } from "#domain/time.ts";

import { manualClock } from "../../test/support/manual-clock.ts";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { openAccessDatabase } from "./access-database.ts";
import { forgetExpired } from "./forget-expired.ts";
import { SCREEN_LIFE, Screens } from "./screens.ts";
import { Sessions } from "./sessions.ts";

it("what is over is in the file no more, though nobody comes in; what is not stays; a file that cannot be written is no fault", (t) => {
  const database = openAccessDatabase(temporaryDirectory(t));
  t.after(() => database.close());
  const limits = { idle: minutes(60), absolute: hours(12) };
  const now = manualClock().now();
  const origin = { address: "192.0.2.7", device: "Chrome · Linux" };
  new Sessions(database, limits).begin({ person: "local:anna", name: "anna", role: "admin" }, origin, now);
  new Screens(database).pair("hall", origin, now);
  const left = (): unknown[] =>
    ["sessions", "screens"].map((table) =>
      database.run((file) => file.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]),
    );

  const forget = (at: EpochMs, lastAt: EpochMs | null = at): void =>
    forgetExpired(database, limits, { now: at, lastAt });
  forget(later(now, minutes(59)));
  assert.deepEqual(left(), [1, 1]);
  database.run((file) => file.exec("PRAGMA query_only = 1"));
  forget(later(now, minutes(60)));
  assert.deepEqual(left(), [1, 1]);
  database.run((file) => file.exec("PRAGMA query_only = 0"));
  forget(later(now, minutes(60)));
  assert.deepEqual(left(), [0, 1]);
  // A clock that is ahead: what was done last is older.
  for (const last of [null, later(now, hours(1))]) forget(later(now, SCREEN_LIFE), last);
  assert.deepEqual(left(), [0, 1]);
  forget(later(now, SCREEN_LIFE));
  assert.deepEqual(left(), [0, 0]);
});
