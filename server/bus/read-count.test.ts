import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { epochMs } from "#domain/time.ts";

import { ReadCount } from "./read-count.ts";

const id = (number: number): string => `${number}-0`;

/** A stream that counts as Redis does, and a reader of it. */
function readStream() {
  let entries: number[] = [];
  let added = 0;
  let last = 0;
  const count = new ReadCount();
  const standing = () => ({
    epoch: "one",
    added,
    length: entries.length,
    last: id(last),
    now: epochMs(last),
  });
  count.begin(null, standing(), 0);
  return {
    add(...numbers: number[]) {
      entries.push(...numbers);
      added += numbers.length;
      last = numbers.at(-1) ?? last;
    },
    trimBefore: (number: number) => void (entries = entries.filter((one) => one >= number)),
    /** What is there after a server took over that never had the newest. */
    lose(number: number) {
      added -= entries.filter((one) => one >= number).length;
      entries = entries.filter((one) => one < number);
      last = entries.at(-1) ?? 0;
    },
    look: () => count.expect(standing(), count.place),
    /** Reads at most so many; false when it finds that something is gone. */
    read(most = 100) {
      count.ask();
      const cursor = Number.parseInt(count.place.cursor, 10);
      const place = count.after(
        entries
          .filter((one) => one > cursor)
          .slice(0, most)
          .map(id),
      );
      if (place !== null) count.moveTo(place);
      return place !== null;
    },
  };
}

describe("counting what was read", () => {
  it("is content while nothing is lost, however reading and looking take turns", () => {
    const stream = readStream();
    for (let number = 1; number < 200; number += 3) {
      stream.add(number, number + 1, number + 2);
      assert.equal(stream.look(), false);
      assert.equal(stream.read(1 + (number % 4)), true);
      stream.trimBefore(number - 60);
    }
    while (stream.read() && stream.look()) assert.fail("nothing was lost");
  });

  it("finds that entries went before they were read", () => {
    const stream = readStream();
    stream.add(1, 2, 3);
    assert.deepEqual([stream.look(), stream.read(), stream.look()], [false, true, false]);
    stream.add(4, 5, 6);
    stream.trimBefore(6);
    assert.deepEqual([stream.look(), stream.read()], [false, false]);
  });

  it("finds it also when nothing is left to read", () => {
    const stream = readStream();
    stream.add(1, 2);
    stream.read();
    stream.look();
    stream.add(3);
    stream.trimBefore(99);
    assert.deepEqual([stream.look(), stream.read()], [false, false]);
  });

  it("finds that entries which it has read are gone, before and after new ones took their place", () => {
    const before = readStream();
    before.add(1, 2, 3);
    before.read();
    before.look();
    before.lose(2);
    assert.equal(before.look(), true);

    const after = readStream();
    after.add(1, 2, 3);
    after.read();
    after.look();
    after.lose(2);
    after.add(4, 5, 6);
    assert.deepEqual([after.look(), after.read()], [false, false]);
  });

  it("takes no offence at entries that age away while it reads from the beginning", () => {
    const stream = readStream();
    stream.add(1, 2, 3, 4);
    stream.trimBefore(3);
    assert.deepEqual([stream.look(), stream.read(), stream.look()], [false, true, false]);
  });
});
