import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { OperatorCounts } from "./contact-event.ts";
import { occupancyOf, OperatorHistory, totalOf } from "./operators.ts";
import { epochMs, later, minutes } from "./time.ts";

const noon = epochMs(1_795_600_000_000);
const counts = (busy: number, available: number): OperatorCounts => ({
  available,
  ringing: 0,
  busy,
  wrapUp: 0,
  paused: 0,
  offline: 0,
});

/** Changes a minute apart, the first at noon. */
function historyOf(...changes: readonly (OperatorCounts | null)[]): OperatorHistory {
  const history = new OperatorHistory();
  for (const [minute, told] of changes.entries())
    history.add({ at: later(noon, minutes(minute)), sequence: minute, counts: told });
  return history;
}

describe("operators whose source cannot count them any more", () => {
  it("are unknown, and not those of before", () => {
    assert.equal(historyOf(counts(3, 1), null).latest(), null);
    assert.deepEqual(historyOf(counts(3, 1), null, counts(2, 2)).latest(), counts(2, 2));
  });

  it("are left out of the sum over sources, which is unknown only when none can count", () => {
    assert.deepEqual(totalOf([null, counts(3, 1), counts(1, 0)]), counts(4, 1));
    assert.equal(totalOf([null, null]), null);
  });

  it("are in no occupancy meanwhile", () => {
    const history = historyOf(counts(1, 0), null, null, counts(0, 1));
    const at = (minute: number) => occupancyOf([history], later(noon, minutes(minute)), minutes(60));
    // One minute busy, two of which nothing is known, then one minute free.
    assert.deepEqual([at(1), at(3), at(4)], [1, 1, 0.5]);
    assert.equal(occupancyOf([history], later(noon, minutes(3)), minutes(2)), null);
  });

  it("are so again when the board is taken back", () => {
    const again = new OperatorHistory();
    again.takeBack(historyOf(counts(3, 1), null).save());
    assert.equal(again.latest(), null);
    again.takeBack(historyOf(counts(3, 1), null, counts(0, 0)).save());
    assert.deepEqual(again.latest(), counts(0, 0));
  });
});
