import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { epochMs } from "#domain/time.ts";

import { busEvents } from "../support/bus-events.ts";
import { becomeEqual, deliver, openBusNode } from "../support/bus-node.ts";
import { startRedisServer } from "../support/redis-server.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

describe("two nodes on one bus", () => {
  it("show the same within two seconds, whichever of them an event was sent to", async (t) => {
    const redis = await startRedisServer(t);
    const bus = { url: redis.url };
    const left = openBusNode({ directory: temporaryDirectory(t), name: "left", bus });
    const right = openBusNode({ directory: temporaryDirectory(t), name: "right", bus });
    const random = seededRandom(1);
    const events = busEvents(10_000, epochMs(Date.now()));
    await deliver(events, () => (random() < 0.1 ? [left, right] : [random() < 0.5 ? left : right]));
    const took = await becomeEqual([left, right], 2_000);
    t.diagnostic(`equal after ${took.toFixed(0)} ms`);
    assert.ok(left.picture().includes('"answered"'));
    assert.deepEqual(
      [left.bus?.counts(), right.bus?.counts()],
      [
        { state: "live", losses: 0, unwritten: 0 },
        { state: "live", losses: 0, unwritten: 0 },
      ],
    );
    await left.close();
    await right.close();
  });
});
