import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { epochMs } from "#domain/time.ts";

import { pictureOf } from "../support/board-picture.ts";
import { eventsOf, shuffledCopies } from "../support/event-arbitrary.ts";
import { boardOf, HOUSES } from "../support/core-houses.ts";

const RUNS_PER_HOUSE = 12_000;

for (const house of HOUSES) {
  describe(`the board of ${house.name}`, () => {
    it("is the same for any order and any duplication of the same events", () => {
      fc.assert(
        fc.property(
          eventsOf(house).chain((events) => fc.tuple(fc.constant(events), shuffledCopies(events))),
          // The engine clamps events that are more than two minutes ahead of the present.
          fc.integer({ min: -120, max: 7_200 }),
          ([events, copies], second) => {
            const now = epochMs(Math.max(...events.map((event) => event.at)) + second * 1_000);
            const one = boardOf(house);
            const other = boardOf(house);
            for (const event of events) one.apply(event);
            for (const event of copies) other.apply(event);
            assert.deepEqual(pictureOf(other, now), pictureOf(one, now));
          },
        ),
        { numRuns: RUNS_PER_HOUSE },
      );
    });

    it("is the same again when it is saved, taken back, and goes on", () => {
      fc.assert(
        fc.property(eventsOf(house), fc.nat(), (events, cut) => {
          const now = epochMs(Math.max(...events.map((event) => event.at)));
          const half = cut % events.length;
          const whole = boardOf(house);
          for (const event of events) whole.apply(event);
          const first = boardOf(house);
          for (const event of events.slice(0, half)) first.apply(event);
          const second = boardOf(house, structuredClone(first.save()));
          for (const event of events.slice(half)) second.apply(event);
          assert.deepEqual(pictureOf(second, now), pictureOf(whole, now));
        }),
        { numRuns: 10 },
      );
    });
  });
}
