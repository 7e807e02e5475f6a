/** Somebody who reaches the Redis of the nodes and does not know their secret asks for keys of days, and announces some. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { exchangeDayKeys } from "#bus/day-key-exchange.ts";
import { newPair, unseal } from "#bus/sealed.ts";
import { busSchema } from "#config/bus-schema.ts";
import { loadConfig } from "#config/load-config.ts";
import { createCalendar } from "#domain/calendar.ts";
import { epochMs, ms } from "#domain/time.ts";
import { systemClock } from "#platform/clock.ts";
import { DayKeys } from "#platform/day-keys.ts";
import { createLogger } from "#platform/logger.ts";

import { openNodePseudonyms } from "../../server/node-pseudonyms.ts";
import { connectRig, NODES_SECRET } from "../support/bus-rig.ts";
import { PRODUCERS_CONFIG } from "../support/cloud-events.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

const CHANNEL = "vedetta:day-keys";
const GUESSES = ["", "guessed", "vedetta"];
const quiet = (): void => undefined;

it("who does not know the secret of the nodes gets no key of a day and plants none", async (test) => {
  const server = await startRedisServer(test);
  const house = loadConfig(PRODUCERS_CONFIG);
  const calendar = createCalendar(house.house.timeZone);
  const directory = temporaryDirectory(test);
  const { bus } = connectRig(test, { url: server.url }, { node: "left" });
  const warnings: string[] = [];
  const names = await openNodePseudonyms({
    config: { ...house, bus: busSchema.parse({ url: server.url, secretFile: NODES_SECRET }) },
    connection: bus,
    directory,
    calendar,
    clock: systemClock,
    engine: { knows: () => false },
    logger: { debug: quiet, info: quiet, warn: (_, message) => warnings.push(message), error: quiet },
  });
  test.after(() => names.close());
  const now = epochMs(Date.now());
  const keysAndName = (): object => ({
    files: globSync(`${directory}/day-keys/*`)
      .map((file) => `${file}: ${readFileSync(file, "hex")}`)
      .toSorted(),
    // Of a contact that nobody knows, so that the key which names new ones makes it.
    name: names.contact("pbx", "a call", now),
  });
  const before = keysAndName();
  assert.ok(globSync(`${directory}/day-keys/*`).length > 0);

  const stranger = server.client.duplicate();
  test.after(() => stranger.disconnect());
  const pair = newPair();
  const answers: { readonly to?: string; readonly publicKey: string; readonly sealed: string }[] = [];
  stranger.on("message", (_channel: string, text: string) => answers.push(JSON.parse(text)));
  await stranger.subscribe(CHANNEL);
  const question = { kind: "question", from: "stranger", publicKey: pair.publicKey, digest: "" };
  await server.client.publish(CHANNEL, JSON.stringify(question));
  const own = (): typeof answers => answers.filter(({ to }) => to === "stranger");
  await until(() => own().length > 0);
  for (const { sealed, publicKey } of own())
    for (const word of GUESSES) assert.equal(unseal(sealed, pair, publicKey, word), null);

  // Lower than any other by its bytes: were it taken, it would name every contact from now on.
  const planted = new Uint8Array(32);
  for (const word of GUESSES) {
    const keys = new DayKeys(temporaryDirectory(test));
    assert.ok(keys.learn(calendar.dayOf(now).key, planted));
    const rig = connectRig(test, { url: server.url }, { node: "stranger" });
    const common = { bus: rig.bus, channel: CHANNEL, keys, word, clock: systemClock };
    const exchange = exchangeDayKeys({ ...common, logger: createLogger("silent"), every: ms(50) });
    test.after(() => exchange.close());
  }
  await until(() => warnings.some((line) => line.includes("does not know the secret of the nodes")));
  await sleep(500);
  assert.deepEqual(keysAndName(), before);
});
