import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import { epochMs, seconds } from "#domain/time.ts";
import { JournalUnavailable, type ReportReader } from "#engine/ports.ts";

import { openHouse } from "../../test/support/http-house.ts";
import { reportsOfBoard } from "../../test/support/report-of-board.ts";
import { periodsSchema, reportSchema } from "./report-schema.ts";

const calendar = createCalendar("Europe/Rome");
const now = calendar.at(2026, 11, 25, 12, 0);
const rules = {
  phone: { thresholds: [seconds(20)], shortAbandon: seconds(5) },
  chat: { thresholds: [seconds(20), seconds(60)], shortAbandon: seconds(5) },
};
const board = new Board({ rules, calendar });
const base = { source: "pbx", contact: "c", at: epochMs(now - 60_000) };
board.apply({ ...base, type: "contact.arrived", id: "a", channel: "phone", entry: "phone" });
board.apply({ ...base, type: "contact.ended", id: "e", outcome: "closed-in-welcome" });
const all = reportsOfBoard({ board, calendar, rules });
all.store.noteHeard("pbx", calendar.hourOf(now));
let fault: Error | null = null;
const reports: ReportReader = {
  report: (from, to) => {
    if (fault) throw fault;
    return all.answer(now, from, to);
  },
  periods: () => all.periods(now),
};
const house = await openHouse({ reports });
after(() => house.close());
const get = (path: string) => fetch(`${house.url}/api/v1/report${path}`);

describe("GET /api/v1/report", () => {
  it("answers what the OpenAPI document says", async () => {
    const response = await get("?from=2026-11-25&to=2026-11-25");
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("cache-control"), "no-store");
    const report = reportSchema.parse(await response.json());
    assert.equal(report.channels[0]?.counts.closedInWelcome, 1);
    const periods = periodsSchema.parse(await (await get("/periods")).json());
    assert.deepEqual(periods[0], {
      kind: "contract-quarter",
      from: "2026-09-01",
      to: "2026-11-30",
      isOver: false,
    });
  });

  it("gives the same as a table of values for spreadsheets, to be saved under its period", async () => {
    const response = await get(".csv?from=2026-11-25&to=2026-11-25");
    assert.equal(response.headers.get("content-type"), "text/csv; charset=utf-8");
    assert.match(response.headers.get("content-disposition") ?? "", /report-2026-11-25-2026-11-25\.csv/);
    const lines = (await response.text()).split("\r\n");
    assert.equal(lines.pop(), "");
    assert.equal(lines[0], "table,channel,row,column,value,share");
    assert.ok(lines.every((line) => line.split(",").length === 6));
    assert.ok(lines.includes("counts,phone,closedInWelcome,,<3,"));
    assert.ok(lines.includes("bands of 6,phone,08-12,wed,<3,"));
    assert.ok(lines.includes("bands of 6,phone,08-12,total,<3,"));
    assert.ok(lines.includes("hours,phone,11-12,wed,<3,"));
    assert.ok(lines.includes("days,phone,2026-11-25,net (open),<3,"));
  });

  it("hides small cells in what is taken away, and what would tell them", async () => {
    const response = await get(".json?from=2026-11-25&to=2026-11-25");
    assert.match(response.headers.get("content-disposition") ?? "", /report-2026-11-25-2026-11-25\.json/);
    const text = await response.text();
    assert.match(text, /"closedInWelcome":"<3"/);
    assert.doesNotMatch(text, /"(?:arrived|count|net|total|closedInWelcome)":[12]\b|"share":1\b/);
    assert.deepEqual(
      house.audit
        .list(9)
        .map(({ deed, target }) => [deed, target])
        .at(0),
      ["report.export", "2026-11-25/2026-11-25 json"],
    );
  });

  const refused = [
    ["?from=2026-11-26&to=2026-11-25", "invalid-period"],
    ["?from=2026-11-25", "invalid-period"],
    ["", "invalid-period"],
    [".csv?from=yesterday&to=today", "invalid-period"],
    ["?from=2027-01-01&to=2027-01-31", "no-data"],
  ] as const;
  for (const [query, slug] of refused)
    it(`refuses "${query}" with 400 ${slug} and a sentence that repeats nothing`, async () => {
      const response = await get(query);
      assert.equal(response.status, 400);
      const problem: unknown = await response.json();
      assert.equal(Reflect.get(Object(problem), "type"), `urn:vedetta:${slug}`);
      const detail = String(Reflect.get(Object(problem), "detail"));
      assert.ok(detail.length > 20);
      assert.ok(!detail.includes("yesterday"));
    });

  it("answers 503 while the ledger cannot be read", async () => {
    fault = new JournalUnavailable("the disk is failing");
    const response = await get("?from=2026-11-25&to=2026-11-25");
    fault = null;
    assert.equal(response.status, 503);
    assert.equal(response.headers.get("retry-after"), "5");
  });
});
