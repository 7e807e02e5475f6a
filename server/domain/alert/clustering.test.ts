import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createRandom } from "#sources/simulation/random.ts";

import { clusteringOf, type RateBlock } from "./clustering.ts";

const random = createRandom("blocks");

/** Blocks in which each contact goes as the first one with this chance, and else by itself. */
const blocksOf = (together: number, days = 400): RateBlock[] =>
  Array.from({ length: days * 6 }, (_, index) => {
    const rate = index % 6 === 0 ? 0.6 : 0.85;
    const common = random.chance(rate);
    const n = 20;
    const met = Array.from({ length: n }, () => (random.chance(together) ? common : random.chance(rate)));
    return { band: index % 6, n, met: met.filter(Boolean).length };
  });

describe("how much contacts hang together", () => {
  it("is the correlation with which they were drawn, whatever the rate of their band", () => {
    // Two contacts that each follow the common one with chance q have the correlation q^2.
    const learned = clusteringOf(blocksOf(Math.sqrt(0.06)));
    assert.ok(learned !== null && learned > 0.05 && learned < 0.07, String(learned));
  });

  it("is no less than 0.02 and no more than 0.10", () => {
    assert.equal(clusteringOf(blocksOf(0)), 0.02);
    assert.equal(clusteringOf(blocksOf(0.7)), 0.1);
  });

  it("is not known from less than two weeks, or when nothing was missed", () => {
    assert.equal(clusteringOf(blocksOf(0.2, 13)), null);
    assert.equal(clusteringOf(blocksOf(0).map(({ band, n }) => ({ band, n, met: n }))), null);
  });
});
