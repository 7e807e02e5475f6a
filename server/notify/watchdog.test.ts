import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";

import { seconds } from "#domain/time.ts";
import type { Freshness } from "#engine/delivery-ports.ts";
import { JournalUnavailable } from "#engine/ports.ts";

import { eventually } from "../../test/support/eventually.ts";
import { manualClock } from "../../test/support/manual-clock.ts";
import { answerWith, fakeReceiver } from "../../test/support/notify/fake-receiver.ts";
import { toLoopback } from "../../test/support/notify/sender-rig.ts";
import { startWatchdog } from "./watchdog.ts";

async function watched(t: TestContext) {
  const watcher = await fakeReceiver(t);
  const clock = manualClock();
  const log: string[] = [];
  const record = (fields: object, text: string): void => void log.push(`${text} ${JSON.stringify(fields)}`);
  const state: { now: Freshness | "broken" } = { now: { fresh: true } };
  const watchdog = startWatchdog({
    url: `http://watch.test:${watcher.port}/ping/secret-id`,
    everySeconds: 60,
    freshness() {
      if (state.now === "broken") throw new JournalUnavailable("full");
      return state.now;
    },
    clock,
    logger: { debug: record, info: record, warn: record, error: record },
    lookup: toLoopback,
    allowHttp: true,
    allowPrivate: true,
    ca: null,
  });
  t.after(() => watchdog.close());
  /** Resolves when that many pings have arrived. */
  const pings = (count: number) => eventually(() => watcher.requests.length >= count);
  return { watcher, clock, log, state, watchdog, pings };
}

describe("the watchdog", () => {
  it("is told every minute that we are alive, by GET", async (t) => {
    const { watcher, clock, pings } = await watched(t);
    clock.advance(seconds(59));
    clock.advance(seconds(1));
    await pings(1);
    clock.advance(seconds(60));
    await pings(2);
    assert.deepEqual(
      watcher.requests.map(({ method, path, body }) => [method, path, body]),
      [
        ["GET", "/ping/secret-id", ""],
        ["GET", "/ping/secret-id", ""],
      ],
    );
  });

  it("is told nothing while something on the way is not fresh, and the log says once what", async (t) => {
    const { watcher, clock, log, state, pings } = await watched(t);
    clock.advance(seconds(60));
    await pings(1);
    state.now = { fresh: false, reason: "source-silent" };
    clock.advance(seconds(300));
    state.now = { fresh: true };
    clock.advance(seconds(60));
    await pings(2);
    await eventually(() => log.length === 2);
    assert.equal(watcher.requests.length, 2);
    assert.deepEqual(log, [
      'the watchdog is told nothing: not all is as it should be {"reason":"source-silent"}',
      "the watchdog hears us again {}",
    ]);
  });

  it("that answers badly is tried again the next minute, and its address is not logged", async (t) => {
    const { watcher, clock, log, pings } = await watched(t);
    clock.advance(seconds(60));
    await pings(1);
    watcher.answer = answerWith(302, { Location: "http://169.254.169.254/" });
    clock.advance(seconds(60));
    await eventually(() => log.length === 1);
    watcher.answer = answerWith(200);
    clock.advance(seconds(60));
    await eventually(() => log.length === 2);
    assert.match(log[0] ?? "", /http-302/);
    assert.doesNotMatch(log.join("\n"), /secret-id/);
  });

  it("is told nothing while the journal cannot be read, and nothing ends by it", async (t) => {
    const { clock, log, state, pings } = await watched(t);
    state.now = "broken";
    clock.advance(seconds(60));
    await eventually(() => log.length === 1);
    state.now = { fresh: true };
    clock.advance(seconds(60));
    await pings(1);
    assert.equal(
      log[0],
      'the watchdog is told nothing: not all is as it should be {"reason":"journal-unavailable"}',
    );
  });

  it("is told nothing more once it is closed", async (t) => {
    const { watcher, clock, watchdog, pings } = await watched(t);
    clock.advance(seconds(60));
    await pings(1);
    await watchdog.close();
    assert.equal(clock.pending(), 0);
    assert.equal(watcher.requests.length, 1);
  });
});
