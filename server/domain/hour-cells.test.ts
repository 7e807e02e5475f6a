import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createCalendar } from "./calendar.ts";
import type { ContactStory } from "./contact-story.ts";
import { hourCellsOf, hourOf } from "./hour-cells.ts";
import { type EpochMs, later, minutes, ms, seconds } from "./time.ts";

const rome = createCalendar("Europe/Rome");
const rules = () => ({ thresholds: [seconds(20), seconds(60)], shortAbandon: seconds(5) });

const answered = (at: EpochMs, waitSeconds: number): ContactStory => ({
  source: "pbx",
  channel: "phone",
  entry: "phone",
  language: "it",
  fate: "answered",
  arrivedAt: at,
  waitingSince: at,
  answeredAt: later(at, seconds(waitSeconds)),
  endedAt: later(at, minutes(5)),
  wait: seconds(waitSeconds),
  talk: ms(60_000),
});

describe("hour cells", () => {
  it("keep the two local hours of the night of 25 October apart", () => {
    const first = rome.at(2026, 10, 25, 2, 30);
    const second = later(first, minutes(60));
    assert.equal(rome.local(first).hour, rome.local(second).hour);
    const cells = hourCellsOf([answered(first, 5), answered(second, 5)], rules, {
      from: first,
      to: later(second, minutes(1)),
    });
    assert.deepEqual(
      cells.map((cell) => cell.hour),
      [hourOf(first), hourOf(second)],
    );
  });

  it("add up waits and talk times per answer band", () => {
    const nine = rome.at(2026, 11, 25, 9, 0);
    const cells = hourCellsOf(
      [answered(nine, 20), answered(nine, 7), answered(nine, 21), answered(nine, 61)],
      rules,
      {
        from: nine,
        to: later(nine, minutes(60)),
      },
    );
    assert.deepEqual(
      cells.map(({ answerBand, count, wait, talk }) => ({ answerBand, count, wait, talk })),
      [
        { answerBand: "20", count: 2, wait: 27_000, talk: 120_000 },
        { answerBand: "60", count: 1, wait: 21_000, talk: 60_000 },
        { answerBand: "over", count: 1, wait: 61_000, talk: 60_000 },
      ],
    );
  });

  it("leave out contacts outside the range", () => {
    const nine = rome.at(2026, 11, 25, 9, 0);
    assert.deepEqual(
      hourCellsOf([answered(nine, 5)], rules, { from: later(nine, ms(1)), to: later(nine, minutes(60)) }),
      [],
    );
  });
});
