import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { calendar, nine, toldDay } from "../../test/support/told-day.ts";
import { LONGEST_SILENCE } from "./board.ts";
import { epochMs, later, minutes, seconds } from "./time.ts";

/** Of everybody who waits, whether they may be gone. */
const unconfirmed = ({ phone }: ReturnType<typeof toldDay>): boolean[] =>
  [...phone().waiting()].map((one) => one.unconfirmed);

describe("a contact on the board", () => {
  it("is waited for, answered and over", () => {
    const { at, fates, phone } = toldDay();
    at(0).arrived("a");
    assert.deepEqual(fates(0), { inWelcome: 1 });
    at(8).queued("a");
    assert.deepEqual(
      [...phone().waiting()].map((one) => one.waitingSince),
      [later(nine, seconds(8))],
    );
    at(20).answered("a");
    assert.equal([...phone().talking()].length, 1);
    at(90).ended("a", "completed");
    assert.deepEqual([...phone().talking()], []);
    assert.deepEqual(fates(90), { answered: 1 });
  });

  it("keeps its first wait start over an overflow to another queue", () => {
    const { at, phone } = toldDay();
    at(0).arrived("a").queued("a", "q_es");
    at(15).queued("a", "q_en");
    const [waiting] = phone().waiting();
    assert.equal(waiting?.waitingSince, nine);
    assert.equal(waiting?.language, "es");
  });

  it("uses the wait and the talk time that the source measured", () => {
    const { at, board } = toldDay();
    at(0).arrived("a").queued("a");
    at(10).answered("a", 11);
    at(100).ended("a", "completed", 88);
    const [one] = board.stories();
    assert.equal(one?.wait, seconds(11));
    assert.equal(one?.talk, seconds(88));
  });

  it("is held, not counted, until an event says which channel it belongs to", () => {
    const { at, fates } = toldDay();
    at(5).queued("a");
    assert.deepEqual(fates(5), {});
    at(0).arrived("a");
    assert.deepEqual(fates(5), { waiting: 1 });
  });

  it("belongs to the day on which it arrived, also when it is answered after midnight", () => {
    const { at, board, phone } = toldDay(calendar.at(2026, 11, 23, 23, 59));
    at(30).arrived("a").queued("a");
    at(90).answered("a");
    const days = [0, 90].map((second) =>
      board.dayOf(later(calendar.at(2026, 11, 23, 23, 59), seconds(second))),
    );
    assert.deepEqual(
      days.map((day) => phone().dayTally(day).fate("answered")),
      [1, 0],
    );
  });

  it("takes the outcome a source corrects afterwards", () => {
    const { at, fates } = toldDay();
    at(0).arrived("a").queued("a");
    at(9).ended("a", "abandoned");
    assert.deepEqual(fates(9), { abandoned: 1 });
    at(11).corrected("a", "interrupted");
    assert.deepEqual(fates(11), { interruptedWaiting: 1 });
  });

  it("stays answered, with an unknown talk time, when the system cuts it off", () => {
    const { at, board, fates } = toldDay();
    at(0).arrived("a").queued("a");
    at(5).answered("a");
    at(60).ended("a", "interrupted");
    assert.deepEqual(fates(60), { answered: 1 });
    assert.equal([...board.stories()][0]?.talk, null);
  });
});

describe("a deadline", () => {
  it("makes a waiting contact a miss at that instant, and not a second one when it is answered", () => {
    const { at, board, phone } = toldDay();
    at(0).arrived("a").queued("a");
    const verdicts = (second: number) => {
      const now = epochMs(nine + second * 1_000);
      const tally = phone().windowTally(now, minutes(15));
      return { window: tally.metric(12), today: phone().dayTallyAt(board.dayOf(now), now).metric(12) };
    };
    assert.deepEqual(verdicts(20), { window: 0, today: 0 });
    assert.deepEqual(verdicts(21), { window: 1, today: 1 });
    at(40).answered("a");
    assert.deepEqual(verdicts(40), { window: 1, today: 1 });
  });
});

describe("a contact whose end nobody told", () => {
  it("is taken for lost after half a day of silence, and comes back when something is told", () => {
    const { at, board, fates, phone } = toldDay();
    at(0).arrived("a").queued("a").arrived("b").queued("b");
    at(10).answered("b");
    board.loseTrackBefore(epochMs(nine + 5_000));
    assert.deepEqual(fates(10), { interruptedWaiting: 1, answered: 1 });
    assert.equal([...phone().talking()].length, 1);
    assert.equal([...board.stories()][0]?.endedAt, later(nine, LONGEST_SILENCE));
    at(20).answered("a");
    assert.deepEqual(fates(20), { answered: 2 });
  });

  it("stays lost when a listing says nothing about its phase", () => {
    const { at, board, fates } = toldDay();
    at(0).arrived("a").queued("a");
    board.loseTrackBefore(epochMs(nine + 5_000));
    at(60).resynced(["welcome"]);
    assert.deepEqual(fates(60), { interruptedWaiting: 1 });
  });
});

describe("a contact that was told as ended and is there again", () => {
  it("waits on since its first entry, and is abandoned when it leaves again", () => {
    const { at, board, fates, phone } = toldDay();
    at(0).arrived("a").queued("a");
    at(30).ended("a", "abandoned");
    assert.deepEqual(fates(30), { abandoned: 1 });
    at(90).returned("a");
    assert.deepEqual(fates(90), { waiting: 1 });
    assert.equal([...phone().waiting()][0]?.waitingSince, nine);
    at(200).ended("a", "abandoned");
    assert.deepEqual(fates(200), { abandoned: 1 });
    assert.deepEqual([...board.stories()][0]?.wait, seconds(200));
  });

  it("is the same whatever comes first, and with what was told before as void", () => {
    const { at, board, fates } = toldDay();
    at(90).returned("a");
    at(31).corrected("a", "unanswered");
    at(0).arrived("a").queued("a");
    at(30).ended("a", "abandoned");
    at(90).ended("a", "abandoned");
    assert.deepEqual(fates(90), { waiting: 1 }, "an end of the same instant is void");
    at(120).answered("a");
    assert.deepEqual([fates(120), [...board.stories()][0]?.endedAt], [{ answered: 1 }, null]);
    at(300).ended("a", "completed");
    assert.equal([...board.stories()][0]?.talk, seconds(180));
  });

  it("may be lost again by a listing or by its silence", () => {
    const { at, board, fates } = toldDay();
    at(0).arrived("a").queued("a").arrived("b").queued("b");
    at(30).ended("a", "abandoned").ended("b", "abandoned");
    at(90).returned("a").returned("b");
    at(100).resynced(["waiting"]);
    assert.deepEqual(fates(100), { interruptedWaiting: 2 });
    at(110).queued("a");
    assert.deepEqual(fates(110), { waiting: 1, interruptedWaiting: 1 });
    board.loseTrackBefore(epochMs(nine + 111_000));
    assert.deepEqual(fates(111), { interruptedWaiting: 2 });
  });
});

describe("a contact that its source cannot tell of any more", () => {
  it("stays waiting, marked, until something later is heard of it", () => {
    const day = toldDay();
    day.at(0).arrived("a").queued("a");
    assert.deepEqual(unconfirmed(day), [false]);
    day.at(300).unconfirmed("a");
    assert.deepEqual(unconfirmed(day), [true]);
    assert.deepEqual(day.fates(300), { waiting: 1 });
    day.at(299).queued("a");
    assert.deepEqual(unconfirmed(day), [true], "what is older takes no mark away");
    day.at(301).queued("a");
    assert.deepEqual(unconfirmed(day), [false]);
    day.at(600).unconfirmed("a");
    assert.deepEqual(unconfirmed(day), [true]);
    day.at(20).ended("a", "abandoned");
    assert.deepEqual([unconfirmed(day), day.fates(600)], [[], { abandoned: 1 }]);
  });

  it("is confirmed by a listing that names it", () => {
    const day = toldDay();
    day.at(0).arrived("a").queued("a");
    day.at(300).unconfirmed("a");
    day.at(310).resynced(["waiting"], [day.open("a", "waiting", 0)]);
    assert.deepEqual(unconfirmed(day), [false]);
  });

  it("was not seen by being missed: its long silence counts from its last sign of life", () => {
    const { at, board, fates } = toldDay();
    at(0).arrived("a").queued("a");
    at(300).unconfirmed("a");
    board.loseTrackBefore(epochMs(nine + 5_000));
    assert.deepEqual(fates(300), { interruptedWaiting: 1 });
  });

  it("leaves nothing behind when nothing else is ever told of it", () => {
    const { at, board } = toldDay();
    at(0).unconfirmed("a");
    board.forget(epochMs(nine));
    assert.equal(board.has("a"), true);
    board.forget(epochMs(nine + 1));
    assert.equal(board.has("a"), false);
  });
});

describe("forgetting", () => {
  it("lets go of contacts that are over, keeps the open ones and what is counted", () => {
    const { at, board, fates } = toldDay();
    at(0).arrived("over").queued("over").arrived("open").queued("open");
    at(30).ended("over", "abandoned");
    board.forget(epochMs(nine + 60_000));
    assert.equal(board.has("over"), false);
    assert.equal(board.has("open"), true);
    assert.deepEqual(fates(60), { waiting: 1, abandoned: 1 });
  });
});
