import assert from "node:assert/strict";
import { it, type TestContext } from "node:test";

import { epochMs, hours, ms } from "#domain/time.ts";
import type { Logger } from "#engine/ports.ts";

import { manualClock } from "../../test/support/manual-clock.ts";
import { temporaryDirectory } from "../../test/support/temporary-directory.ts";
import { openAccessDatabase } from "./access-database.ts";
import { AuditLog } from "./audit-log.ts";
import { type HeldToken, watchTokens } from "./token-watch.ts";

const token = (name: string, digit: string, expires: string | null = null): HeldToken => ({
  name,
  tokenSha256: digit.repeat(64),
  expires,
  ends: expires === null ? null : epochMs(Date.parse(expires) + hours(24)),
});

const silent = (): void => undefined;

function openHouse(t: TestContext) {
  const database = openAccessDatabase(temporaryDirectory(t));
  t.after(() => database.close());
  const warnings: string[] = [];
  const logger: Logger = {
    debug: silent,
    info: silent,
    warn: (_fields, message) => void warnings.push(message),
    error: silent,
  };
  const audit = new AuditLog(database, logger);
  const clock = manualClock();
  let stop = silent;
  let told = 0;
  return {
    database,
    clock,
    audit,
    warnings,
    start(...tokens: readonly HeldToken[]) {
      stop();
      stop = watchTokens({ tokens, database, audit, clock, logger });
    },
    /** Rows since the last time, the oldest first. */
    rows() {
      const all = audit.list(100).toReversed();
      const news = all.slice(told).map(({ deed, target }) => `${deed} ${target}`);
      told = all.length;
      return news;
    },
  };
}

it("tokens that are new, changed or gone since the last start are rows, with the first digits of their hashes and no more", (t) => {
  const house = openHouse(t);
  house.start(token("source:partner", "a"), token("metrics:scraper", "b", "2027-11-25"));
  assert.deepEqual(house.rows(), [
    "token.add source:partner (aaaaaaaa…, without an end)",
    "token.add metrics:scraper (bbbbbbbb…, until 2027-11-25)",
  ]);
  house.start(token("source:partner", "a"), token("metrics:scraper", "b", "2027-11-25"));
  assert.deepEqual(house.rows(), []);
  house.start(token("source:partner", "c"), token("metrics:scraper", "b", "2028-01-31"));
  assert.deepEqual(house.rows(), [
    "token.add source:partner (cccccccc…, without an end)",
    "token.change metrics:scraper (bbbbbbbb…, until 2028-01-31)",
    "token.remove source:partner (aaaaaaaa…, without an end)",
  ]);
  assert.equal(house.audit.verify().ok, true);
});

it("the end of a token is a row at its moment, once, also over a restart; before it the log warns every day", (t) => {
  const house = openHouse(t);
  const short = token("source:partner", "a", "2026-11-25");
  house.start(short);
  house.rows();
  assert.deepEqual(house.warnings, ["a token ends soon: make a new one with npm run token"]);
  house.clock.advance(ms(hours(16) - 1));
  assert.deepEqual(house.rows(), []);
  house.clock.advance(ms(1));
  assert.deepEqual(house.rows(), ["token.end source:partner (aaaaaaaa…, until 2026-11-25)"]);
  assert.deepEqual(house.warnings.slice(1), ["a token has ended"]);
  house.clock.advance(hours(24));
  house.start(short);
  assert.deepEqual(house.rows(), []);
  assert.equal(house.clock.pending(), 1);
});

it("while the file cannot be written the server starts, and the rows come at the next start", (t) => {
  const house = openHouse(t);
  house.database.run((file) => file.exec("PRAGMA query_only = 1"));
  house.start(token("source:partner", "a", "2026-11-01"));
  assert.deepEqual(house.rows(), []);
  house.database.run((file) => file.exec("PRAGMA query_only = 0"));
  house.start(token("source:partner", "a", "2026-11-01"));
  assert.deepEqual(house.rows(), [
    "token.add source:partner (aaaaaaaa…, until 2026-11-01)",
    "token.end source:partner (aaaaaaaa…, until 2026-11-01)",
  ]);
});
