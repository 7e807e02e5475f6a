/** Captures of rare things: bots, automatic answers, assignment, timers that close, odd ways to answer. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { capturedHooks } from "../support/lhc-captures.ts";
import { epochOf, LhcMachine } from "../support/lhc-machine.ts";
import { toldChats } from "../support/lhc-truth.ts";

/** What became of each chat, with the seconds until the accept and until the first reply of those answered. */
const CAPTURES: Readonly<Record<string, Readonly<Record<string, string | readonly [number, number]>>>> = {
  "edge-cases": {
    // Answered by writing in it, without opening it.
    289: [3, 3],
    // A note for colleagues is no answer.
    290: "waiting",
    // Made active and closed over REST, without a word.
    291: "accepted 2, closed_unanswered",
    292: "closed_unanswered",
    // Opened in the second in which the visitor left: by the tab, by the X.
    293: "abandoned",
    294: "abandoned",
  },
  "bot-ar": { 11: [17, 19], 12: [13, 15], 13: "bot_only" },
  "assign-cron-status": {
    20: "abandoned",
    21: "abandoned",
    22: "abandoned",
    23: "closed_unanswered",
    29: "abandoned",
    32: "abandoned",
    39: "closed_unanswered",
    // Assigned by itself after 3 s.
    40: [5, 6],
  },
  continuous: { 41: "waiting", 42: [1, 2], 43: [17, 20], 44: [13, 16], 45: "bot_only" },
  "failure-modes": { 46: [2, 2], 47: [1, 1], 48: [1, 4], 49: [1, 5], 51: [1, 1], 52: [1, 2] },
};

function told(name: string, answeredAt: "accept" | "firstReply") {
  const machine = new LhcMachine({ answeredAt });
  for (const { at, body } of capturedHooks(name)) {
    machine.hook(body, epochOf(at));
    machine.advance(epochOf(at));
  }
  return new Map(toldChats(machine.events).map((chat) => [chat.id, chat]));
}

describe("captured webhooks", () => {
  for (const [name, chats] of Object.entries(CAPTURES))
    it(`tell what became of every chat: ${name}`, () => {
      const accepted = told(name, "accept");
      const replied = told(name, "firstReply");
      assert.deepEqual([...replied.keys()], Object.keys(chats));
      for (const [id, expected] of Object.entries(chats)) {
        const [accept, reply] = [accepted.get(id), replied.get(id)];
        if (typeof expected !== "string") assert.deepEqual([accept?.wait, reply?.wait], expected, id);
        else if (expected.startsWith("accepted"))
          assert.equal(`accepted ${accept?.wait}, ${reply?.result}`, expected);
        else assert.deepEqual([accept?.result, reply?.result], [expected, expected], id);
      }
    });

  it("about operators and logins are no chats", () => {
    const bodies = capturedHooks("assign-cron-status").map(({ body }) => body);
    const others = bodies.filter((body) => body["chat_id"] === -1);
    assert.ok(others.length > 3);
    const machine = new LhcMachine();
    for (const body of others) machine.hook(body, epochOf(1_795_406_750));
    assert.deepEqual([machine.events, machine.chats.size], [[], 0]);
  });
});
