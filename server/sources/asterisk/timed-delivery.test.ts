import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { HelplineEvent } from "#domain/contact-event.ts";
import { epochMs } from "#domain/time.ts";
import { Delivery } from "#engine/delivery.ts";
import type { Clock, Logger } from "#engine/ports.ts";

import { ClockSkew } from "./clock-skew.ts";
import { TimedDelivery } from "./timed-delivery.ts";

const NINE = 1_795_420_800_000;
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const clock: Clock = { now: () => epochMs(NINE), after: () => () => undefined };

const arrived = (id: string, at: number): HelplineEvent => ({
  type: "contact.arrived",
  source: "pbx",
  id,
  at: epochMs(at),
  contact: id,
  channel: "phone",
  entry: "phone",
});

describe("events with times of the PBX", () => {
  it("wait until its clock was looked at, and are then told in order and in our time", async () => {
    const told: (readonly [string, number])[] = [];
    const delivery = new Delivery({
      sink: {
        accept: async (batch) => {
          told.push(...batch.map(({ id, at }) => [id, at] as const));
          return batch.map(() => "accepted");
        },
      },
      clock,
      onGap: () => undefined,
      onTooLate: () => undefined,
    });
    const ask = async () => epochMs(NINE - 600_000);
    const skew = new ClockSkew({ source: "pbx", clock, logger: silent, ask });
    const timed = new TimedDelivery(delivery, skew);
    timed.push([arrived("a", NINE - 601_000)]);
    timed.push([arrived("b", NINE - 600_500)]);
    await delivery.committed();
    assert.deepEqual([told, timed.begun], [[], false]);

    await skew.measure();
    timed.begin();
    timed.push([arrived("c", NINE - 600_000)]);
    await delivery.committed();
    assert.deepEqual(told, [
      ["a", NINE - 1_000],
      ["b", NINE - 500],
      ["c", NINE],
    ]);
  });
});
