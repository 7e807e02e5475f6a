import assert from "node:assert/strict";
import { test } from "node:test";

import { STEPS_AN_HOUR, stepCountOf, weekStepsOf } from "./arrival-steps.ts";
import { createCalendar, type LocalDay } from "./calendar.ts";

const rome = createCalendar("Europe/Rome");

function dayCalled(key: string): LocalDay {
  const day = rome.dayCalled(key);
  assert.ok(day);
  return day;
}

test("an ordinary day has its 288 places of the week", () => {
  const monday = dayCalled("2026-11-23");
  assert.deepEqual(
    [...weekStepsOf(monday, rome)],
    Array.from({ length: 288 }, (_, index) => index),
  );
  assert.equal(weekStepsOf(dayCalled("2026-11-29"), rome)[0], 6 * 288);
});

test("the hour that happens twice has its places twice", () => {
  const autumn = dayCalled("2026-10-25");
  assert.equal(stepCountOf(autumn), 300);
  const places = [...weekStepsOf(autumn, rome)].map((place) => place - 6 * 288);
  const hourOf = (index: number) => Math.floor((places[index * STEPS_AN_HOUR] ?? 0) / STEPS_AN_HOUR);
  assert.deepEqual([0, 1, 2, 3, 4, 24].map(hourOf), [0, 1, 2, 2, 3, 23]);
});

test("the hour that is skipped has no place", () => {
  const spring = dayCalled("2026-03-29");
  assert.equal(stepCountOf(spring), 276);
  const places = [...weekStepsOf(spring, rome)].map((place) => place - 6 * 288);
  assert.equal(places.includes(2 * STEPS_AN_HOUR), false);
  assert.equal(places.at(-1), 287);
});
