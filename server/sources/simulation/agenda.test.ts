import assert from "node:assert/strict";
import { it } from "node:test";

import fc from "fast-check";

import { epochMs } from "#domain/time.ts";

import { Agenda } from "./agenda.ts";

it("gives appointments back by time, and those of one instant in the order of adding", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20 })), (times) => {
      const agenda = new Agenda();
      const done: string[] = [];
      for (const [order, time] of times.entries())
        agenda.add(epochMs(time), () => done.push(`${time}.${order}`));
      for (let next = agenda.next(); next !== undefined; next = agenda.next()) next.task();
      const expected = times.map((time, order) => ({ time, order })).toSorted((a, b) => a.time - b.time);
      assert.deepEqual(
        done,
        expected.map(({ time, order }) => `${time}.${order}`),
      );
    }),
  );
});

it("takes what is added while it is being emptied", () => {
  const agenda = new Agenda();
  const done: string[] = [];
  agenda.add(epochMs(1), () => {
    done.push("first");
    agenda.add(epochMs(2), () => done.push("second"));
  });
  agenda.add(epochMs(3), () => done.push("third"));
  for (let next = agenda.next(); next !== undefined; next = agenda.next()) next.task();
  assert.deepEqual(done, ["first", "second", "third"]);
});
