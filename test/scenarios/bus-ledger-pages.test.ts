/** What may stand on the bus where days of ledgers do, besides what the nodes have just written there. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { dayOf, digestOf, packDay, pageText } from "#bus/ledger-day.ts";
import { type EpochMs, hours, later, ms } from "#domain/time.ts";
import type { SharedLedgerPage } from "#engine/bus-ports.ts";

import { ALL, cell, hourBefore, openLedgerParty } from "../support/ledger-party.ts";
import { startRedisServer } from "../support/redis-server.ts";

describe("days of ledgers on the bus", () => {
  it("what the bus has lost is written again, and what nobody of ours wrote is not taken", async (t) => {
    const redis = await startRedisServer(t);
    const party = await openLedgerParty(t, redis);
    party.close(hourBefore(100), 3);
    await party.exchange.run();
    const stored = await redis.client.hgetall("vedetta:ledger-digests");
    await redis.client.flushall();
    await party.exchange.run();
    assert.deepEqual(await redis.client.hgetall("vedetta:ledger-digests"), stored);
    const [day = ""] = Object.keys(stored);
    await redis.client.hset("vedetta:ledger", day, "no ledger");
    await redis.client.hset("vedetta:ledger-digests", day, "another");
    const before = party.text();
    await party.exchange.run();
    assert.equal(party.text(), before);
    assert.deepEqual(await redis.client.hgetall("vedetta:ledger-digests"), stored);
  });

  it("a page in which anything stands twice, or that belongs to another day, is no page of ours", async (t) => {
    const redis = await startRedisServer(t);
    const party = await openLedgerParty(t, redis);
    party.close(hourBefore(30), 3);
    await party.exchange.run();
    const before = party.text();
    const at = hourBefore(24 * 90);
    const closed = { source: "pbx", state: "closed", tells: "arrivals" } as const;
    const hour = (begin: EpochMs, ...counts: readonly number[]) => ({
      ...closed,
      hour: begin,
      cells: counts.map((count) => cell(begin, count)),
    });
    const steps = {
      day: at,
      channel: "phone",
      counts: Uint16Array.of(1),
      known: Uint8Array.of(1),
    } as const;
    const pages: SharedLedgerPage[] = [
      { hours: [hour(at, 3, 4)], steps: [] },
      { hours: [hour(at, 3), hour(at, 4)], steps: [] },
      { hours: [hour(at, 3), hour(later(at, hours(48)), 4)], steps: [] },
      { hours: [hour(later(at, ms(1)), 3)], steps: [] },
      { hours: [], steps: [steps, steps] },
      { hours: [], steps: [{ ...steps, day: later(at, hours(48)) }] },
    ];
    const put = async (page: SharedLedgerPage): Promise<void> => {
      const text = pageText(page);
      await redis.client.hset("vedetta:ledger", dayOf(at), packDay(text));
      await redis.client.hset("vedetta:ledger-digests", dayOf(at), digestOf(text));
      await party.exchange.run();
    };
    await redis.client.hset("vedetta:ledger-digests", "8000000000000000", "of no day", "", "of none");
    for (const page of pages) await put(page);
    assert.equal(party.text(), before);
    assert.equal(party.grown(), 0);
    await put({ hours: [hour(at, 3)], steps: [steps] });
    assert.equal(party.grown(), 1);
  });

  it("a page that cannot be stored is left out and told, and ends nothing", async (t) => {
    const redis = await startRedisServer(t);
    const [one, other] = [await openLedgerParty(t, redis), await openLedgerParty(t, redis)];
    one.close(hourBefore(100), 3);
    const at = hourBefore(150);
    one.ledger.importHours({ source: "chats", hours: [at], cells: [{ ...cell(at, 5), source: "chats" }] });
    other.refuse("chats");
    for (const party of [one, other, other]) await party.exchange.run();
    assert.deepEqual(
      other.ledger.readShared(ALL).hours.map(({ source }) => source),
      ["pbx"],
    );
    assert.deepEqual(other.said, [
      'a day of the ledger on the bus cannot be stored and is left out: the other days are shared all the same {"day":"2026-11-18","times":1}',
    ]);
  });

  for (const way of ["close", "import"] as const)
    it(`a bus that is put back from a copy takes no hour back that was corrected since (${way})`, async (t) => {
      const redis = await startRedisServer(t);
      const parties = [await openLedgerParty(t, redis), await openLedgerParty(t, redis)];
      const [one, other] = parties;
      assert.ok(one && other);
      const at = hourBefore(60);
      const shared = async (count: number): Promise<void> => {
        one[way](at, count);
        for (const party of [one, other, one]) await party.exchange.run();
      };
      await shared(3);
      const keys = ["vedetta:ledger", "vedetta:ledger-digests"];
      const copies = await Promise.all(keys.map((key) => redis.client.hgetallBuffer(key)));
      for (const count of [4, 5]) await shared(count);
      for (const { said, noted } of parties) for (const lines of [said, noted]) lines.splice(0);
      for (const [index, key] of keys.entries()) await redis.client.hset(key, copies[index] ?? {});
      for (const party of [other, one, other]) await party.exchange.run();
      for (const { ledger, said, noted } of parties) {
        assert.deepEqual(
          ledger.readShared(ALL).hours.map(({ cells }) => cells[0]?.count),
          [5],
        );
        assert.deepEqual([...said, ...noted], []);
      }
    });

  it("an import that says again what was said before is news, also from a node that has never known it", async (t) => {
    const redis = await startRedisServer(t);
    const one = await openLedgerParty(t, redis);
    const at = hourBefore(200);
    for (const count of [3, 5]) {
      one.import(at, count);
      await one.exchange.run();
    }
    const late = await openLedgerParty(t, redis);
    await late.exchange.run();
    late.import(at, 3);
    for (const party of [late, one, late, one]) await party.exchange.run();
    for (const { ledger } of [one, late]) assert.equal(ledger.readShared(ALL).hours[0]?.cells[0]?.count, 3);
    assert.match(
      one.noted.join(),
      /^hours that were imported here [^,]* \{"hours":1,.*"contactsBefore":5,"contactsNow":3\},the ledger has taken days/,
    );
  });
});
