import assert from "node:assert/strict";
import { it } from "node:test";

import { epochMs, hours, later, seconds } from "#domain/time.ts";

import { createPeers } from "./peers.ts";

const NOW = epochMs(Date.UTC(2026, 10, 25, 8));
const peer = (id: string, publicKey = id) => ({ id, publicKey });

it("who has missed three questions is missing, and is forgotten after an hour", () => {
  const peers = createPeers(seconds(5));
  assert.equal(peers.heard(peer("left"), NOW), true);
  assert.equal(peers.heard(peer("left", "its next key"), NOW), false);
  peers.heard(peer("right"), later(NOW, seconds(10)));
  assert.deepEqual(peers.present(later(NOW, seconds(14))), [peer("left", "its next key"), peer("right")]);
  assert.equal(peers.missing(later(NOW, seconds(14))), 0);
  assert.deepEqual(peers.present(later(NOW, seconds(15))), [peer("right")]);
  assert.equal(peers.missing(later(NOW, seconds(15))), 1);
  assert.equal(peers.missing(later(NOW, seconds(25))), 2);
  assert.equal(peers.missing(later(NOW, hours(1))), 1);
  assert.equal(peers.missing(later(NOW, hours(2))), 0);
});

it("whoever makes up names is not kept without end", () => {
  const peers = createPeers(seconds(5));
  for (let number = 0; number < 1_000; number += 1) peers.heard(peer(`node ${number}`), NOW);
  assert.equal(peers.present(NOW).length, 64);
  assert.equal(peers.present(NOW).at(-1)?.id, "node 999");
});
