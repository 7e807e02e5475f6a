import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

import { baselineSchema } from "#config/baseline-schema.ts";
import { hymanSpline } from "#domain/hyman-spline.ts";

import { deriveBaseline } from "./derive-baseline.ts";
import { readSeedReport } from "./seed-report.ts";

const report = readSeedReport();
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("the baseline of 1522", () => {
  const baseline = deriveBaseline(report);

  it("is in config/ as the report gives it", () => {
    const shipped = readFileSync(new URL("../../config/baseline-1522.json", import.meta.url), "utf8");
    assert.deepEqual(baselineSchema.parse(JSON.parse(shipped)), baseline);
  });

  it("has an ordinary day of 315 net calls and 78 chats", () => {
    assert.ok(Math.abs(sum(baseline.channels.phone.perHour.flat()) / 7 - 315.2) < 1.5);
    assert.ok(Math.abs(sum(baseline.channels.chat.perHour.flat()) / 7 - 78.3) < 0.5);
  });

  it("has an ordinary Tuesday without 25 November", () => {
    assert.ok(Math.abs(sum(baseline.channels.phone.perHour[1] ?? []) - 284.4) < 1);
  });

  it("makes 25 November almost 800 net calls and 195 chats", () => {
    const day = baseline.peaks.find((peak) => peak.day === 25);
    for (const [channel, total] of [
      ["phone", 796],
      ["chat", 195],
    ] as const) {
      const expected = sum(
        baseline.channels[channel].perHour.flatMap((row) =>
          row.map((value, hour) => {
            const block = day?.blocks.find(({ from, to }) => hour >= from && hour < to);
            return (value / 7) * (block?.[channel] ?? 1);
          }),
        ),
      );
      assert.ok(Math.abs(expected / total - 1) < 0.02, `${channel} ${expected}`);
    }
  });
});

describe("bands spread over their hours", () => {
  const bands = [0, 1, 2, 3, 4, 5, 6].flatMap((weekday) =>
    report.calls.byBandAndWeekdayMonFirst.map((row) => row[weekday] ?? 0),
  );
  const hours = [...hymanSpline(bands, 4)];

  it("keeps the total of every band", () => {
    for (const [index, band] of bands.entries())
      assert.ok(Math.abs(sum(hours.slice(index * 4, index * 4 + 4)) - band) < 1e-6);
  });

  it("makes 10 to 19 the nine busiest hours of the day, as the report says", () => {
    const byHour = Array.from({ length: 24 }, (_, hour) => ({
      hour,
      calls: sum(hours.filter((_value, index) => index % 24 === hour)),
    }));
    const busiest = byHour.toSorted((a, b) => b.calls - a.calls).slice(0, 9);
    assert.deepEqual(
      busiest.map(({ hour }) => hour).toSorted((a, b) => a - b),
      [10, 11, 12, 13, 14, 15, 16, 17, 18],
    );
    assert.deepEqual(
      byHour.map(({ calls }) => Math.round(calls)).slice(0, 6),
      [996, 792, 587, 382, 213, 222],
    );
  });
});
