/**
 * What may happen to the Redis between two nodes, while events go on coming: afterwards both show exactly
 * what was told to either, within fifteen seconds. The faults wait more than they work, so they run side by side.
 */
import { describe, it } from "node:test";

import { FAULTS } from "../support/bus-fault-list.ts";
import { startBusTrial } from "../support/bus-trial.ts";

describe("two nodes end exact and equal when their Redis", { concurrency: true }, () => {
  for (const [index, { name, happen, ...server }] of FAULTS.entries())
    it(name, async (t) => {
      const trial = await startBusTrial(t, { seed: index + 1, ...server });
      await trial.load(500, 300);
      await trial.recover();
      await happen(trial);
      const took = await trial.recover();
      const newcomer = await trial.welcome();
      t.diagnostic(
        `equal ${(took / 1_000).toFixed(1)} s after the fault's end, a new node after ${(newcomer / 1_000).toFixed(1)} s`,
      );
    });
});
