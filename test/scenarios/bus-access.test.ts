/** People and screens on their way between nodes, with a real server that must never have anything of them. */
import assert from "node:assert/strict";
import { globSync, readFileSync, statSync } from "node:fs";
import { describe, it, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { hours, later, minutes, ms } from "#domain/time.ts";
import { startExchange } from "#bus/exchange.ts";
import type { Clock } from "#engine/ports.ts";
import type { SharedState } from "#engine/shared-state.ts";
import { systemClock } from "#platform/clock.ts";
import { createLogger } from "#platform/logger.ts";

import { PASSWORD } from "../support/access-house.ts";
import { type AccessNode, codeOf, now, openAccessNode, readyAccount } from "../support/access-node.ts";
import { manualClock } from "../support/manual-clock.ts";
import { type RedisServer, startRedisServer } from "../support/redis-server.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

const ORIGIN = { address: "192.0.2.7", device: "Chrome · Linux" };
const ANNA = { person: "local:anna", name: "anna", role: "supervisor" } as const;
const nodeOf = (t: TestContext, server: RedisServer, name: string, clock: Clock = systemClock): AccessNode =>
  openAccessNode(t, { directory: temporaryDirectory(t), name, server, clock });

async function twoNodes(
  t: TestContext,
  server: RedisServer,
  clock?: Clock,
): Promise<[AccessNode, AccessNode]> {
  const nodes: [AccessNode, AccessNode] = [
    nodeOf(t, server, "left", clock),
    nodeOf(t, server, "right", clock),
  ];
  await Promise.all(nodes.map((node) => node.settled()));
  return nodes;
}

const isEqual = (left: AccessNode, right: AccessNode) => (): boolean => left.picture() === right.picture();
/** What this node has written down as come from another. */
const arrivals = (node: AccessNode) =>
  node.audit
    .list(20)
    .filter(({ deed }) => deed.endsWith(".arrive"))
    .map(({ actor, deed, target }) => `${actor} ${deed} ${target}`)
    .toSorted();

describe("people and screens", { concurrency: true }, () => {
  it("are known to the other node at once: a screen, a session, an account, and their ends", async (t) => {
    const server = await startRedisServer(t);
    // No question is asked while this clock stands still: whatever comes was told.
    const [left, right] = await twoNodes(t, server, manualClock(now()));
    const took: number[] = [];
    const known = async (isSo: () => boolean): Promise<void> => {
      const started = performance.now();
      await until(isSo);
      took.push(Math.ceil(performance.now() - started));
    };
    const { secret, screen } = left.screens.pair("hall", ORIGIN, now());
    await known(() => right.screens.find(secret, ORIGIN, now()) !== null);
    const session = left.sessions.begin(ANNA, ORIGIN, now());
    await known(() => right.sessions.find(session.secret, now()) !== null);
    right.sessions.revoke(session.id, now());
    await known(() => !left.sessions.isAlive(session.id, now()));
    right.screens.unpair(screen.id, now());
    await known(() => left.screens.get(screen.id, now()) === null);
    t.diagnostic(`known at the other node after ${took.join(", ")} ms`);

    const key = await readyAccount(left.accounts, "berta");
    await until(isEqual(left, right));
    const code = codeOf(key);
    assert.ok(await right.accounts.check("berta", PASSWORD, code, now()));
    await until(isEqual(left, right));
    assert.equal(await left.accounts.check("berta", PASSWORD, code, now()), null, "a code works once");
  });

  it("that wait are let in by whichever node: code at one, approval at the other, in at either, once", async (t) => {
    const server = await startRedisServer(t);
    const [left, right] = await twoNodes(t, server);
    const begun = left.pairings.begin(ORIGIN, now(), null);
    assert.ok(begun);
    await until(() => right.pairings.look(begun.waiting.code, now()) !== null);
    assert.equal(right.pairings.begin(ORIGIN, now(), begun.secret)?.waiting.code, begun.waiting.code);
    right.pairings.approve(begun.waiting.code, { name: "hall", by: "local:anna" }, now());
    await until(() => left.pairings.look(begun.waiting.code, now()) === null);
    assert.deepEqual(left.pairings.poll(begun.secret, now()), {
      status: "approved",
      name: "hall",
      by: "local:anna",
    });
    await until(() => left.pairings.digest(now()) === right.pairings.digest(now()));
    assert.equal(right.pairings.poll(begun.secret, later(now(), minutes(1))).status, "expired");
  });

  it("changed on both nodes at once end the same; a node that is replaced by an empty one has all of them", async (t) => {
    const server = await startRedisServer(t);
    const [left, right] = await twoNodes(t, server);
    const { secret, screen } = left.screens.pair("hall", ORIGIN, now());
    left.accounts.invite("anna", "supervisor", now());
    await until(isEqual(left, right));
    const due = later(now(), hours(8 * 24));
    const renewed = [left, right].map(({ screens }) => screens.find(secret, ORIGIN, due)?.renewed);
    assert.ok(renewed[0]);
    assert.equal(renewed[0], renewed[1], "whichever answer the screen has read last");
    left.accounts.invite("anna", "admin", now());
    right.accounts.invite("berta", "admin", now());
    left.accounts.invite("berta", "supervisor", now());
    right.accounts.remove("anna", now());
    await until(isEqual(left, right));

    right.die();
    // More than are told in one message.
    left.database.transaction(() => {
      for (let number = 1; number <= 120; number += 1) left.screens.pair(`room ${number}`, ORIGIN, now());
    });
    const before = left.picture();
    const fresh = nodeOf(t, server, "right", manualClock(now()));
    await fresh.settled();
    assert.equal(fresh.picture(), before);
    left.die();
    assert.ok(fresh.screens.find(renewed[0], ORIGIN, later(due, minutes(1))));
    assert.equal(fresh.screens.get(screen.id, due)?.name, "hall");
  });

  it("that were ended while a node was away are so when it begins, before it lets anybody in", async (t) => {
    const server = await startRedisServer(t);
    const [left, right] = await twoNodes(t, server);
    const { secret, screen } = left.screens.pair("hall", ORIGIN, now());
    const session = left.sessions.begin(ANNA, ORIGIN, now());
    await until(isEqual(left, right));
    right.die();
    left.screens.unpair(screen.id, now());
    left.sessions.revoke(session.id, now());
    // Nothing but an answer ends the wait while this clock stands still.
    const clock = manualClock(now());
    const back = openAccessNode(t, { directory: right.directory, name: "right", server, clock });
    assert.ok(back.screens.find(secret, ORIGIN, now()), "its file still has it");
    await back.settled();
    assert.equal(back.screens.find(secret, ORIGIN, now()), null);
    assert.equal(back.sessions.find(session.secret, now()), null);
    assert.ok(isEqual(left, back)());
  });

  it("go on at each node while the bus is away, renew no secret, and are merged afterwards", async (t) => {
    const server = await startRedisServer(t);
    const [left, right] = await twoNodes(t, server);
    const hall = left.screens.pair("hall", ORIGIN, now());
    const lobby = right.screens.pair("lobby", ORIGIN, now());
    await until(isEqual(left, right));
    await server.kill();
    await left.rig.turns(false);
    await right.rig.turns(false);
    const late = later(now(), hours(8 * 24));
    assert.equal(right.screens.find(hall.secret, ORIGIN, late)?.renewed, null, "nobody would hear of it");
    left.screens.unpair(lobby.screen.id, now());
    const session = right.sessions.begin(ANNA, ORIGIN, now());
    assert.ok(right.screens.find(lobby.secret, ORIGIN, now()), "not heard yet");
    await server.start();
    await until(() => left.sessions.isAlive(session.id, now()));
    await until(isEqual(left, right));
    assert.equal(right.screens.find(lobby.secret, ORIGIN, now()), null);
    await until(() => right.mayRenew());
    assert.ok(right.screens.find(hall.secret, ORIGIN, late)?.renewed);
  });

  it("are neither given to nor taken from who writes to the bus without the secret of the nodes", async (t) => {
    const server = await startRedisServer(t);
    const [left] = await twoNodes(t, server);
    await readyAccount(left.accounts, "anna");
    const before = left.picture();
    const row = {
      kind: "session",
      hash: Buffer.alloc(32).toString("base64"),
      id: "x",
      began: now(),
      seen: now(),
    };
    const forged = JSON.stringify([{ ...row, person: "local:eve", name: "eve", role: "admin", ...ORIGIN }]);
    const heard: string[] = [];
    const eve: SharedState = {
      digest: () => "another",
      told: () => [forged],
      take: (part) => heard.push(part),
      onChange: () => () => undefined,
    };
    const logger = createLogger("silent");
    const common = { bus: left.rig.bus, state: eve, what: "", clock: systemClock, logger, every: ms(50) };
    for (const word of ["", "the password of the bus"]) {
      const exchange = startExchange({ ...common, channel: "vedetta:access", word });
      t.after(() => exchange.close());
    }
    await until(() => left.said.some((line) => line.includes("does not know the secret of the nodes")));
    await sleep(300);
    assert.deepEqual(heard, []);
    assert.equal(left.picture(), before);
  });

  it("that come from another node are in the audit log, once", async (t) => {
    const server = await startRedisServer(t);
    const [left, right] = await twoNodes(t, server);
    left.accounts.invite("berta", "admin", now());
    left.sessions.begin(ANNA, ORIGIN, now());
    left.screens.pair("hall", ORIGIN, now());
    await until(isEqual(left, right));
    assert.deepEqual(arrivals(right), [
      "another node account.arrive local:berta (admin)",
      "another node screen.arrive hall",
      "another node session.arrive local:anna (supervisor)",
    ]);
    assert.deepEqual(arrivals(left), []);
  });

  it("are in no file of the server, under no key, in no line of its monitor", async (t) => {
    const server = await startRedisServer(t, { appendOnly: true });
    const monitor = await server.client.monitor();
    t.after(() => monitor.disconnect());
    const heard: string[] = [];
    monitor.on("monitor", (_time: string, words: string[]) => heard.push(words.join(" ")));
    const [left, right] = await twoNodes(t, server);
    const { secret } = left.screens.pair("a room of its own", ORIGIN, now());
    left.sessions.begin(ANNA, ORIGIN, now());
    const key = await readyAccount(right.accounts, "anna");
    const begun = right.pairings.begin(ORIGIN, now(), null);
    await until(isEqual(left, right));
    await until(() => left.pairings.look(begun?.waiting.code ?? "", now()) !== null);
    await until(() => heard.some((line) => line.startsWith("publish")));
    await server.client.set("vedetta:proof", "that this file is read");
    await server.client.save();
    assert.deepEqual(await server.client.keys("*"), ["vedetta:proof"]);
    const files = globSync(`${server.directory}/**/*`).filter((file) => statSync(file).isFile());
    assert.equal(files.filter((file) => readFileSync(file).includes("that this file is read")).length, 2);
    const contents = [...files.map((file) => readFileSync(file)), Buffer.from(heard.join("\n"))];
    const hash = left.database.run((file) => file.prepare("SELECT hash FROM screens").get())?.["hash"];
    assert.ok(hash instanceof Uint8Array);
    for (const planted of [
      "a room of its own",
      "local:anna",
      ORIGIN.address,
      secret,
      begun?.waiting.code ?? "",
      ...[hash, key].flatMap((bytes) =>
        (["hex", "base64", "base64url"] as const).map((form) => Buffer.from(bytes).toString(form)),
      ),
    ])
      assert.ok(
        contents.every((content) => !content.includes(planted)),
        planted,
      );
  });
});
