import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import { hours, later, seconds } from "#domain/time.ts";

import { at, machine, row, START, told } from "../../../test/support/told-chats.ts";

const silentFor = (second: number, mobile: boolean | null): string[] =>
  machine()
    .take(row(second, {}, { gone: null, mobile, heardAt: START }))
    .slice(2);

const WAITS = ["arrived 0", "queued 0"];

describe("a chat that waits", () => {
  it("is told once, and answered by the first message of a person", () => {
    const { take } = machine();
    assert.deepEqual(take(row(1), row(2)), WAITS);
    const open = { status: "active", waited: seconds(5), assigned: true } as const;
    assert.deepEqual(take(row(5, { ...open, via: "hook" })), []);
    assert.deepEqual(take(row(9, { ...open, via: "hook", personWroteAt: at(9) })), ["answered 9"]);
    assert.deepEqual(take(row(30, { ...open, via: "hook", personWroteAt: at(30) })), []);
    assert.deepEqual(
      take(row(60, { ...open, status: "closed", closedAt: at(60), firstResponse: seconds(4) })),
      ["ended completed 60"],
    );
  });

  it("has not left when the page was loaded again, and has when it stays closed", () => {
    const { take, advance } = machine();
    assert.deepEqual(take(row(10, {}, { away: true, closedAt: at(10), heardAt: at(8) })), WAITS);
    assert.deepEqual(advance(20), []);
    assert.deepEqual(take(row(21, {}, { closedAt: at(10), heardAt: at(20) })), []);
    assert.deepEqual(advance(90), []);
    assert.deepEqual(take(row(91, {}, { away: true, closedAt: at(90), heardAt: at(88) })), []);
    assert.deepEqual(advance(119), []);
    assert.deepEqual(advance(120), ["ended abandoned 90"]);
  });

  it("waits again when the visitor whom nobody heard of comes back, and may leave again", () => {
    const { take } = machine();
    const vanished = row(70, {}, { gone: true, heardAt: at(9) });
    assert.deepEqual(take(row(1), vanished), [...WAITS, "ended abandoned 9"]);
    assert.deepEqual(take(row(100, {}, { heardAt: at(99) })), ["returned 98"]);
    const left = { away: true, ended: true, closedAt: at(130), heardAt: at(128) };
    assert.deepEqual(take(row(131, {}, left)), ["ended abandoned 130"]);
  });

  it("is answered after all when the visitor whom nobody heard of comes back", () => {
    const { take } = machine();
    assert.deepEqual(take(row(1), row(70, {}, { gone: true, heardAt: at(9) })), [
      ...WAITS,
      "ended abandoned 9",
    ]);
    const open = { status: "active", waited: seconds(100), assigned: true, via: "hook" } as const;
    assert.deepEqual(take(row(110, { ...open, personWroteAt: at(110) }, { heardAt: at(105) })), [
      "answered 110",
      "returned 104",
    ]);
    assert.deepEqual(take(row(150, { ...open, status: "closed", closedAt: at(150) }, { heardAt: at(149) })), [
      "ended completed 150",
    ]);
  });

  it("may be silent for a minute, or for four on a telephone, where Live Helper Chat says nothing itself", () => {
    assert.deepEqual([silentFor(60, false), silentFor(61, false)], [[], ["ended abandoned 0"]]);
    assert.deepEqual([silentFor(240, true), silentFor(241, true)], [[], ["ended abandoned 0"]]);
    assert.deepEqual([silentFor(240, null), silentFor(241, null)], [[], ["ended abandoned 0"]]);
  });
});

describe("a waiting chat of which nothing is heard", () => {
  it("is marked after a while, and no more once there is word of it", () => {
    const { take, advance } = machine();
    assert.deepEqual(take(row(1, { via: "hook" })), WAITS);
    assert.deepEqual(advance(300), []);
    assert.deepEqual(advance(302), ["unconfirmed 301"]);
    assert.deepEqual(advance(400), []);
    assert.deepEqual(take(row(420, { via: "hook" })), ["queued 420"]);
    assert.deepEqual(advance(719), []);
    assert.deepEqual(advance(720), ["unconfirmed 720"]);
    const open = { status: "active", waited: seconds(725), assigned: true, via: "hook" } as const;
    assert.deepEqual(take(row(730, { ...open, personWroteAt: at(730) })), ["answered 730"]);
    assert.deepEqual(advance(2_000), [], "who is in conversation is not marked");
  });

  it("is not marked while a bot has it, nor when it is over", () => {
    const { take, advance } = machine();
    assert.deepEqual(take(row(1, { status: "bot", bot: true })), ["arrived 0"]);
    assert.deepEqual(advance(900), []);
    const other = machine();
    other.take(row(1, { status: "closed", closedAt: at(1) }));
    assert.deepEqual(other.advance(900), []);
  });
});

describe("a chat that a bot has", () => {
  const withBot = { status: "bot", bot: true } as const;

  it("is in no queue until the bot hands it over", () => {
    const { take } = machine();
    assert.deepEqual(take(row(1, withBot), row(20, withBot)), ["arrived 0"]);
    assert.deepEqual(take(row(31, { bot: true, pendingSince: at(30) })), ["queued 30"]);
    const open = {
      bot: true,
      status: "active",
      pendingSince: at(30),
      waited: seconds(4),
      assigned: true,
    } as const;
    assert.deepEqual(take(row(40, { ...open, via: "hook", personWroteAt: at(40) })), ["answered 40"]);
  });

  it("has waited since an earlier hand-over that is learnt late", () => {
    const { chats } = machine();
    const open = { bot: true, status: "active", pendingSince: at(150), waited: seconds(20) } as const;
    const answered = row(172, { ...open, assigned: true, via: "hook", personWroteAt: at(172) });
    const events = [
      ...chats.apply(answered, at(172)),
      ...chats.apply(row(100, { bot: true, pendingSince: at(60) }), at(173)),
    ];
    assert.deepEqual(told(events), ["arrived 0", "queued 150", "answered 172", "queued 60"]);
    const board = new Board({ rules: {}, calendar: createCalendar("Europe/Rome") });
    for (const event of events) board.apply(event);
    assert.deepEqual(
      [...board.stories()].map(({ wait }) => wait),
      [seconds(112)],
    );
  });

  it("never was when the visitor leaves before, whatever the row makes of it", () => {
    const { take } = machine();
    const left = { away: true, ended: true, closedAt: at(14), heardAt: at(3) };
    // Leaving a bot moves the beginning of the wait, and writes one.
    const moved = { bot: true, pendingSince: at(14), waited: seconds(1) };
    assert.deepEqual(take(row(15, { ...moved, status: "bot" }, left)), ["arrived 0", "ended bot-only 14"]);
    assert.deepEqual(take(row(600, { ...moved, status: "closed", closedAt: at(600) }, left)), []);
    const late = machine().take(row(600, { ...moved, status: "closed", closedAt: at(600) }, left));
    assert.deepEqual(late, ["arrived 0", "ended bot-only 14"]);
  });
});

/** What is told at the close of a chat that was opened at 5, a message of `wroteAt` seen, and by its row answered `response` after. */
function afterClose(wroteAt: number | null, response: number): readonly string[] {
  const { take } = machine({ hooks: false });
  const open = { status: "active", waited: seconds(5), assigned: true } as const;
  take(row(1), row(6, { ...open, operatorWroteAt: wroteAt === null ? null : at(wroteAt) }));
  const closed = { ...open, status: "closed", closedAt: at(60), operatorWroteAt: at(50) } as const;
  return take(row(61, { ...closed, firstResponse: seconds(response) })).slice(0, -1);
}

describe("an answer that only REST tells", () => {
  const open = { status: "active", waited: seconds(5), assigned: true } as const;

  it("is an estimate from when somebody wrote, until the close tells more", () => {
    const { take } = machine({ hooks: false });
    assert.deepEqual(take(row(1), row(6, open)), WAITS);
    assert.deepEqual(take(row(11, { ...open, operatorWroteAt: at(5) })), ["answered about 5"]);
    const closed = { ...open, status: "closed", closedAt: at(60), operatorWroteAt: at(50) } as const;
    assert.deepEqual(take(row(61, { ...closed, firstResponse: seconds(7) })), [
      "answered 12",
      "ended completed 60",
    ]);
  });

  it("has the time of the message where a row was read before the next one followed", () => {
    assert.deepEqual(afterClose(13, 7), ["answered 13"], "the row is a second early");
    assert.deepEqual(afterClose(null, 7), ["answered about 12"], "nobody saw it");
    assert.deepEqual(
      afterClose(5, 4),
      [],
      "the second message of one who answered by writing, or a canned greeting",
    );
    assert.deepEqual(afterClose(5, 30), ["answered 35"], "a canned greeting");
  });

  it("is none after all when the visitor had left before the first message", () => {
    const { take } = machine({ hooks: false });
    take(row(1), row(6, { ...open, operatorWroteAt: at(5) }));
    const left = { away: true, ended: true, closedAt: at(20), heardAt: at(18) };
    const closed = { ...open, status: "closed", closedAt: at(60), operatorWroteAt: at(25) } as const;
    assert.deepEqual(take(row(61, { ...closed, firstResponse: seconds(20) }, left)), ["ended abandoned 20"]);
  });

  it("is the accept for a chat that was found long in conversation", () => {
    const { take } = machine({ hooks: false });
    assert.deepEqual(take(row(500, { ...open, operatorWroteAt: at(480) })), [...WAITS, "answered about 5"]);
  });

  it("waits for webhooks where they come, and does without where they do not", () => {
    const { take, advance } = machine();
    take(row(1), row(6, { ...open, operatorWroteAt: at(5) }));
    assert.deepEqual(advance(14), []);
    assert.deepEqual(advance(15), ["answered about 5"]);
    const hooked = machine();
    hooked.take(row(1), row(5, { ...open, via: "hook" }), row(6, { ...open, operatorWroteAt: at(5) }));
    assert.deepEqual(hooked.advance(300), [], "webhooks work, so it was a canned greeting");
  });
});

/** A reading at `second` of all chats that were started in the hour before. */

describe("the chats of a source", () => {
  it("are counted by department, also when its identifier is learnt late", () => {
    const { chats, names, take } = machine();
    assert.deepEqual(take(row(1, { departmentId: 3 })), []);
    assert.deepEqual(told(chats.reconsider(at(2))), []);
    names.learn(3, "site");
    assert.deepEqual(told(chats.reconsider(at(3))), WAITS);
  });

  it("keep the department of their first row", () => {
    const { take } = machine();
    assert.deepEqual(take(row(1), row(9, { departmentId: 3 })), WAITS);
    const other = machine();
    assert.deepEqual(other.take(row(1, { departmentId: 3 }), row(9)), []);
  });

  it("are forgotten after a day, and not learnt when they are older", () => {
    const { chats, take } = machine();
    take(row(1));
    assert.equal(chats.size, 1);
    assert.deepEqual(told(chats.advance(later(START, hours(25)))), []);
    assert.equal(chats.size, 0);
    assert.deepEqual(chats.apply(row(1), later(START, hours(25))), []);
    assert.equal(chats.size, 0);
  });

  it("are no more than a helpline can have", () => {
    const { chats, take } = machine();
    for (let id = 0; id < 10_050; id += 1) take(row(1, { id: String(id) }));
    assert.equal(chats.size, 10_000);
  });
});
