import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { house1522 } from "../../test/support/houses.ts";
import { say } from "../../test/support/said.ts";
import * as boards from "../../test/support/usual-boards.ts";
import { channelOf, staffed, withOutlook } from "../../test/support/with-outlook.ts";
import { speechFor } from "./speech.ts";

const english = speechFor("en", house1522);
const greatDay = staffed(boards.greatDay);
const named = (name: string) => say({ ...greatDay, knownDay: { it: name } }).text;

describe("the sentence, of the volume", () => {
  const SAYS: readonly (readonly [name: string, snapshot: BoardSnapshot, text: string, mood: string])[] = [
    ["an ordinary day", boards.ordinaryDay, "Tutto nella norma.", "usual"],
    ["the first weeks", boards.learning, "Tutto nella norma.", "usual"],
    [
      "more calls than usual",
      boards.elevated,
      "Molte chiamate: 1,5 volte il solito di mercoledì alle 10, da più di un’ora.",
      "information",
    ],
    [
      "a surge",
      boards.surge,
      "Picco di chiamate: 2,1 volte il solito di mercoledì alle 10, da 25 minuti.",
      "attention",
    ],
    [
      "an extreme surge of both channels, before the long waits it makes",
      boards.extreme,
      "Picco eccezionale di chiamate e chat: 4,4 volte il solito di mercoledì alle 10, da più di 2 ore.",
      "alarm",
    ],
    [
      "a great day that is as expected",
      greatDay,
      "Molte chiamate e chat: 2,6 volte il solito di mercoledì, come atteso per il 25 novembre.",
      "information",
    ],
    [
      "more than was expected of a great day",
      boards.greaterDay,
      "Picco di chiamate: 1,8 volte l’atteso per il 25 novembre, da 25 minuti.",
      "attention",
    ],
    [
      "a line that is silent for too long",
      boards.tooQuiet,
      "Telefono: nessuna chiamata dalle 09:40, di solito 14: controllare la linea.",
      "attention",
    ],
  ];
  for (const [name, snapshot, text, mood] of SAYS)
    it(`tells ${name}`, () => assert.deepEqual(say(snapshot), { text, mood }));

  it("tells a target that is missed before a great day that is as expected", () => {
    const missed = greatDay.channels.map((one) => ({
      ...one,
      today: {
        ...one.today,
        serviceLevels: one.today.serviceLevels.map((level) => ({ ...level, value: 0.28 })),
      },
    }));
    const told = say({ ...greatDay, channels: missed });
    assert.equal(told.mood, "attention");
    assert.match(told.text, /al 28% oggi \(obiettivo/);
  });

  it("tells operators who are missing before a great day that is as expected", () =>
    assert.deepEqual(say(boards.greatDay), {
      text: "Telefono: mancano 2 operatrici (8 in linea, ne servono 10).",
      mood: "attention",
    }));

  it("speaks English", () => {
    assert.equal(
      say(boards.surge, { speech: english }).text,
      "Surge of calls: 2.1 times the usual of a Wednesday at 10:00, for 25 minutes.",
    );
    assert.equal(
      say(greatDay, { speech: english }).text,
      "Many calls and chats: 2.6 times the usual of a Wednesday, as expected for 25 November.",
    );
  });

  it("rests between facts: minutes in steps of five", () => {
    assert.equal(say(boards.surge).text, say(boards.surge, { laterMs: 60_000 }).text);
    const { surge } = channelOf(boards.surge, "phone").outlook;
    const earlier = { ...surge, sinceMs: boards.surge.asOfMs - 30 * 60_000 };
    assert.match(say(withOutlook(boards.surge, "phone", { surge: earlier })).text, /da 30 minuti/);
  });

  it("names the one channel that surges, even when both together do", () => {
    const { together } = boards.surge;
    assert.ok(together);
    const board = {
      ...boards.surge,
      together: { ...together, surge: channelOf(boards.surge, "phone").outlook.surge },
    };
    assert.match(say(board).text, /^Picco di chiamate: /);
  });

  it("tells a surge that shows only in both channels together", () => {
    const level = { ...channelOf(boards.surge, "phone").outlook.surge, level: "none" } as const;
    assert.match(
      say(withOutlook(boards.surge, "phone", { surge: level })).text,
      /^Picco di chiamate e chat: /,
    );
  });

  it("tells nothing of a channel that is silent", () =>
    assert.equal(say(boards.surge, { ages: { pbx: 20_000 } }).mood, "old"));

  it("does not call as expected what is less than that", () => {
    const { soFar } = channelOf(greatDay, "phone").outlook;
    const { together } = greatDay;
    assert.ok(together);
    const low = { ...greatDay, together: { ...together, soFar: { ...together.soFar, low: 400 } } };
    assert.equal(say(low).text, "Molte chiamate e chat: 2,6 volte il solito di mercoledì.");
    const few = withOutlook({ ...greatDay, together: null }, "phone", {
      soFar: { ...soFar, count: 110 },
    });
    assert.match(say(few).text, /^Molte chat: /);
  });

  it("knows an article for a date, and none for another name", () => {
    assert.match(named("8 marzo"), /come atteso per l’8 marzo\.$/);
    assert.match(named("vigilia del 25 novembre"), /come atteso: vigilia del 25 novembre\.$/);
  });
});
