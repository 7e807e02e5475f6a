import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { earlier, hours, later } from "#domain/time.ts";
import { DAYS_OF_HISTORY } from "#engine/arrival-history.ts";

import { ALL, cell, hourBefore, NOW, openLedgerParty } from "../support/ledger-party.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { until } from "../support/until.ts";

describe("ledgers on one bus", () => {
  it("months of closed hours, imported ones and steps reach a node that begins with nothing, byte for byte", async (t) => {
    const redis = await startRedisServer(t);
    const old = await openLedgerParty(t, redis);
    for (let day = 4; day < 100; day += 1) {
      const from = hourBefore(day * 24);
      const cells = Array.from({ length: 24 }, (_, hour) =>
        cell(later(from, hours(hour)), 1 + ((day + hour) % 9)),
      );
      if (day % 3 === 0)
        old.ledger.importHours({ source: "pbx", hours: cells.map(({ hour }) => hour), cells });
      else old.ledger.closeHours({ from, to: later(from, hours(24)) }, cells, { journal: "a", seq: 1 });
      old.ledger.saveSteps({
        day: from,
        channel: "phone",
        counts: Uint16Array.from({ length: 288 }, (_, step) => step % 5),
        known: Uint8Array.from({ length: 288 }, (_, step) => (step === day % 288 ? 0 : 1)),
      });
    }
    await old.exchange.run();
    const fresh = await openLedgerParty(t, redis);
    await fresh.exchange.run();
    assert.equal(fresh.text(), old.text());
    assert.deepEqual(fresh.ledger.readArrivals(ALL), old.ledger.readArrivals(ALL));
    assert.equal(fresh.grown(), 1);
    await fresh.exchange.run();
    await old.exchange.run();
    assert.deepEqual([fresh.grown(), old.grown()], [1, 0]);
  });

  it("what each of two knows alone, both know afterwards", async (t) => {
    const redis = await startRedisServer(t);
    const [one, other] = [await openLedgerParty(t, redis), await openLedgerParty(t, redis)];
    one.close(hourBefore(100), 3);
    other.close(hourBefore(101), 5);
    await one.exchange.run();
    await other.exchange.run();
    await one.exchange.run();
    assert.equal(one.text(), other.text());
    assert.equal(one.ledger.readShared(ALL).hours.length, 2);
  });

  it("a node that has still to read what others know compares nothing, and does so when it has read it", async (t) => {
    const redis = await startRedisServer(t);
    const [one, other] = [await openLedgerParty(t, redis), await openLedgerParty(t, redis)];
    one.close(hourBefore(100), 3);
    await one.exchange.run();
    other.ready(false);
    await other.exchange.run();
    other.exchange.goOn();
    assert.equal(other.grown(), 0);
    other.ready(true);
    other.exchange.goOn();
    await until(() => other.grown() === 1);
    assert.equal(one.text(), other.text());
  });

  it("steps from which nothing is learned any more leave the bus, and nobody takes them back", async (t) => {
    const redis = await startRedisServer(t);
    const old = hourBefore(24 * (DAYS_OF_HISTORY - 1));
    const before = await openLedgerParty(t, redis);
    before.close(old, 3);
    before.ledger.saveSteps({
      day: old,
      channel: "phone",
      counts: Uint16Array.of(1),
      known: Uint8Array.of(1),
    });
    await before.exchange.run();
    const afterwards = later(NOW, hours(72));
    const [one, other] = [
      await openLedgerParty(t, redis, afterwards),
      await openLedgerParty(t, redis, afterwards),
    ];
    for (const party of [one, other, one, other]) await party.exchange.run();
    for (const { ledger, grown } of [one, other]) {
      assert.equal(grown(), 1);
      const { hours: shared, steps } = ledger.readShared(ALL);
      assert.deepEqual([shared.length, steps.length], [1, 0]);
    }
  });

  it("an import wins over what was lived, and a later import over an earlier one, whichever node has it", async (t) => {
    const redis = await startRedisServer(t);
    const [one, other] = [await openLedgerParty(t, redis), await openLedgerParty(t, redis)];
    const hour = hourBefore(200);
    one.close(hour, 3);
    for (const party of [one, other]) await party.exchange.run();
    other.import(hour, 8);
    for (const party of [other, one]) await party.exchange.run();
    assert.deepEqual(
      one.ledger.readShared(ALL).hours.map(({ state, cells }) => [state, cells[0]?.count]),
      [["imported", 8]],
    );
    one.import(hour, 9);
    for (const party of [one, other]) await party.exchange.run();
    assert.equal(other.ledger.readShared(ALL).hours[0]?.cells[0]?.count, 9);
    assert.equal(one.text(), other.text());
  });

  it("whoever still has the contacts of an hour is right about it; a corrected hour reaches the others", async (t) => {
    const redis = await startRedisServer(t);
    const hour = hourBefore(20);
    const keeper = await openLedgerParty(t, redis, NOW, earlier(NOW, hours(48)));
    const other = await openLedgerParty(t, redis);
    keeper.close(hour, 3);
    for (const party of [keeper, other]) await party.exchange.run();
    keeper.close(hour, 4);
    for (const party of [keeper, other]) await party.exchange.run();
    assert.equal(other.ledger.readShared(ALL).hours[0]?.cells[0]?.count, 4);
  });

  it("hours that two counted apart for too long stand as the first has them, and the other says so", async (t) => {
    const redis = await startRedisServer(t);
    const [one, other] = [await openLedgerParty(t, redis), await openLedgerParty(t, redis)];
    one.close(hourBefore(100), 3);
    for (const hour of [100, 99]) other.close(hourBefore(hour), 5);
    for (const party of [one, other, one]) await party.exchange.run();
    assert.equal(one.text(), other.text());
    assert.deepEqual(
      one.ledger.readShared(ALL).hours.map(({ cells }) => cells[0]?.count),
      [3, 5],
    );
    assert.deepEqual(one.said, []);
    assert.match(
      other.said.join(),
      /^hours that this node had counted otherwise [^,]* \{"hours":1,"first":"2026-11-20T19:00.*"contactsBefore":5,"contactsNow":3\}$/,
    );
  });

  it("a day that is damaged here is put back from the bus; one that only this node had is left out, and told once", async (t) => {
    const redis = await startRedisServer(t);
    const [one, other] = [await openLedgerParty(t, redis), await openLedgerParty(t, redis)];
    const [shared, own, recent] = [hourBefore(100), hourBefore(200), hourBefore(30)];
    one.close(shared, 3);
    for (const party of [one, other]) await party.exchange.run();
    const before = other.text();
    one.damage(shared);
    await one.exchange.run();
    assert.equal(one.text(), before);
    assert.match(
      one.said.join(),
      /^a day of the ledger was damaged and is put back [^,]* \{"day":"2026-11-20"\}$/,
    );

    one.close(own, 4);
    one.damage(own);
    one.close(recent, 5);
    for (const party of [one, other, one]) await party.exchange.run();
    assert.deepEqual(
      other.ledger.readShared(ALL).hours.map(({ hour }) => hour),
      [shared, recent],
    );
    assert.equal(one.said.length, 2);
    assert.match(
      one.said[1] ?? "",
      /is damaged: it may differ .*"day":"2026-11-16".*put a backup in its place/,
    );
  });

  it("a node without hours of its own takes a day away from nobody", async (t) => {
    const redis = await startRedisServer(t);
    const [one, other] = [await openLedgerParty(t, redis), await openLedgerParty(t, redis)];
    one.close(hourBefore(100), 3);
    for (const party of [one, other]) await party.exchange.run();
    other.ledger.clear();
    for (const party of [other, one]) await party.exchange.run();
    assert.equal(one.ledger.readShared(ALL).hours.length, 1);
    assert.equal(one.text(), other.text());
  });
});
