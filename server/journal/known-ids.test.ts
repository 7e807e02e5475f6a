import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { epochMs } from "#domain/time.ts";

import { EventKeys } from "./event-key.ts";
import { KnownIds } from "./known-ids.ts";

const keys = new EventKeys();
const keysOf = (ids: readonly string[], source = "pbx") =>
  keys.of(ids.map((id) => ({ type: "outbound.ended", source, id, at: epochMs(0), purpose: "network" })));
const none = new Uint8Array(0);

describe("KnownIds", () => {
  it("does what a Set of (source, id) does, through any additions and removals", () => {
    const id = fc.oneof(
      fc.integer({ min: 0, max: 400 }).map((n) => n.toString(16).padStart(32, "0")),
      fc.integer({ min: 0, max: 400 }).map((n) => n.toString(16).padEnd(32, "0")),
      fc.string({ unit: "binary", maxLength: 3 }),
    );
    const step = fc.record({
      add: fc.boolean(),
      source: fc.constantFrom("pbx", "chat"),
      ids: fc.array(id, { maxLength: 300, size: "max" }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40, size: "max" }), (steps) => {
        const known = new KnownIds(none);
        const model = new Set<string>();
        for (const { add, source, ids } of steps) {
          const names = ids.map((text) => JSON.stringify([source, text]));
          if (add) {
            const expected = names.map((name) => !model.has(name) && Boolean(model.add(name)));
            assert.deepEqual(known.addAll(keysOf(ids, source)), expected);
          } else {
            known.removeAll(keysOf(ids, source));
            for (const name of names) model.delete(name);
          }
          assert.equal(known.size, model.size);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("begins with many keys and finds each of them again", () => {
    const ids = Array.from({ length: 20_000 }, (_, n) => `id ${n}`);
    const known = new KnownIds(keysOf(ids));
    assert.equal(known.size, ids.length);
    assert.ok(known.addAll(keysOf(ids)).every((fresh) => !fresh));
    assert.ok(known.addAll(keysOf(ids, "chat")).every((fresh) => fresh));
  });

  it("takes a repetition within one batch for known", () => {
    assert.deepEqual(new KnownIds(none).addAll(keysOf(["a", "b", "a"])), [true, true, false]);
  });

  it("does not take an id in capitals for the same pseudonym", () => {
    const id = "0123456789abcdef0123456789abcdef";
    assert.deepEqual(new KnownIds(none).addAll(keysOf([id, id.toUpperCase()])), [true, true]);
  });
});
