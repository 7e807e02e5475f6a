import assert from "node:assert/strict";
import { it } from "node:test";

import { fitItems } from "./fit-items.ts";

const rest = () => 20;
const room = (width: number, lines = 1) => ({ width, lines, gap: 10 });

it("takes every item in its fullest wording where there is room", () =>
  assert.deepEqual(
    fitItems(
      [
        [100, 60],
        [90, 50],
      ],
      rest,
      room(200),
    ),
    { count: 2, wording: 0 },
  ));

it("shortens before it leaves out", () =>
  assert.deepEqual(
    fitItems(
      [
        [100, 60],
        [90, 50],
      ],
      rest,
      room(199),
    ),
    { count: 2, wording: 1 },
  ));

it("shortens once to have room for all, and else rather leaves out the last ones", () => {
  const widths = [
    [100, 70, 20],
    [90, 60, 20],
  ];
  assert.deepEqual(fitItems(widths, rest, room(140)), { count: 2, wording: 1 });
  assert.deepEqual(fitItems(widths, rest, room(139)), { count: 1, wording: 0 });
});

it("has room for how many it leaves out", () => {
  const widths = [
    [100, 60],
    [90, 50],
    [80, 40],
  ];
  assert.deepEqual(fitItems(widths, rest, room(150)), { count: 1, wording: 0 });
  assert.deepEqual(fitItems(widths, rest, room(130)), { count: 1, wording: 0 });
  assert.deepEqual(fitItems(widths, rest, room(129)), { count: 1, wording: 1 });
});

it("takes none where not even one fits in its shortest wording", () =>
  assert.deepEqual(fitItems([[100, 60]], rest, room(59)), { count: 0, wording: 0 }));

it("fills lines one after another, and breaks no item", () => {
  assert.deepEqual(fitItems([[100], [100], [100]], rest, room(150, 3)), { count: 3, wording: 0 });
  assert.deepEqual(fitItems([[100], [100], [100]], rest, room(150, 2)), { count: 2, wording: 0 });
  assert.deepEqual(
    fitItems(
      [
        [160, 40],
        [100, 30],
      ],
      rest,
      room(150, 2),
    ),
    { count: 2, wording: 1 },
  );
});

it("takes the last wording of an item that has fewer", () =>
  assert.deepEqual(fitItems([[100, 60], [50]], rest, room(120)), { count: 2, wording: 1 }));

it("takes nothing of nothing", () => assert.deepEqual(fitItems([], rest, room(0)), { count: 0, wording: 0 }));
