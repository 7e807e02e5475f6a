/** Whatever is told on the way, in the end the board has of each chat what all its rows say together. */
import assert from "node:assert/strict";
import { it } from "node:test";

import fc from "fast-check";

import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import { newChat, see } from "#sources/livehelperchat/chat.ts";
import type { ChatSnapshot } from "#sources/livehelperchat/chat-snapshot.ts";
import { standingOf } from "#sources/livehelperchat/fate.ts";

import { type ChatLife, chatLives, isOut, LIFE_LENGTH, rowsOf } from "../support/lhc-life.ts";
import { LHC_RULES, LhcMachine } from "../support/lhc-machine.ts";
import { at } from "../support/told-chats.ts";

/** Second by second, as a source does it. */
function live(life: ChatLife, rows: readonly ChatSnapshot[]): readonly HelplineEvent[] {
  let machine = new LhcMachine();
  const before: HelplineEvent[] = [];
  for (let second = 0; second <= LIFE_LENGTH; second += 1) {
    if (second === life.restartAt) {
      before.push(...machine.events);
      machine = new LhcMachine({}, at(second));
    }
    for (const row of rows) if (row.asOf === at(second)) machine.snapshot(row, at(second));
    if (!isOut(life, second)) machine.advance(at(second));
  }
  return [...before, ...machine.events];
}

function onBoard(events: readonly HelplineEvent[]) {
  const board = new Board({ rules: {}, calendar: createCalendar("Europe/Rome") });
  for (const event of events) board.apply(event);
  const [story] = board.stories();
  assert.ok(story !== undefined);
  // Of one who is found in conversation after a restart nobody knows when they were answered, if before they left.
  if (story.estimated) return null;
  // An end that was taken back and is true after all is told a millisecond after the return.
  const wait = story.wait === null ? null : Math.round(story.wait / 1_000) * 1_000;
  return { fate: story.fate, answeredAt: story.answeredAt, wait };
}

function asKnown(rows: readonly ChatSnapshot[]) {
  const [first] = rows;
  assert.ok(first !== undefined);
  const { queuedAt, answer, fate } = standingOf(rows.reduce(see, newChat(first)), LHC_RULES, at(LIFE_LENGTH));
  assert.ok(queuedAt !== null);
  if (answer !== null) return { fate: "answered", answeredAt: answer.at, wait: answer.at - queuedAt };
  if (fate === null) return { fate: "waiting", answeredAt: null, wait: null };
  const isLeft = fate.outcome === "abandoned";
  return { fate: isLeft ? "abandoned" : "unanswered", answeredAt: null, wait: fate.at - queuedAt };
}

it("a chat is on the board as it was, through outages and a restart at any moment", () => {
  const fates = new Set<string>();
  fc.assert(
    fc.property(chatLives, (life) => {
      const rows = rowsOf(life);
      const told = onBoard(live(life, rows));
      if (told === null) {
        assert.notEqual(life.restartAt, null);
        return;
      }
      assert.deepEqual(told, asKnown(rows));
      fates.add(told.fate);
    }),
    { numRuns: 300 },
  );
  assert.deepEqual([...fates].toSorted(), ["abandoned", "answered", "unanswered", "waiting"]);
});
