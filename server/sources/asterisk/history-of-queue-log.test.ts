import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createCalendar } from "#domain/calendar.ts";
import { epochMs } from "#domain/time.ts";
import type { LineFate } from "#engine/history-reader.ts";

import { asteriskConfig, captureHouse, plainPseudonyms } from "../../../test/support/asterisk-rig.ts";
import { QueueLogHistory } from "./history-of-queue-log.ts";

const START = 1_764_000_000;

function reader(config: Readonly<Record<string, unknown>> = {}): QueueLogHistory {
  return new QueueLogHistory({
    config: asteriskConfig(5038, config),
    house: captureHouse(),
    pseudonyms: plainPseudonyms,
    calendar: createCalendar("Europe/Rome"),
    until: epochMs((START + 10_000_000) * 1_000),
  });
}

/** Rows with their second from the start, and `id|queue|agent|EVENT|...` after it. */
const rowAt = (second: number, rest: string): string => `${START + second}|${rest}`;

const slugOf = (fate: LineFate): string => (typeof fate === "string" ? fate : fate.reason);

/** Reads rows, as one file or several, and tells what became of them. */
function read(files: readonly (readonly string[])[], all = reader()) {
  const fates = files.flatMap((rows) => {
    all.beginFile();
    return rows.map((row) => slugOf(all.take(row)));
  });
  const [history] = all.finish();
  const counts: Record<string, number> = {};
  let [waits, talk] = [0, 0];
  for (const cell of history?.cells ?? []) {
    counts[cell.outcome] = (counts[cell.outcome] ?? 0) + cell.count;
    waits += cell.waitSum / 1_000;
    talk += cell.talkSum / 1_000;
  }
  return { fates, counts, waits, talk, history };
}

const ANSWERED = [
  rowAt(0, "1764000000.1|q_it|NONE|ENTERQUEUE||0299900001|1"),
  rowAt(7, "1764000000.1|q_it|Anna|CONNECT|7|1764000001.2|1"),
  rowAt(67, "1764000000.1|q_it|Anna|COMPLETECALLER|7|60|1"),
  rowAt(67, "1764000000.1|NONE|NONE|HLEND|answered|queue|it|CONTINUE|"),
];

/** A call that comes to the queue at a second, and whether the dialplan marks its end. */
const callAt = (second: number, isMarked: boolean): readonly string[] => {
  const id = `${START + second}.1`;
  const rows = [
    rowAt(second, `${id}|q_it|NONE|ENTERQUEUE||0299900001|1`),
    rowAt(second + 9, `${id}|q_it|NONE|ABANDON|1|1|9`),
  ];
  return isMarked ? [...rows, rowAt(second + 9, `${id}|NONE|NONE|HLEND|abandoned|queue|it|CONTINUE|`)] : rows;
};
const HOUR_S = 3_600;
/** One call an hour. */
const callsOf = (from: number, to: number, isMarked: boolean): string[] =>
  Array.from({ length: to - from }, (_, index) => callAt((from + index) * HOUR_S, isMarked)).flat();

/** Of the covered hours, how many from the start, in which there are queued calls only. */
const queuedOnly = (rows: readonly string[], config: Readonly<Record<string, unknown>> = {}): number[] => {
  const { history } = read([rows], reader(config));
  const first = history?.hours[0] ?? 0;
  return [...(history?.queuedOnly ?? [])].map((hour) => (hour - first) / HOUR_S / 1_000);
};
const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

describe("a queue_log has queued calls only", () => {
  it("where no end of a call is marked, and says so of every hour", () => {
    assert.deepEqual(queuedOnly(callsOf(0, 30, false)), numbers(0, 30));
  });

  it("nowhere, when ends are marked, however quiet it was between", () => {
    assert.deepEqual(queuedOnly([...callsOf(0, 10, true), ...callsOf(40, 50, true)]), []);
  });

  it("until the dialplan began to mark them, and again while it had ceased to", () => {
    const rows = [...callsOf(0, 20, false), ...callsOf(20, 40, true), ...callsOf(40, 60, false)];
    assert.deepEqual(queuedOnly([...rows, ...callsOf(60, 70, true)]), [
      ...numbers(0, 21),
      ...numbers(40, 61),
    ]);
    assert.deepEqual(queuedOnly(rows), [...numbers(0, 21), ...numbers(40, 60)]);
  });

  it("whatever it says, when markers are not read and live calls count from the welcome on", () => {
    const rows = callsOf(0, 5, true);
    assert.deepEqual(queuedOnly(rows, { markers: "no", arrivalContexts: ["from-trunk"] }), numbers(0, 5));
  });

  it("as live, where calls count from their queue on: nothing is missing then", () => {
    assert.deepEqual(queuedOnly(callsOf(0, 30, false), { markers: "no" }), []);
  });
});

describe("the history of a queue_log", () => {
  it("gives what the rows say, in hours of the house", () => {
    const { counts, waits, talk, history } = read([ANSWERED]);
    assert.deepEqual([counts, waits, talk], [{ answered: 1 }, 7, 60]);
    assert.deepEqual([history?.first, history?.last], [START * 1_000, (START + 67) * 1_000]);
    assert.equal(history?.hours.length, 1);
  });

  it("reads whatever follows from rotated files as one", () => {
    const { counts, fates } = read([ANSWERED.slice(0, 2), ANSWERED.slice(2)]);
    assert.deepEqual(counts, { answered: 1 });
    assert.ok(fates.every((fate) => fate === "taken"));
  });

  it("counts nothing twice when files overlap", () => {
    const other = rowAt(100, "1764000090.3|NONE|NONE|HLEND|closed_welcome|welcome|||");
    const once = read([[...ANSWERED, other]]);
    const twice = read([
      [...ANSWERED, other],
      [...ANSWERED, other],
    ]);
    assert.deepEqual([twice.counts, twice.waits, twice.talk], [once.counts, once.waits, once.talk]);
    assert.deepEqual(once.counts, { answered: 1, closedInWelcome: 1 });
  });

  it("leaves out calls whose beginning is not in the files, to the last of their rows", () => {
    for (const cut of [1, 2, 3]) {
      const { counts, fates } = read([ANSWERED.slice(cut)]);
      assert.deepEqual(counts, {}, `${cut} rows are missing`);
      assert.deepEqual(new Set(fates), new Set(["end-without-beginning"]));
    }
  });

  it("has lost a call whose end is not in the files; its wait is known when it was answered", () => {
    assert.deepEqual(read([ANSWERED.slice(0, 1)]).counts, { interruptedWaiting: 1 });
    const talking = read([ANSWERED.slice(0, 2)]);
    assert.deepEqual([talking.counts, talking.waits, talking.talk], [{ answered: 1 }, 7, 0]);
    assert.equal(talking.history?.edges.size, 1);
  });

  it("counts what never came to a queue by its marker", () => {
    const { counts } = read([
      [
        rowAt(1, "1763999990.1|NONE|NONE|HLEND|blacklisted|blacklisted|||"),
        rowAt(2, "1763999990.2|NONE|NONE|HLEND|closed_ivr|ivr|||"),
        rowAt(3, "1763999990.3|NONE|NONE|HLEND|unanswered|queue|de|FULL|"),
        rowAt(4, "1764000003.4|NONE|NONE|HLEND|voicemail|voicemail|it||SUCCESS"),
      ],
    ]);
    assert.deepEqual(counts, { blacklisted: 1, closedInWelcome: 1, unanswered: 1, voicemail: 1 });
  });

  it("takes an end without a queue for one of before the file, when the call may have been in one", () => {
    const { counts, fates } = read([
      [
        rowAt(0, "NONE|NONE|Anna|PAUSEALL|lunch"),
        rowAt(1, "1763999990.4|NONE|NONE|HLEND|voicemail|voicemail|it||SUCCESS"),
        rowAt(2, "1763999990.5|NONE|NONE|HLEND|unanswered|queue|it|TIMEOUT|"),
      ],
    ]);
    assert.deepEqual(counts, {});
    assert.deepEqual(fates, ["taken", "end-without-beginning", "end-without-beginning"]);
  });

  it("does not count queues that are not configured; a marked call of theirs was in the welcome", () => {
    const { counts, fates } = read([
      [
        rowAt(0, "1764000000.1|sales|NONE|ENTERQUEUE||0299900001|1"),
        rowAt(5, "1764000000.1|sales|Zoe|CONNECT|5|1764000001.2|1"),
        rowAt(9, "1764000000.1|sales|Zoe|COMPLETEAGENT|5|4|1"),
        rowAt(9, "1764000000.1|NONE|NONE|HLEND|answered|queue|it|CONTINUE|"),
        rowAt(10, "1764000010.7|sales|NONE|ENTERQUEUE||0299900002|1"),
        rowAt(20, "1764000010.7|sales|NONE|ABANDON|1|1|10"),
      ],
    ]);
    assert.deepEqual(counts, { closedInWelcome: 1 });
    assert.equal(fates.filter((fate) => fate === "queue-not-configured").length, 5);
  });

  it("tells an overflow after a long announcement from a wait that the queue ended", () => {
    const overflow = [
      rowAt(0, "1764000000.1|q_es|NONE|ENTERQUEUE||0299900001|1"),
      rowAt(30, "1764000000.1|q_es|NONE|EXITWITHTIMEOUT|1|1|30"),
      rowAt(55, "1764000000.1|q_en|NONE|ENTERQUEUE||0299900001|1"),
      rowAt(60, "1764000000.1|q_en|Anna|CONNECT|5|1764000056.2|1"),
      rowAt(90, "1764000000.1|q_en|Anna|COMPLETEAGENT|5|30|1"),
    ];
    const { counts, waits, talk } = read([overflow]);
    assert.deepEqual([counts, waits, talk], [{ answered: 1 }, 35, 30]);
    assert.deepEqual(read([overflow.slice(0, 2)]).counts, { unanswered: 1 });
  });

  it("counts one whose marked end comes long after the conversation once", () => {
    const transferred = [
      ...ANSWERED.slice(0, 2),
      rowAt(67, "1764000000.1|q_it|Anna|BLINDTRANSFER|0021234567|from-agents|7|60|1"),
      rowAt(4_000, "NONE|NONE|Anna|PAUSEALL|lunch"),
      rowAt(7_000, "1764000000.1|NONE|NONE|HLEND|answered|transferred|it||"),
    ];
    const { counts, waits, talk } = read([transferred]);
    assert.deepEqual([counts, waits, talk], [{ answered: 1 }, 7, 60]);
  });

  it("gives up a wait of four hours at the same minute, whatever rows come after it", () => {
    const waiting = ANSWERED.slice(0, 1);
    const ends = [5 * 3_600, 9 * 3_600, 90_000].map(
      (second) => read([[...waiting, rowAt(second, "NONE|NONE|Anna|PAUSEALL|lunch")]]).waits,
    );
    assert.equal(new Set(ends).size, 1);
  });

  it("reads no marker where the configuration says that there are none", () => {
    const { counts } = read(
      [[...ANSWERED, rowAt(99, "1764000090.3|NONE|NONE|HLEND|blacklisted|blacklisted|||")]],
      reader({ markers: "no" }),
    );
    assert.deepEqual(counts, { answered: 1 });
  });

  it("refuses what is no row, comes far too late, or from the future, and goes on", () => {
    const { counts, fates } = read([
      [
        rowAt(90_000, "NONE|NONE|Anna|PAUSEALL|lunch"),
        "no row at all",
        ANSWERED[0] ?? "",
        rowAt(99_000_000, "NONE|NONE|NONE|QUEUESTART|"),
      ],
    ]);
    assert.deepEqual(fates, ["taken", "malformed-queue-log-row", "too-late", "in-the-future"]);
    assert.deepEqual(counts, {});
  });
});
