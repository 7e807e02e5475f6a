import assert from "node:assert/strict";
import { after, describe, it } from "node:test";

import { JournalUnavailable } from "#engine/ports.ts";
import { HISTORY_FORMULAS, type StretchSnapshot } from "#wire/history.ts";

import { openHouse } from "../../test/support/http-house.ts";
import { dayHistorySchema, historySchema } from "./history-schema.ts";

const counts = { net: 3, answered: 2, abandoned: 1, unanswered: 0, voicemail: 0, notQueued: 0, undecided: 0 };
const stretches: StretchSnapshot[] = [
  { fromMs: 0, toMs: 3_600_000, hours: 1, knownHours: 1, counts },
  { fromMs: 3_600_000, toMs: 7_200_000, hours: 1, knownHours: 0, counts: null },
];
const channels = [{ channel: "phone" as const, stretches, week: [[{ mean: 1.5, hours: 2 }]] }];
const day = {
  date: "2026-11-24",
  startMs: 0,
  endMs: 7_200_000,
  channels: [{ channel: "phone" as const, stretches }],
};
let fault: Error | null = null;
const house = await openHouse({
  histories: {
    history(window) {
      if (fault) throw fault;
      return { window, asOfMs: 0, fromMs: 0, toMs: 7_200_000, channels, formulas: HISTORY_FORMULAS };
    },
    day: () => ({
      asOfMs: 0,
      today: day,
      lastYear: { basis: "weekday", day },
      formulas: { counts: HISTORY_FORMULAS.counts },
    }),
  },
});
after(() => house.close());
const get = (path: string) => fetch(`${house.url}/api/v1/${path}`);

describe("GET /api/v1/history", () => {
  for (const window of ["24h", "7d", "13w"])
    it(`answers ${window} as the OpenAPI document says, and no cache keeps it`, async () => {
      const response = await get(`history?window=${window}`);
      assert.equal(response.headers.get("cache-control"), "no-store");
      assert.equal(historySchema.parse(await response.json()).window, window);
    });

  for (const query of [
    "",
    "?",
    "?window=",
    "?window=1y",
    "?window=7d&window=7d",
    "?window=7d&channel=phone",
    "?Window=7d",
  ])
    it(`refuses "${query}" with a sentence that says what would be right`, async () => {
      const response = await get(`history${query}`);
      assert.equal(response.status, 400);
      const problem: unknown = await response.json();
      assert.equal(Reflect.get(Object(problem), "type"), "urn:vedetta:invalid-window");
      assert.match(
        String(Reflect.get(Object(problem), "detail")),
        /\?window=24h, \?window=7d or \?window=13w/,
      );
    });

  it("answers 503 while the ledger cannot be read", async () => {
    fault = new JournalUnavailable("the disk is failing");
    const response = await get("history?window=7d");
    fault = null;
    assert.equal(response.status, 503);
    assert.equal(response.headers.get("retry-after"), "5");
  });
});

it("GET /api/v1/day answers as the OpenAPI document says", async () => {
  const told = dayHistorySchema.parse(await (await get("day")).json());
  assert.equal(told.today.channels[0]?.stretches[1]?.counts, null);
});
