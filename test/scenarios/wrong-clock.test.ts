/** The program starts while the clock of its machine is a year ahead, as it may before the time was set. */
import assert from "node:assert/strict";
import { it } from "node:test";

import { Screens } from "#access/screens.ts";
import { loadConfig } from "#config/load-config.ts";
import { hours, later } from "#domain/time.ts";

import { openGuardBook } from "../../server/guard-book.ts";
import { manualClock } from "../support/manual-clock.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const silent = (): void => undefined;
const logger = { debug: silent, info: silent, warn: silent, error: silent };
const ORIGIN = { address: "192.0.2.7", device: "Chrome · Linux" };

it("takes no row of the audit log and unpairs no screen, though its configuration is another one too", (t) => {
  const loaded = loadConfig("test/fixtures/config/good-second-house.yaml");
  const config = { ...loaded, dataDirectory: temporaryDirectory(t) };
  const clock = manualClock();
  const first = openGuardBook({ config, connection: null, clock, logger });
  const { screen } = new Screens(first.database).pair("hall", ORIGIN, clock.now());
  const rows = first.audit.list(100).length;
  first.close();

  const ahead = manualClock(later(clock.now(), hours(366 * 24)));
  const house = { ...config.house, name: "another name" };
  for (let start = 0; start < 2; start += 1)
    openGuardBook({ config: { ...config, house }, connection: null, clock: ahead, logger }).close();

  const again = openGuardBook({ config, connection: null, clock, logger });
  t.after(() => again.close());
  assert.ok(again.audit.list(100).some(({ seq }) => seq === 1));
  assert.ok(again.audit.list(100).length > rows);
  assert.ok(again.audit.verify().ok);
  assert.equal(new Screens(again.database).get(screen.id, clock.now())?.name, "hall");
});
