import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { isNight, nightHoursOf } from "./night-hours.ts";

const read = (text: string) => nightHoursOf(new URLSearchParams({ night: text }));

describe("the hours of the night", () => {
  it("are read with and without minutes", () => {
    assert.deepEqual(read("22-7"), { fromMinute: 1_320, toMinute: 420 });
    assert.deepEqual(read("22:30-6:45"), { fromMinute: 1_350, toMinute: 405 });
    assert.deepEqual(read("20-24"), { fromMinute: 1_200, toMinute: 0 });
    assert.deepEqual(read("0-6"), { fromMinute: 0, toMinute: 360 });
  });

  for (const text of ["", "22", "24-6", "22-25", "22:60-6", "22-24:30", "7-7", "0-24", "-1-6", "night"])
    it(`are none where "${text}" makes no sense`, () => assert.equal(read(text), null));

  it("are none when nobody asks for them", () => assert.equal(nightHoursOf(new URLSearchParams()), null));

  it("go over midnight", () => {
    const hours = { fromMinute: 1_320, toMinute: 420 };
    assert.deepEqual(
      [1_319, 1_320, 1_439, 0, 419, 420].map((minute) => isNight(hours, minute)),
      [false, true, true, true, true, false],
    );
  });

  it("begin after midnight", () => {
    const hours = { fromMinute: 60, toMinute: 300 };
    assert.deepEqual(
      [59, 60, 299, 300].map((minute) => isNight(hours, minute)),
      [false, true, true, false],
    );
  });
});
