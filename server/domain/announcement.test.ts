import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { rome } from "../../test/support/usual-days.ts";
import { announcementAt } from "./announcement.ts";
import { createKnownDays, type KnownDay } from "./known-days.ts";

const entry = (id: string, day: number, times: readonly number[]): KnownDay => ({
  id,
  label: { en: id },
  on: { type: "yearly", month: 11, day },
  blocks: times.map((phone, index) => ({ from: 12 * index, to: 12 * index + 12, times: { phone } })),
  spread: 0.3,
});
const entries = [entry("eve", 24, [1.4]), entry("great", 25, [1.3, 2.9]), entry("after", 26, [1.4])];
const knownDays = createKnownDays({ entries, holidaySpread: 0.2, isHoliday: () => false });

const announced = (day: number, hour: number, minute: number, learned?: number, ofDay?: number) => {
  const announcement = announcementAt({
    at: rome.at(2026, 11, day, hour, minute),
    calendar: rome,
    knownDays,
    timesOf: ({ blocks }) => blocks.map(({ times }) => learned ?? times.phone ?? 1),
    timesOfDay: () => ofDay ?? null,
    lastTimeOf: (_, { key }) => (key === "2026-11-25" ? 796 : null),
  });
  return announcement === null
    ? null
    : `${announcement.when} ${announcement.day.key} ${announcement.entry.id} ${announcement.times} ${announcement.lastTime}`;
};

describe("a great day", () => {
  it("announces itself the whole day before and on its morning", () => {
    for (const [day, hour, minute, text] of [
      [23, 23, 59, null],
      [24, 0, 0, "tomorrow 2026-11-25 great 2.9 796"],
      [24, 23, 59, "tomorrow 2026-11-25 great 2.9 796"],
      [25, 0, 0, "today 2026-11-25 great 2.9 796"],
      [25, 11, 59, "today 2026-11-25 great 2.9 796"],
      [25, 12, 0, null],
      [26, 9, 0, null],
    ] as const)
      assert.equal(announced(day, hour, minute), text, `${day} ${hour}:${minute}`);
  });

  it("is told as the times of the whole day where an ordinary one is known", () =>
    assert.equal(announced(24, 9, 0, undefined, 2.1), "tomorrow 2026-11-25 great 2.1 796"));

  it("goes by what was learned: one that turned out small is silent, days of 1.5 times are great", () => {
    assert.equal(announced(24, 9, 0, 1.49), null);
    assert.equal(announced(24, 9, 0, 1.5), "today 2026-11-24 eve 1.5 null");
    assert.equal(announced(24, 15, 0, 1.5), "tomorrow 2026-11-25 great 1.5 796");
  });
});
