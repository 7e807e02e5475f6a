import assert from "node:assert/strict";

import type { Channel } from "#domain/contact-event.ts";
import type { ReportAnswer } from "#engine/ports.ts";
import type { ChannelReport, Report } from "#wire/report.ts";

import { readSeedPeakDay, type SeedReport } from "./seed-report.ts";

/** Every figure that the printed report tells, cell by cell, must be that of ours. */
export function assertPrinted(answer: ReportAnswer, printed: SeedReport): Report {
  assert.ok(answer.ok, answer.ok ? "" : answer.detail);
  const { report } = answer;
  const phone = channelOf(report, "phone");
  const chat = channelOf(report, "chat");
  const { calls, chats } = printed;
  assert.equal(report.period.days, 91);
  assert.deepEqual(
    {
      total: phone.counts.arrived,
      queued: {
        total: phone.counts.queued,
        answered: phone.counts.answered,
        unanswered: phone.counts.unanswered,
        voicemail: phone.counts.voicemail,
        abandoned: phone.counts.abandoned,
      },
      blacklisted: phone.counts.blacklisted,
      closedInWelcome: phone.counts.closedInWelcome,
      totalTalkMs: phone.figures.talk.totalMs,
      talks: phone.figures.talk.n,
      averageWaitMs: phone.figures.wait.averageMs,
      waits: phone.figures.wait.n,
      outbound: report.outbound.total,
      byBandAndWeekday: tableOf(phone),
    },
    {
      total: calls.total,
      queued: calls.queued,
      blacklisted: calls.blacklisted,
      closedInWelcome: calls.closedInWelcome,
      totalTalkMs: calls.totalTalkSeconds * 1_000,
      talks: calls.queued.answered,
      averageWaitMs: calls.averageWaitSeconds * 1_000,
      waits: calls.queued.answered,
      outbound: calls.outbound,
      byBandAndWeekday: calls.byBandAndWeekdayMonFirst,
    },
  );
  const [within20, to60, over60] = chat.answerBands.map(({ count }) => count);
  assert.deepEqual(
    {
      total: chat.counts.arrived,
      byEntry: Object.fromEntries(chat.entries.map(({ entry, count }) => [entry, count])),
      byFirstResponse: { within20s: within20, from20to60s: to60, over60s: over60 },
      byBandAndWeekday: tableOf(chat),
    },
    {
      total: chats.total,
      byEntry: chats.byEntry,
      byFirstResponse: chats.byFirstResponse,
      byBandAndWeekday: chats.byBandAndWeekdayMonFirst,
    },
  );
  // "Almost 800" net of blacklisted, on 25 November; 81 % within 20 s and 95 % within 60 s.
  const { date, net } = phone.peakDay ?? assert.fail("there is a peak day");
  const { date: printedDate, approximately: almost } = readSeedPeakDay();
  assert.equal(date, printedDate);
  assert.ok(net >= almost - 10 && net < almost, `${net} calls on the peak day`);
  assert.deepEqual(
    chat.figures.serviceLevels.map(({ value }) => Math.round((value ?? 0) * 100)),
    [81, 95],
  );
  // What the printed report has wrong, ours has right.
  assert.equal(phone.dailyMean.days, 91);
  assert.equal(phone.dailyMean.net?.toFixed(1), "320.5");
  assert.equal(Math.round((phone.figures.talk.averageMs ?? 0) / 1_000), 372);
  assert.equal(((phone.bandTables[0]?.rows[5]?.total.share ?? 0) * 100).toFixed(2), "16.55");
  assertConsistent(phone);
  assertConsistent(chat);
  return report;
}

const tableOf = ({ bandTables }: ChannelReport): readonly (readonly number[])[] =>
  bandTables[0]?.rows.map(({ byWeekday }) => byWeekday) ?? [];

function channelOf({ channels }: Report, wanted: Channel): ChannelReport {
  return channels.find(({ channel }) => channel === wanted) ?? assert.fail(`no ${wanted} in the report`);
}

/** The tables of one channel are cuts through the same contacts. */
function assertConsistent({
  counts,
  bandTables,
  byWeekdayAndHour,
  days,
  languages,
  net,
}: ChannelReport): void {
  assert.equal(
    counts.arrived,
    counts.blacklisted +
      counts.closedInWelcome +
      counts.botOnly +
      counts.interruptedBeforeQueue +
      counts.inWelcomeNow +
      counts.queued,
  );
  for (const table of bandTables) {
    assert.equal(table.total, counts.arrived);
    assert.equal(sum(table.rows.map(({ total }) => total.count)), counts.arrived);
    assert.equal(sum(table.weekdays.map(({ count }) => count)), counts.arrived);
  }
  assert.equal(sum(byWeekdayAndHour.map(sum)), counts.arrived);
  assert.equal(sum(days.map(({ arrived }) => arrived ?? 0)), counts.arrived);
  assert.equal(sum(days.map((day) => day.net ?? 0)), net);
  assert.equal(sum(languages.map(({ arrived }) => arrived)), counts.arrived);
  assert.deepEqual(
    days.filter(({ hours, knownHours }) => hours !== knownHours),
    [],
    "every hour of every day is known",
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
