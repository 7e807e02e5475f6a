/** The captured scenario of a real Live Helper Chat gives its truth, by both meanings of "answered". */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { epochMs } from "#domain/time.ts";

import { capturedHooks, capturedPolls, finalRows } from "../support/lhc-captures.ts";
import { closedBy, epochOf, LhcMachine } from "../support/lhc-machine.ts";
import {
  countedTotals,
  DEPARTMENTS,
  type LhcChat,
  toldChats,
  totalsOf,
  trueChats,
  trueTotals,
} from "../support/lhc-truth.ts";

const hooks = capturedHooks("scenario");
const polls = capturedPolls();
const MEANINGS = ["accept", "firstReply"] as const;

interface Sources {
  readonly answeredAt: (typeof MEANINGS)[number];
  readonly hooks: boolean;
  readonly rest: boolean;
}

/** Plays the captures in the order in which they came. */
function play({ answeredAt, hooks: withHooks, rest }: Sources, until = Infinity): LhcMachine {
  const machine = new LhcMachine({ answeredAt, hooks: withHooks });
  const deliveries = withHooks
    ? hooks.map(({ at, body }) => ({ at: epochOf(at), run: () => machine.hook(body, epochOf(at)) }))
    : [];
  const reads = rest
    ? polls.map(({ at, live }) => ({
        at: epochOf(at),
        run: () => machine.rest([...live, ...closedBy(epochOf(at))], epochOf(at)),
      }))
    : [];
  for (const { at, run } of [...deliveries, ...reads].sort((a, b) => a.at - b.at)) {
    if (at > until) break;
    run();
    machine.advance(at);
  }
  return machine;
}

const isSame = (told: LhcChat, truth: LhcChat | undefined): boolean =>
  told.department === truth?.department && told.result === truth.result && told.wait === truth.wait;
const isSameBucket = (told: LhcChat, truth: LhcChat | undefined): boolean =>
  told.department === truth?.department &&
  told.result === truth.result &&
  bucketOf(told.wait) === bucketOf(truth.wait);
const bucketOf = (wait: number | null): string =>
  wait === null ? "none" : wait <= 20 ? "20" : wait <= 60 ? "60" : "over";

for (const meaning of MEANINGS)
  describe(`a captured scenario of 30 chats, answered by ${meaning}`, () => {
    const truth = trueChats(meaning);

    it("is told chat by chat and in total by webhooks and REST", () => {
      const told = toldChats(play({ answeredAt: meaning, hooks: true, rest: true }).events);
      assert.deepEqual(told, truth);
      for (const channel of ["all", "app", "site"] as const) {
        const own = told.filter(
          ({ department }) => channel === "all" || DEPARTMENTS.get(department) === channel,
        );
        assert.deepEqual(totalsOf(own), trueTotals(meaning, channel));
      }
    });

    it("is counted by the board as it was, for each department and for all", () => {
      const { events } = play({ answeredAt: meaning, hooks: true, rest: true });
      const names = [...DEPARTMENTS.keys()];
      assert.deepEqual(names.toSorted(), ["app", "appassign", "site", "siteauto", "sitebot"]);
      assert.deepEqual(countedTotals(events, new Set(names)), trueTotals(meaning, "all"));
      for (const name of names) {
        const own = truth.filter(({ department }) => department === name);
        assert.deepEqual(countedTotals(events, new Set([name])), totalsOf(own), name);
      }
    });

    it("differs by the tab that was closed and the visitor who vanished when there are only webhooks", () => {
      const told = toldChats(play({ answeredAt: meaning, hooks: true, rest: false }).events);
      const wrong = told.filter((chat, index) => !isSame(chat, truth[index]));
      assert.equal(told.length, 30);
      assert.deepEqual(
        wrong.map(({ id, result }) => [id, result]),
        [
          ["303", "waiting"],
          ["304", "waiting"],
        ],
      );
    });

    it("differs by a second, in no class, and where it says so, when there is only REST", () => {
      const told = toldChats(play({ answeredAt: meaning, hooks: false, rest: true }).events);
      assert.equal(told.length, 30);
      assert.deepEqual(
        told.filter((chat, index) => !isSameBucket(chat, truth[index])),
        [],
      );
      const estimated = told.filter((chat) => chat.estimated).map(({ id }) => id);
      assert.deepEqual(estimated, meaning === "accept" ? [] : ["298", "317", "323"]);
      const differing = told.flatMap(({ id, wait }, index) => {
        const own = truth[index]?.wait ?? null;
        return wait === own ? [] : [{ id, told: wait, was: own }];
      });
      // It was put back into the queue: its row tells the first message of the last stay only.
      assert.deepEqual(differing, meaning === "accept" ? [] : [{ id: "317", told: 5, was: 6 }]);
      assert.ok(differing.every(({ id }) => estimated.includes(id)));
    });

    it("is classed right by one read of the rows after an outage of any length", () => {
      for (const minutesLater of [1, 10, 60, 60 * 12]) {
        const at = epochMs(1_795_408_140_000 + minutesLater * 60_000);
        const machine = new LhcMachine({ answeredAt: meaning });
        machine.rest(finalRows(at / 1_000), at);
        machine.advance(at);
        const classes = toldChats(machine.events).map(({ id, result }) => [id, result]);
        // Of the one who waited to the end of the capture nothing was heard after it.
        const expected = truth.map(({ id, result }) => [id, result === "waiting" ? "abandoned" : result]);
        assert.deepEqual(classes, expected);
      }
    });

    it("is classed right when an outage lasts from any moment to the end", () => {
      const end = epochMs(1_795_408_160_000);
      for (const { at } of polls) {
        const machine = play({ answeredAt: meaning, hooks: true, rest: true }, epochOf(at));
        machine.rest(finalRows(end / 1_000), end);
        machine.advance(end);
        assert.deepEqual(
          toldChats(machine.events).map(({ id, result }) => [id, result]),
          truth.map(({ id, result }) => [id, result]),
        );
      }
    });
  });

describe("answers that only REST tells", () => {
  it("are estimates until their chat is closed", () => {
    let estimates = 0;
    for (const { at } of polls) {
      const until = epochOf(at);
      const told = toldChats(play({ answeredAt: "firstReply", hooks: false, rest: true }, until).events);
      const closed = new Set(closedBy(until).map((row) => String(row["id"])));
      const open = told.filter(({ id, result }) => result === "answered" && !closed.has(id));
      assert.ok(open.every(({ estimated }) => estimated));
      estimates += open.length;
    }
    assert.ok(estimates > 20);
  });
});
