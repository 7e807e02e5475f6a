import assert from "node:assert/strict";
import { it } from "node:test";

import { isClearlyBelow } from "./below-target.ts";

const CASES = [
  { says: "many contacts far below", rate: 0.69, n: 161, target: 0.81, below: true },
  { says: "many contacts a little below", rate: 0.93, n: 61, target: 0.95, below: false },
  { says: "three unlucky contacts", rate: 2 / 3, n: 3, target: 0.81, below: false },
  { says: "three contacts all lost", rate: 0, n: 3, target: 0.81, below: false },
  { says: "ten contacts all lost", rate: 0, n: 10, target: 0.81, below: true },
  { says: "above the target", rate: 0.86, n: 180, target: 0.846, below: false },
  { says: "no contact", rate: null, n: 0, target: 0.81, below: false },
] as const;

for (const { says, rate, n, target, below } of CASES)
  it(`${says}: ${below ? "clearly below the target" : "no reason to colour a wall"}`, () =>
    assert.equal(isClearlyBelow(rate, n, target), below));
