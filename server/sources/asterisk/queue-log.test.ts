import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { decodeQueueLogRow } from "./queue-log.ts";

const AT = 1_795_407_458_000;
const base = { at: AT, uniqueid: "hl-1.9", linkedid: undefined, origin: "log" };

function factOf(rest: string): unknown {
  const decoded = decodeQueueLogRow(`1795407458|hl-1.9|${rest}`);
  return decoded.ok && decoded.row.type === "call" ? decoded.row.fact : decoded;
}

describe("a row of queue_log", () => {
  for (const [rest, fact] of [
    ["q_it|NONE|ENTERQUEUE||0299900008|1", { type: "joined", queue: "q_it" }],
    ["q_it|Anna|CONNECT|7|hl-1.64|1", { type: "connected", queue: "q_it", hold: 7_000, operator: "Anna" }],
    [
      "q_it|Anna|COMPLETEAGENT|7|6|1",
      { type: "completed", queue: "q_it", hold: 7_000, talk: 6_000, operator: "Anna" },
    ],
    [
      "q_en|Carla|BLINDTRANSFER|0021234567|from-agents|1|10|1",
      { type: "completed", queue: "q_en", hold: 1_000, talk: 10_000, operator: "Carla" },
    ],
    [
      "q_en|Carla|ATTENDEDTRANSFER|BRIDGE|bfa66b5c|1|17|1",
      { type: "completed", queue: "q_en", hold: 1_000, talk: 17_000, operator: "Carla" },
    ],
    ["q_es|NONE|ABANDON|1|1|8", { type: "exited", queue: "q_es", how: "caller", hold: 8_000 }],
    ["q_es|NONE|EXITWITHTIMEOUT|1|2|15", { type: "exited", queue: "q_es", how: "timeout", hold: 15_000 }],
    ["q_de|NONE|EXITEMPTY|1|1|6", { type: "exited", queue: "q_de", how: "empty", hold: 6_000 }],
    ["q_ar|NONE|EXITWITHKEY|9|1|1|5", { type: "exited", queue: "q_ar", how: "key", hold: 5_000 }],
    ["q_es|NONE|WITHDRAW|1|1|7|test", { type: "exited", queue: "q_es", how: "withdrawn", hold: 7_000 }],
    [
      "NONE|NONE|HLEND|unanswered|queue|de|FULL|",
      { type: "finished", outcome: "unanswered", stage: "queue", language: "de", queueStatus: "FULL" },
    ],
  ] as const)
    it(`is read: ${rest.split("|")[2] ?? ""}`, () => {
      assert.deepEqual(factOf(rest), { ...base, ...fact });
    });

  it("tells of outbound calls and of starts", () => {
    assert.deepEqual(decodeQueueLogRow("1795407458|hl-1.9|NONE|204|HLOUT|out|ANSWER|5|7"), {
      ok: true,
      row: { type: "outbound", at: AT, uniqueid: "hl-1.9", kind: "out" },
    });
    assert.deepEqual(decodeQueueLogRow("1795407458|NONE|NONE|NONE|QUEUESTART|"), {
      ok: true,
      row: { type: "started", at: AT },
    });
  });

  it("is passed over when it is about something else", () => {
    for (const event of ["PAUSE", "RINGNOANSWER", "ADDMEMBER", "CONFIGRELOAD", "SOMETHINGNEW"])
      assert.deepEqual(decodeQueueLogRow(`1795407458|hl-1.9|q_it|Anna|${event}|`), {
        ok: true,
        row: { type: "other", at: AT },
      });
  });

  it("is refused when it is none", () => {
    for (const line of ["", "|||||", "soon|a|b|c|ABANDON", "1795407458|a|b|c", "{}"])
      assert.deepEqual(decodeQueueLogRow(line), { ok: false, reason: "malformed-queue-log-row" });
  });

  it("never has the caller's number", () => {
    assert.doesNotMatch(JSON.stringify(factOf("q_it|NONE|ENTERQUEUE||0299900008|1")), /02999/);
    assert.doesNotMatch(JSON.stringify(factOf("q_en|Carla|BLINDTRANSFER|0021234567|x|1|10|1")), /00212/);
  });
});
