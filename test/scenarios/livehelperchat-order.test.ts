/** Event names, order and repetition do not matter: a chat is what its snapshots say together. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import { type EpochMs, epochMs, minutes, seconds } from "#domain/time.ts";
import { newChat, see } from "#sources/livehelperchat/chat.ts";
import type { ChatSnapshot } from "#sources/livehelperchat/chat-snapshot.ts";
import { decodeHook } from "#sources/livehelperchat/decode-hook.ts";
import { decodeRestChat } from "#sources/livehelperchat/decode-rest.ts";
import { Departments } from "#sources/livehelperchat/departments.ts";
import { type ChatRules, standingOf } from "#sources/livehelperchat/fate.ts";

import { capturedHooks, capturedPolls, finalRows } from "../support/lhc-captures.ts";
import { epochOf, LHC_RULES, LhcMachine } from "../support/lhc-machine.ts";
import { at as secondAt, row as rowAt } from "../support/told-chats.ts";

const END = epochMs(1_795_408_200_000);
const BOARD_RULES = { chat: { thresholds: [seconds(20)], shortAbandon: seconds(5) } };
const calendar = createCalendar("Europe/Rome");
const RULES: readonly ChatRules[] = [
  LHC_RULES,
  { ...LHC_RULES, answeredAt: "accept" },
  { ...LHC_RULES, hooks: false },
];

/** Everything that was ever told of each captured chat. */
function snapshotsByChat(): ReadonlyMap<string, readonly ChatSnapshot[]> {
  const departments = new Departments([]);
  const names = ["scenario", "edge-cases", "bot-ar", "assign-cron-status", "continuous"];
  const decoded = [
    ...names
      .flatMap((name) => capturedHooks(name))
      .map(({ at, body }) => decodeHook(body, departments, epochOf(at))),
    ...capturedPolls().flatMap(({ at, live }) => live.map((row) => decodeRestChat(row, epochOf(at)))),
    ...finalRows(END / 1_000).map((row) => decodeRestChat(row, END)),
  ];
  const snapshots = decoded.flatMap((row) => (row.ok ? [row.snapshot] : []));
  return Map.groupBy(snapshots, ({ id }) => id);
}

/** What the board makes of events. The entry is that of the row that was heard first: an arrival is told once. */
function fatesOf(events: readonly HelplineEvent[]) {
  const board = new Board({ rules: BOARD_RULES, calendar });
  for (const event of events) board.apply(event);
  return [...board.stories()].map((story) => Object.assign({}, story, { entry: "" }));
}

function told(snapshots: readonly ChatSnapshot[], rules: ChatRules, now = END) {
  const machine = new LhcMachine(rules);
  for (const snapshot of snapshots) machine.snapshot(snapshot, now);
  machine.advance(now);
  return fatesOf(machine.events);
}

function standing(snapshots: readonly ChatSnapshot[], rules: ChatRules, now: EpochMs) {
  const [first] = snapshots;
  assert.ok(first !== undefined);
  const chat = snapshots.reduce((known, snapshot) => see(known, snapshot), newChat(first));
  return { departmentId: chat.departmentId, ...standingOf(chat, rules, now) };
}

/** Of whom Live Helper Chat does not say whether they are gone. */
const WAITING = rowAt(1, {}, { gone: null });

const heardAt = (asOf: EpochMs): ChatSnapshot => ({
  ...WAITING,
  asOf,
  visitor: { ...WAITING.visitor, heardAt: asOf },
});

describe("the snapshots of a chat", () => {
  const chats = [...snapshotsByChat()];

  it("are those of many chats", () => assert.ok(chats.length > 40));

  for (const rules of RULES)
    it(`give the same in any order and any number: ${rules.answeredAt}, webhooks ${rules.hooks}`, () => {
      for (const [, snapshots] of chats) {
        const expected = standing(snapshots, rules, END);
        const mixed = fc
          .subarray([...snapshots])
          .chain((copies) =>
            fc.shuffledSubarray([...snapshots, ...copies], { minLength: snapshots.length + copies.length }),
          );
        fc.assert(
          fc.property(mixed, (order) => assert.deepEqual(standing(order, rules, END), expected)),
          { numRuns: 40 },
        );
      }
    });

  for (const rules of RULES)
    it(`are told as the same in any order and any number: ${rules.answeredAt}, webhooks ${rules.hooks}`, () => {
      for (const [, snapshots] of chats) {
        const expected = told(snapshots, rules);
        const mixed = fc
          .subarray([...snapshots])
          .chain((copies) =>
            fc.shuffledSubarray([...snapshots, ...copies], { minLength: snapshots.length + copies.length }),
          );
        fc.assert(
          fc.property(mixed, (order) => assert.deepEqual(told(order, rules), expected)),
          { numRuns: 8 },
        );
      }
    });

  it("are told as the same when a visitor is heard for the last time shortly before the answer", () => {
    const open = { ...WAITING, status: "active", waited: seconds(38), assigned: true } as const;
    const heard = { ...WAITING.visitor, heardAt: secondAt(10) };
    const rows: readonly ChatSnapshot[] = [
      WAITING,
      { ...open, via: "hook", asOf: secondAt(40), personWroteAt: secondAt(40), visitor: heard },
      { ...open, asOf: secondAt(75), visitor: { ...heard, gone: true } },
      {
        ...open,
        asOf: secondAt(200),
        status: "closed",
        closedAt: secondAt(190),
        firstResponse: seconds(2),
        visitor: heard,
      },
    ];
    for (const rules of RULES) {
      const expected = told(rows, rules);
      assert.equal(expected[0]?.fate, "answered", "30 s of silence are no departure");
      fc.assert(
        fc.property(fc.shuffledSubarray([...rows], { minLength: rows.length }), (order) =>
          assert.deepEqual(told(order, rules), expected),
        ),
        { numRuns: 24 },
      );
    }
  });

  it("mark one that may be gone in any order alike, the last word of it late or not", () => {
    const words = [0, 30, 200, 350, 500].map(secondAt);
    const marks = new Set<boolean | undefined>();
    fc.assert(
      fc.property(
        fc
          .subarray(words, { minLength: 1 })
          .chain((some) =>
            fc.tuple(
              fc.constant(some),
              fc.shuffledSubarray([...some, ...some], { minLength: some.length * 2 }),
            ),
          ),
        fc.integer({ min: 500, max: 900 }),
        ([some, order], second) => {
          const expected = told(some.map(heardAt), LHC_RULES, secondAt(second));
          assert.deepEqual(told(order.map(heardAt), LHC_RULES, secondAt(second)), expected);
          marks.add(expected[0]?.unconfirmed);
        },
      ),
      { numRuns: 500 },
    );
    assert.equal(marks.size, 2);
  });

  it("give the same when made up of anything", () => {
    const at = fc.integer({ min: 0, max: 200 }).map((second) => epochMs(1_795_408_000_000 + second * 1_000));
    const maybe = fc.option(at);
    const snapshot: fc.Arbitrary<ChatSnapshot> = fc.record({
      id: fc.constant("1"),
      asOf: at,
      via: fc.constantFrom("hook" as const, "rest" as const),
      status: fc.constantFrom("bot" as const, "pending" as const, "active" as const, "closed" as const),
      createdAt: fc.constant(epochMs(1_795_408_000_000)),
      pendingSince: at,
      waited: fc.constantFrom(0, 5, 30).map((second) => minutes(second / 60)),
      assigned: fc.boolean(),
      departmentId: fc.constantFrom(1, 2, 3),
      bot: fc.boolean(),
      visitor: fc.record({
        away: fc.boolean(),
        ended: fc.boolean(),
        closedAt: maybe,
        heardAt: maybe,
        gone: fc.option(fc.boolean()),
        mobile: fc.option(fc.boolean()),
      }),
      firstResponse: fc.constantFrom(0, 1, 60).map((second) => minutes(second / 60)),
      operatorWroteAt: maybe,
      closedAt: maybe,
      personWroteAt: maybe,
      deleted: fc.boolean(),
    });
    const shuffled = fc
      .array(snapshot, { minLength: 1, maxLength: 8 })
      .chain((some) =>
        fc.tuple(fc.constant(some), fc.shuffledSubarray([...some, ...some], { minLength: some.length * 2 })),
      );
    fc.assert(
      fc.property(shuffled, fc.constantFrom(...RULES), ([some, order], rules) => {
        assert.deepEqual(standing(order, rules, END), standing(some, rules, END));
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(shuffled, fc.constantFrom(...RULES), ([, order], rules) => {
        // Whatever was told on the way there, the board has it open or over as it is.
        assert.equal(told(order, rules)[0]?.endedAt !== null, standing(order, rules, END).fate !== null);
      }),
      { numRuns: 400 },
    );
  });
});
