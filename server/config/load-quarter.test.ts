import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { it, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";

import { readSeedReport } from "../../test/support/seed-report.ts";
import { ConfigError } from "./fault.ts";
import { loadQuarter } from "./load-quarter.ts";

const shipped = fileURLToPath(new URL("../../config/quarter-2025.json", import.meta.url));

/** The faults of the shipped quarter after one change of its text. */
function faultsAfter(t: TestContext, from: string, to: string): string[] {
  const directory = mkdtempSync(path.join(tmpdir(), "vedetta-quarter-"));
  t.after(() => rmSync(directory, { recursive: true }));
  const file = path.join(directory, "quarter.json");
  const text = readFileSync(shipped, "utf8");
  assert.ok(text.includes(from));
  writeFileSync(file, text.replace(from, to));
  try {
    loadQuarter(file);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.faults.map((fault) => fault.path.join("."));
  }
}

it("has the figures of the seed report as shipped", () => {
  const { calls, chats } = loadQuarter(shipped);
  const report = readSeedReport();
  const { quick, slow, late } = chats.firstReply;
  assert.deepEqual(
    {
      calls: {
        total: calls.total,
        queued: calls.queued,
        blacklisted: calls.blacklisted,
        closedInWelcome: calls.closedInWelcome,
        totalTalkSeconds: calls.totalTalkSeconds,
        averageWaitSeconds: calls.averageWaitSeconds,
        outbound: calls.outbound,
        byBandAndWeekdayMonFirst: calls.table.cells,
      },
      chats: {
        total: chats.total,
        byEntry: chats.byEntry,
        byFirstResponse: { within20s: quick.chats, from20to60s: slow.chats, over60s: late.chats },
        byBandAndWeekdayMonFirst: chats.table.cells,
      },
    },
    report,
  );
});

for (const [what, from, to, places] of [
  [
    "a cell that its row and column do not have",
    "[335, 399,",
    "[336, 399,",
    ["calls.table.byBand.0", "calls.table.byWeekday.0"],
  ],
  [
    "outcomes that are not all of the queue",
    '"answered": 16020',
    '"answered": 16019',
    ["calls.queued.total"],
  ],
  ["a quarter that is not whole weeks", '"to": "2025-11-30"', '"to": "2025-11-29"', ["to"]],
  ["entries that are not all chats", '"app": 889', '"app": 890', ["chats.byEntry"]],
  ["waits of chats that are not all chats", '"chats": 362', '"chats": 361', ["chats.firstReply"]],
  [
    "a peak day outside the quarter",
    '"date": "2025-11-25"',
    '"date": "2025-12-02"',
    ["assumed.peakDay.date"],
  ],
  [
    "a peak day that leaves too little of its weekday",
    '"netCalls": 796',
    '"netCalls": 3796',
    ["assumed.peakDay.netCalls"],
  ],
  [
    "a halo on the peak day itself",
    '"2025-11-24": 1.4',
    '"2025-11-25": 1.4',
    ["assumed.peakDay.halo.2025-11-25"],
  ],
  [
    "less talk than calls",
    '"totalTalkSeconds": 5957696',
    '"totalTalkSeconds": 9',
    ["calls.totalTalkSeconds"],
  ],
  ["a setting it does not know", '"outbound": 163', '"outbond": 163', ["calls.outbound", "calls.outbond"]],
] as const)
  it(`refuses ${what}, and says where`, (t) => assert.deepEqual(faultsAfter(t, from, to), [...places]));
