import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { LedgerCell } from "./ledger-cell.ts";
import { emptyCell } from "./ledger-cell.ts";
import { epochMs, minutes, ms, seconds } from "./time.ts";
import { pastStaysOf, usualPresent } from "./usual-present.ts";
import { waitBinOf } from "./wait-histogram.ts";

const cell = (
  outcome: LedgerCell["outcome"],
  count: number,
  changes: Partial<LedgerCell> = {},
): LedgerCell => ({
  ...emptyCell({
    hour: epochMs(0),
    source: "pbx",
    channel: "phone",
    language: "it",
    entry: "phone",
    outcome,
  }),
  count,
  ...changes,
});

/** So many who waited so long each. */
const waited = (count: number, each: ReturnType<typeof seconds>): Partial<LedgerCell> => ({
  waitSum: ms(count * each),
  waitBins: new Map([[waitBinOf(each), count]]),
});

describe("how long contacts stay", () => {
  it("is a mean over all who arrived, also those who never waited; blacklisted ones did not arrive", () => {
    const stays = pastStaysOf([
      cell("answered", 150, { ...waited(150, seconds(40)), talks: 150, talkSum: ms(150 * minutes(6)) }),
      cell("abandoned", 50, waited(50, seconds(120))),
      cell("closedInWelcome", 100),
      cell("blacklisted", 500),
    ]);
    assert.deepEqual(stays, { wait: seconds(40), talk: minutes(3), waitOfMost: seconds(120) });
  });

  it("takes the mean for waits and talks that are not known", () => {
    const known = { ...waited(100, seconds(40)), talks: 50, talkSum: ms(50 * minutes(6)) };
    const stays = pastStaysOf([cell("answered", 200, known)]);
    assert.deepEqual(stays, { wait: seconds(40), talk: minutes(6), waitOfMost: seconds(40) });
  });

  it("is not known of few contacts, and nobody who waited has no wait", () => {
    assert.equal(pastStaysOf([cell("answered", 199, waited(199, seconds(40)))]), null);
    assert.deepEqual(pastStaysOf([cell("closedInWelcome", 200)]), { wait: 0, talk: 0, waitOfMost: null });
  });
});

describe("what is usual at a moment", () => {
  it("is what arrives in an hour times the part of it that each stays", () => {
    const stays = { wait: seconds(90), talk: minutes(6), waitOfMost: seconds(200) };
    assert.deepEqual(usualPresent(20, stays), { waiting: 0.5, inConversation: 2, waitOfMost: seconds(200) });
  });
});
