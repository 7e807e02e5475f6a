import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { epochMs, later, minutes, seconds } from "#domain/time.ts";

import { Pairings } from "./pairings.ts";

const NOW = epochMs(Date.UTC(2026, 10, 25, 8));
const ORIGIN = { address: "192.0.2.7", device: "Chrome · Linux" };
const BY = { name: "hall", by: "local:anna" };

function begin(pairings: Pairings, known: string | null = null, address = ORIGIN.address) {
  const begun = pairings.begin({ ...ORIGIN, address }, NOW, known);
  assert.ok(begun);
  return begun;
}

describe("a screen on its way in", () => {
  it("shows eight consonants, and keeps its code when it asks again", () => {
    const pairings = new Pairings();
    const { secret, waiting } = begin(pairings);
    assert.match(waiting.code, /^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
    assert.match(secret, /^[\w-]{43}$/);
    assert.equal(begin(pairings, secret).waiting.code, waiting.code);
    assert.notEqual(begin(pairings, "another").waiting.code, waiting.code);
  });

  it("comes in once, after somebody typed its code, in whatever way", () => {
    const pairings = new Pairings();
    const { secret, waiting } = begin(pairings);
    assert.equal(pairings.poll(secret, NOW).status, "waiting");
    const typed = ` ${waiting.code.slice(0, 4).toLowerCase()}-${waiting.code.slice(4)} `;
    assert.deepEqual(pairings.look(typed, NOW)?.device, ORIGIN.device);
    assert.ok(pairings.approve(typed, BY, NOW));
    assert.equal(pairings.approve(typed, BY, NOW), null, "a code works once");
    assert.equal(pairings.look(typed, NOW), null);
    assert.deepEqual(pairings.poll(secret, later(NOW, seconds(5))), { status: "approved", ...BY });
    assert.equal(pairings.poll(secret, later(NOW, seconds(10))).status, "expired");
  });

  it("is told to slow down when it asks too often, five seconds more each time", () => {
    const pairings = new Pairings();
    const { secret } = begin(pairings);
    pairings.poll(secret, NOW);
    assert.deepEqual(pairings.poll(secret, later(NOW, seconds(1))), {
      status: "slow-down",
      pollEvery: seconds(10),
    });
    assert.equal(pairings.poll(secret, later(NOW, seconds(6))).status, "slow-down");
    assert.equal(pairings.poll(secret, later(NOW, seconds(21))).status, "waiting");
  });

  it("has ten minutes, also when it was approved and never came", () => {
    const pairings = new Pairings();
    const { secret, waiting } = begin(pairings);
    pairings.approve(waiting.code, BY, NOW);
    assert.equal(pairings.poll(secret, later(NOW, minutes(10))).status, "expired");
    const other = begin(pairings);
    assert.equal(pairings.look(other.waiting.code, later(NOW, minutes(10))), null);
  });

  it("does not keep the others out: an address has twenty at a time", () => {
    const pairings = new Pairings();
    for (let count = 0; count < 20; count += 1) begin(pairings);
    assert.equal(pairings.begin(ORIGIN, NOW, null), null);
    begin(pairings, null, "192.0.2.8");
  });

  it("is not kept out by those who ask with all addresses of a line, nor by many lines", () => {
    const pairings = new Pairings();
    const first = begin(pairings, null, "192.0.2.8");
    for (let count = 0; count < 20; count += 1) begin(pairings, null, `2001:db8::${count + 1}`);
    assert.equal(pairings.begin({ ...ORIGIN, address: "2001:db8::ffff" }, NOW, null), null);
    for (let count = 0; count < 20; count += 1) begin(pairings, null, `2001:db8:0:1::${count + 1}`);
    assert.equal(pairings.begin({ ...ORIGIN, address: "2001:db8:0:2::1" }, NOW, null), null, "of one site");
    for (let site = 1; site <= 30; site += 1)
      for (let count = 1; count <= 40; count += 1) begin(pairings, null, `2001:db8:${site}:${count}::1`);
    const last = begin(pairings, null, "192.0.2.9");
    for (const { waiting } of [first, last]) assert.ok(pairings.look(waiting.code, NOW));
  });

  it("is put out by nobody while its house shows but a few, however many houses ask, and however often", () => {
    const pairings = new Pairings();
    const televisions = [1, 2, 3].map(() => begin(pairings, null, "192.0.2.8"));
    const crowd = begin(pairings, null, "203.0.113.9");
    for (let count = 0; count < 3; count += 1) begin(pairings, null, "203.0.113.9");
    for (let house = 0; house < 993; house += 1) begin(pairings, null, `198.18.${house >> 8}.${house & 255}`);
    begin(pairings, null, "192.0.2.9");
    assert.equal(pairings.look(crowd.waiting.code, NOW), null);
    assert.equal(pairings.begin({ ...ORIGIN, address: "192.0.2.10" }, NOW, null), null);
    for (const { waiting } of televisions) assert.ok(pairings.look(waiting.code, NOW));
  });

  it("comes in also after thousands whose time was over before it", () => {
    const pairings = new Pairings();
    for (let count = 0; count < 5_100; count += 1) {
      const address = `198.18.${count >> 8}.${count & 255}`;
      const { secret, waiting } = begin(pairings, null, address);
      pairings.approve(waiting.code, BY, NOW);
      pairings.poll(secret, NOW);
    }
    const { secret, waiting } = begin(pairings);
    pairings.approve(waiting.code, BY, NOW);
    assert.equal(pairings.poll(secret, NOW).status, "approved");
  });

  it("may ask again when it could not be let in", () => {
    const pairings = new Pairings();
    const { secret, waiting } = begin(pairings);
    pairings.approve(waiting.code, BY, NOW);
    assert.throws(() =>
      pairings.poll(secret, NOW, () => {
        throw new Error("the disk is full");
      }),
    );
    assert.equal(pairings.poll(secret, later(NOW, seconds(5))).status, "approved");
  });
});
