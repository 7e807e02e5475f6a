import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { Report } from "#wire/report.ts";

import { report1522 } from "../../test/support/report-1522.ts";
import { exportedReport } from "./report-export.ts";

/** The first channel of the printed quarter with these parts in the place of its own. */
function exportedWith(parts: object) {
  const [first] = report1522.channels;
  assert.ok(first);
  const report: Report = { ...report1522, channels: [{ ...first, ...parts }] };
  const [channel] = exportedReport(report).channels;
  assert.ok(channel);
  return channel;
}

describe("a report that leaves the house", () => {
  it("is as it was where every cell is of three or none", () => {
    const { days, byWeekdayAndHour } = exportedWith({});
    assert.deepEqual(days, report1522.channels[0]?.days);
    assert.deepEqual(byWeekdayAndHour, report1522.channels[0]?.byWeekdayAndHour);
    assert.equal(exportedReport(report1522).period.days, report1522.period.days);
  });

  it("tells one and two as fewer than three, in counts and in lists, and nobody as nobody", () => {
    const counts = {
      ...report1522.channels[0]?.counts,
      blacklisted: 0,
      voicemail: 1,
      unanswered: 2,
      queued: 3,
    };
    const told = exportedWith({ counts, byWeekdayAndHour: [[0, 1, 2, 3]] });
    assert.deepEqual(
      [told.counts.blacklisted, told.counts.voicemail, told.counts.unanswered, told.counts.queued],
      [0, "<3", "<3", 3],
    );
    assert.deepEqual(told.byWeekdayAndHour, [[0, "<3", "<3", 3]]);
  });

  it("leaves out shares by which a hidden count could be told", () => {
    const counts = { ...report1522.channels[0]?.counts, voicemail: 1, answered: 50 };
    const told = exportedWith({
      counts,
      queuedShares: { voicemail: 0.01, answered: 0.5 },
      entries: [
        { entry: "phone", count: 2, share: 0.02 },
        { entry: "app", count: 98, share: 0.98 },
      ],
    });
    assert.deepEqual(told.queuedShares, { answered: 0.5 });
    assert.deepEqual(
      told.entries.map(({ count, share }) => [count, share]),
      [
        ["<3", null],
        [98, 0.98],
      ],
    );
  });

  it("tells no rate of fewer than ten, nor one with one or two on either side, and no times of so few", () => {
    const wait = { n: 2, averageMs: 1_000, medianMs: 1_000, p90Ms: 1_000, longestMs: 1_000 };
    const figures = {
      ...report1522.channels[0]?.figures,
      wait,
      abandonedWait: { ...wait, n: 3 },
      answerRate: { n: 9, value: 0.5 },
      abandonment: { n: 100, value: 0.01 },
      serviceLevels: [{ thresholdMs: 20_000, n: 100, value: 0.5 }],
    };
    const told = exportedWith({ figures }).figures;
    assert.deepEqual(told.wait, { n: "<3", averageMs: null, medianMs: null, p90Ms: null, longestMs: null });
    assert.equal(told.abandonedWait.averageMs, 1_000);
    assert.deepEqual(told.answerRate, { n: 9, value: null });
    assert.deepEqual(told.abandonment, { n: 100, value: null });
    assert.deepEqual(told.serviceLevels, [{ thresholdMs: 20_000, n: 100, value: 0.5 }]);
  });

  it("tells of two thresholds no shares whose difference is of one or two", () => {
    const levels = [0.25, 0.3, 0.35, 0.4, 0.4, 0.8].map((value, index) => ({
      thresholdMs: index * 20_000,
      n: 20,
      value,
    }));
    const figures = { ...report1522.channels[0]?.figures, serviceLevels: levels };
    // 5, 6, 7, 8, 8 and 16 of 20.
    const values = exportedWith({ figures }).figures.serviceLevels.map(({ value }) => value);
    assert.deepEqual(values, [0.25, null, null, 0.4, 0.4, 0.8]);
  });

  it("tells no share at all of fewer than ten", () => {
    const counts = { ...report1522.channels[0]?.counts, arrived: 5, queued: 4, answered: 4, voicemail: 0 };
    const told = exportedWith({
      counts,
      arrivedShares: { queued: 0.8 },
      queuedShares: { answered: 1, voicemail: 0 },
      entries: [
        { entry: "phone", count: 5, share: 1 },
        { entry: "app", count: 0, share: 0 },
      ],
    });
    assert.deepEqual([told.arrivedShares, told.queuedShares], [{}, {}]);
    assert.deepEqual(
      told.entries.map(({ share }) => share),
      [null, 0],
    );
  });

  it("tells no change by which a hidden count before could be told", () => {
    const [first] = report1522.channels;
    const { before } = report1522;
    assert.ok(first && before);
    const changeOf = (arrived: number, arrivedBefore: number): unknown => {
      const change = (arrived - arrivedBefore) / arrivedBefore;
      const report: Report = {
        ...report1522,
        channels: [{ ...first, counts: { ...first.counts, arrived } }],
        before: {
          ...before,
          channels: [{ channel: first.channel, arrived: arrivedBefore, net: 0, answered: 0, change }],
        },
      };
      return exportedReport(report).before?.channels[0]?.change;
    };
    assert.deepEqual(
      [changeOf(5, 2), changeOf(2, 10), changeOf(5, 9), changeOf(15, 10)],
      [null, null, null, 0.5],
    );
  });

  it("hides a number that nobody has thought of", () => {
    const told = exportedWith({ figures: { ...report1522.channels[0]?.figures, occupancy: 0.5 } });
    assert.equal(told.figures.occupancy, null);
  });
});
