import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { usual } from "../../test/support/boards.ts";
import { house1522 } from "../../test/support/houses.ts";
import * as boards from "../../test/support/usual-boards.ts";
import { channelOf, type Name, withOutlook } from "../../test/support/with-outlook.ts";
import type { Freshness } from "../format/freshness.ts";
import { announcementView } from "./announcement-view.ts";
import { channelView } from "./channel-view.ts";
import { speechFor } from "./speech.ts";
import { trendView } from "./trend-view.ts";

const italian = speechFor(null, house1522);
const english = speechFor("en", house1522);

const LIVE: Freshness = { level: "live" };

const mark = (snapshot: BoardSnapshot, name: Name = "phone") =>
  channelView(channelOf(snapshot, name), house1522, snapshot.asOfMs, italian).mark;

const operators = (snapshot: BoardSnapshot) =>
  channelView(channelOf(snapshot, "phone"), house1522, snapshot.asOfMs, italian).operators;

const note = (snapshot: BoardSnapshot) =>
  trendView(channelOf(snapshot, "phone"), LIVE, usual.asOfMs, italian).note;

const announced = (snapshot: BoardSnapshot, speech = italian) =>
  announcementView(snapshot.announcement, speech)?.text.replaceAll("\u00A0", " ");

const captions = (snapshot: BoardSnapshot, state: Freshness = LIVE, speech = italian) =>
  trendView(channelOf(snapshot, "phone"), state, snapshot.asOfMs, speech).wordings.map((segments) =>
    segments.map((runs) => runs.map(({ text }) => text).join("")).join(" · "),
  );

describe("a channel's mark", () => {
  it("tells the level and since when", () => {
    assert.equal(mark(boards.ordinaryDay), null);
    assert.deepEqual(mark(boards.elevated), { mood: "information", text: "sopra il solito dalle 09:30" });
    assert.deepEqual(mark(boards.surge), { mood: "attention", text: "picco dalle 10:15" });
    assert.deepEqual(mark(boards.extreme), { mood: "alarm", text: "picco eccezionale dalle 08:17" });
    const since = (days: number) => {
      const { surge } = channelOf(boards.surge, "phone").outlook;
      const sinceMs = (surge.sinceMs ?? 0) - days * 86_400_000;
      return mark(withOutlook(boards.surge, "phone", { surge: { ...surge, sinceMs } }))?.text;
    };
    assert.equal(since(1), "picco dalle 10:15 di martedì");
    assert.equal(since(8), "picco dalle 10:15 di martedì 17 novembre");
    assert.deepEqual(mark(boards.tooQuiet), { mood: "attention", text: "nessuna chiamata dalle 09:40" });
  });
});

describe("the operators", () => {
  it("stand beside how many are needed", () => {
    const view = operators(boards.ordinaryDay);
    assert.equal(`${view?.onLine}, ${view?.beside}`, "5 in linea, ne servono 4");
    assert.equal(view?.isTooFew, false);
  });
  it("leave places empty where some are missing", () => {
    const view = operators(boards.understaffed);
    assert.equal(view?.beside, "ne servono 10");
    assert.equal(view?.isTooFew, true);
    assert.equal(view?.short, "8 su 10 in linea");
    assert.deepEqual(view?.dots.slice(-3), ["missing", "missing", "paused"]);
    assert.match(view?.spoken ?? "", /ne servono 10$/);
  });
});

describe("the line of today in words", () => {
  it("is the total beside the usual and what is still to come, shorter and shorter", () =>
    assert.deepEqual(captions(boards.greatDay), [
      "Chiamate oggi 286 · di solito 108 · a mezzanotte ≈ 768 (630–905)",
      "Chiamate oggi 286 · di solito 108 · a mezzanotte ≈ 768",
      "Chiamate 286 · di solito 108 · a mezzanotte ≈ 768",
      "Chiamate oggi 286 · di solito 108",
      "Chiamate oggi 286",
    ]));
  it("says at least while a surge goes on", () =>
    assert.equal(captions(boards.surge)[0], "Chiamate oggi 286 · di solito 108 · a mezzanotte almeno 685"));
  it("says since when the day was seen", () =>
    assert.match(captions(boards.seenSinceNoon)[0] ?? "", /^Chiamate dalle 12:05 62 · /));
  it("is the total alone when nothing is known to be usual", () => {
    const phone = usual.channels[0];
    assert.ok(phone);
    assert.deepEqual(trendView(phone, LIVE, usual.asOfMs, italian).wordings.length, 1);
  });
  it("is the time of the last word when the source has stopped", () =>
    assert.deepEqual(captions(boards.greatDay, { level: "stopped", sinceMs: boards.greatDay.asOfMs }), [
      "Chiamate oggi · dato fermo da 10:42:30",
      "Chiamate oggi —",
    ]));
  it("is spoken whole", () => {
    const { spoken } = trendView(channelOf(boards.greatDay, "phone"), LIVE, boards.greatDay.asOfMs, italian);
    assert.equal(
      spoken,
      "Chiamate oggi, totale dalla mezzanotte: 286 alle 10:42; di solito a quest’ora 108; previste a mezzanotte 768, fra 630 e 905",
    );
  });
  it("speaks of a gap and of a surge's open end", () => {
    const gap = trendView(channelOf(boards.withGap, "phone"), LIVE, usual.asOfMs, italian).spoken;
    assert.match(gap, /; parte della giornata non è stata vista; /);
    const open = trendView(channelOf(boards.surge, "phone"), LIVE, usual.asOfMs, english).spoken;
    assert.match(open, /; at least 685 by midnight$/);
  });
  it("tells calmly how far the learning is", () => {
    assert.equal(note(boards.learning), "sto imparando: settimana 2 di 4");
    assert.equal(note(boards.ordinaryDay), "");
  });
});

describe("the announcement", () => {
  it("tells a great day on its eve and on its morning", () => {
    assert.equal(
      announced(boards.eve),
      "Domani è il 25 novembre: 2,9 volte il solito; l’anno scorso 796 chiamate e 195 chat.",
    );
    assert.match(announced(boards.morning) ?? "", /^Oggi è il 25 novembre: 2,9 volte il solito; /);
    assert.equal(
      announced(boards.eve, english),
      "Tomorrow is 25 November: 2.9 times the usual; last year 796 calls and 195 chats.",
    );
    assert.equal(announced(boards.ordinaryDay), undefined);
  });
  it("does without last year when nobody recorded it", () => {
    const { announcement } = boards.eve;
    assert.ok(announcement);
    const text = announcementView({ ...announcement, lastTime: null }, italian)?.text;
    assert.equal(text?.replaceAll("\u00A0", " "), "Domani è il 25 novembre: 2,9 volte il solito.");
  });
});
