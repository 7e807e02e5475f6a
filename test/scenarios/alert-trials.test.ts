/** Alert rules on a few simulated months. `test/verify/alerts.ts` does the same with many, and with every limit. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { drawnTrial } from "../support/alert-trials.ts";
import { falseDeadLines, minutesToDeadLine } from "../support/dead-line-trials.ts";
import { plannedTeam } from "../support/outcome-streams.ts";
import { quantileOf } from "../support/watched-stream.ts";

const MONTHS = 8;
const SEED = "few";

const trial = (fallsTo: number) =>
  drawnTrial({
    channel: "chat",
    areClustered: true,
    clustering: 0.025,
    rate: 0.81,
    fallsTo,
    months: MONTHS,
    seed: SEED,
  });

describe("an answer rate of chats", () => {
  it("raises some two watches a month in ordinary operation, and hardly an alarm", () => {
    const { watch, alarm } = trial(0.6).false;
    assertBetween(watch, 0.5, 4.5);
    assertBetween(alarm, 0, 0.9);
  });

  it("that falls from 81 to 20 % is found within three hours, mostly; one to 60 % within eight only at times", () => {
    assertBetween(medianOf(trial(0.2).found.map(({ watch }) => watch)), 1.3, 5.2);
    const { found } = trial(0.6);
    assertBetween(found.filter(({ watch }) => watch <= 8).length / found.length, 0.18, 0.74);
  });
});

describe("four callers in a row lost", () => {
  it("are rare where enough people are on shift", () => {
    const { perMonth, answered } = falseDeadLines(plannedTeam(), MONTHS, SEED);
    assertBetween(perMonth, 0, 1.2);
    assertBetween(answered, 0.91, 0.97);
  });

  it("are there half an hour after everybody has left", () =>
    assertBetween(medianOf(minutesToDeadLine(14, MONTHS, SEED)), 16, 62));
});

const medianOf = (values: readonly number[]): number => quantileOf(values, 0.5);

function assertBetween(value: number, least: number, most: number): void {
  assert.ok(value >= least && value <= most, `${value}: not ${least} to ${most}`);
}
