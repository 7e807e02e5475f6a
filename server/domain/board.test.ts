import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { Board, LONGEST_SILENCE } from "./board.ts";
import { createCalendar } from "./calendar.ts";
import type { ChannelBoard } from "./channel-board.ts";
import type { HelplineEvent, OpenContact, Outcome, Phase } from "./contact-event.ts";
import type { Fate } from "./contact-story.ts";
import { type EpochMs, epochMs, later, minutes, seconds } from "./time.ts";

const calendar = createCalendar("Europe/Rome");
const nine = calendar.at(2026, 11, 23, 9, 0);

/** A day told in seconds since nine o'clock. */
function story(from: EpochMs = nine) {
  const board = new Board({
    rules: { phone: { thresholds: [seconds(20)], shortAbandon: seconds(5) } },
    calendar,
  });
  let ids = 0;
  const at = (second: number) => {
    const facts = (contact: string) => ({
      source: "pbx",
      id: `e${(ids += 1)}`,
      at: epochMs(from + second * 1_000),
      contact,
    });
    const send = (event: HelplineEvent) => {
      board.apply(event);
      return moment;
    };
    const moment = {
      arrived: (key: string) =>
        send({ ...facts(key), type: "contact.arrived", channel: "phone", entry: "phone" }),
      queued: (key: string, queue = "q_it") =>
        send({ ...facts(key), type: "contact.queued", language: queue.slice(2), queue }),
      answered: (key: string, waitSeconds?: number) =>
        send({
          ...facts(key),
          type: "contact.answered",
          ...(waitSeconds === undefined ? {} : { wait: seconds(waitSeconds) }),
        }),
      ended: (key: string, outcome: Outcome, talkSeconds?: number) =>
        send({
          ...facts(key),
          type: "contact.ended",
          outcome,
          ...(talkSeconds === undefined ? {} : { talk: seconds(talkSeconds) }),
        }),
      corrected: (key: string, outcome: Outcome) =>
        send({ ...facts(key), type: "contact.corrected", outcome }),
      resynced: (covers: readonly Phase[], open: readonly OpenContact[] = [], restarted = false) => {
        const { contact: _none, ...base } = facts("");
        return send({ ...base, type: "source.resynced", covers, open, restarted });
      },
    };
    return moment;
  };
  const phone = (): ChannelBoard => board.channel("phone") ?? assert.fail("the house has a phone");
  const fates = (second: number): Partial<Record<Fate, number>> => {
    const day = phone().dayTally(board.dayOf(epochMs(from + second * 1_000)));
    const all = [
      "inWelcome",
      "waiting",
      "answered",
      "abandoned",
      "unanswered",
      "interruptedBeforeQueue",
      "interruptedWaiting",
    ] as const;
    return Object.fromEntries(
      all.map((fate) => [fate, day.fate(fate)] as const).filter(([, count]) => count > 0),
    );
  };
  const open = (key: string, phase: Phase, since: number): OpenContact => ({
    contact: key,
    channel: "phone",
    entry: "phone",
    phase,
    since: epochMs(from + since * 1_000),
    language: "it",
    queue: "q_it",
  });
  return { board, at, phone, fates, open };
}

describe("a contact on the board", () => {
  it("is waited for, answered and over", () => {
    const { at, fates, phone } = story();
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
    const { at, phone } = story();
    at(0).arrived("a").queued("a", "q_es");
    at(15).queued("a", "q_en");
    const [waiting] = phone().waiting();
    assert.equal(waiting?.waitingSince, nine);
    assert.equal(waiting?.language, "es");
  });

  it("uses the wait and the talk time that the source measured", () => {
    const { at, board } = story();
    at(0).arrived("a").queued("a");
    at(10).answered("a", 11);
    at(100).ended("a", "completed", 88);
    const [one] = board.stories();
    assert.equal(one?.wait, seconds(11));
    assert.equal(one?.talk, seconds(88));
  });

  it("is held, not counted, until an event says which channel it belongs to", () => {
    const { at, fates } = story();
    at(5).queued("a");
    assert.deepEqual(fates(5), {});
    at(0).arrived("a");
    assert.deepEqual(fates(5), { waiting: 1 });
  });

  it("belongs to the day on which it arrived, also when it is answered after midnight", () => {
    const { at, board, phone } = story(calendar.at(2026, 11, 23, 23, 59));
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
    const { at, fates } = story();
    at(0).arrived("a").queued("a");
    at(9).ended("a", "abandoned");
    assert.deepEqual(fates(9), { abandoned: 1 });
    at(11).corrected("a", "interrupted");
    assert.deepEqual(fates(11), { interruptedWaiting: 1 });
  });

  it("stays answered, with an unknown talk time, when the system cuts it off", () => {
    const { at, board, fates } = story();
    at(0).arrived("a").queued("a");
    at(5).answered("a");
    at(60).ended("a", "interrupted");
    assert.deepEqual(fates(60), { answered: 1 });
    assert.equal([...board.stories()][0]?.talk, null);
  });
});

describe("a deadline", () => {
  it("makes a waiting contact a miss at that instant, and not a second one when it is answered", () => {
    const { at, board, phone } = story();
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

describe("a listing after a lost connection", () => {
  it("closes what it covers and does not name as interrupted", () => {
    const { at, fates, open } = story();
    at(0)
      .arrived("kept")
      .queued("kept")
      .arrived("gone")
      .queued("gone")
      .arrived("talking")
      .queued("talking")
      .answered("talking");
    at(60).resynced(["waiting"], [open("kept", "waiting", 0)]);
    assert.deepEqual(fates(60), { waiting: 1, interruptedWaiting: 1, answered: 1 });
  });

  it("closes everything that a restarted source does not name", () => {
    const { at, fates, phone } = story();
    at(0).arrived("a").arrived("b").queued("b").arrived("c").queued("c").answered("c");
    at(30).resynced(["waiting"], [], true);
    assert.deepEqual(fates(30), { interruptedBeforeQueue: 1, interruptedWaiting: 1, answered: 1 });
    assert.deepEqual([...phone().talking()], []);
  });

  it("is overruled by what the source's own log tells later", () => {
    const { at, fates } = story();
    at(0).arrived("a").queued("a");
    at(60).resynced(["waiting"]);
    at(33).ended("a", "abandoned");
    assert.deepEqual(fates(60), { abandoned: 1 });
  });

  it("is disproved by a later sign of life", () => {
    const { at, fates } = story();
    at(0).arrived("a").queued("a");
    at(60).resynced(["waiting"]);
    at(70).answered("a");
    assert.deepEqual(fates(70), { answered: 1 });
  });

  it("brings contacts that nobody had seen, and yields to their real times", () => {
    const { at, board, phone, open } = story();
    at(60).resynced(["waiting"], [open("new", "waiting", 41)]);
    assert.deepEqual(
      [...phone().waiting()].map((one) => one.waitingSince),
      [later(nine, seconds(41))],
    );
    at(40).arrived("new");
    at(42).queued("new");
    assert.equal([...board.stories()][0]?.waitingSince, later(nine, seconds(42)));
    assert.equal([...board.stories()][0]?.arrivedAt, later(nine, seconds(40)));
  });

  it("knows no wait for a contact it found in conversation", () => {
    const { at, board, open } = story();
    at(60).resynced(["waiting", "conversation"], [open("new", "conversation", 50)]);
    at(90).ended("new", "completed");
    const [one] = board.stories();
    assert.equal(one?.fate, "answered");
    assert.equal(one?.wait, null);
  });
});

describe("a contact whose end nobody told", () => {
  it("is taken for lost after half a day of silence, and comes back when something is told", () => {
    const { at, board, fates, phone } = story();
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
    const { at, board, fates } = story();
    at(0).arrived("a").queued("a");
    board.loseTrackBefore(epochMs(nine + 5_000));
    at(60).resynced(["welcome"]);
    assert.deepEqual(fates(60), { interruptedWaiting: 1 });
  });
});

describe("forgetting", () => {
  it("lets go of contacts that are over, keeps the open ones and what is counted", () => {
    const { at, board, fates } = story();
    at(0).arrived("over").queued("over").arrived("open").queued("open");
    at(30).ended("over", "abandoned");
    board.forget(epochMs(nine + 60_000));
    assert.equal(board.has("over"), false);
    assert.equal(board.has("open"), true);
    assert.deepEqual(fates(60), { waiting: 1, abandoned: 1 });
  });
});
