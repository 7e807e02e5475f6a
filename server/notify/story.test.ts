import assert from "node:assert/strict";
import { describe, it } from "node:test";

import {
  alertOf,
  messageOf,
  REASONS,
  resolvedOf,
  SMALL_REASONS,
} from "../../test/support/notify/messages.ts";
import { storyOf } from "./story.ts";
import type { Locale } from "./words/words.ts";

const tell = (locale: Locale, changes: Parameters<typeof messageOf>[0] = {}, delayed = false) =>
  storyOf(messageOf(changes), { locale, delayed });

it("a message that is late says when it was written", () => {
  const message = messageOf({ alerts: [alertOf(REASONS.understaffed)] });
  const late = storyOf(message, { locale: "en", delayed: false, isLate: true });
  assert.deepEqual(late.lines.slice(1), ["Late: so it was on Nov 25, 14:05."]);
  assert.equal(storyOf(message, { locale: "en", delayed: false, isLate: false }).lines.length, 1);
});

describe("the sentences of a message", () => {
  it("say each reason in Italian", () =>
    assert.deepEqual(tell("it", { alerts: Object.values(REASONS).map((reason) => alertOf(reason)) }).lines, [
      "Allarme: Chat: 65% di 24 chat con risposta entro 20 s nelle ultime 4 h (obiettivo 81%).",
      "Allarme: Telefono: 3 operatrici in linea, ne servono 5.",
      "Allarme: Telefono: 4 chiamate perse di fila, dalle 13:40.",
      "Allarme: Telefono e chat: 2,3 volte il solito nell'ultima ora.",
      "Allarme: Oggi: 25 novembre, di solito 2,5 volte un giorno comune. L'ultima volta: 790 chiamate e 130 chat.",
      "Allarme: Nessuna notizia da pbx dalle 14:03.",
      "Allarme: Telefono: nessuno dalle 13:10; di solito sarebbero 12,4.",
      "Allarme: Avvisi fermi per team-chat dalle 13:59 (3 in coda).",
    ]));

  it("say each reason in English", () =>
    assert.deepEqual(tell("en", { alerts: Object.values(REASONS).map((reason) => alertOf(reason)) }).lines, [
      "Alarm: Chat: 65% of 24 chats answered within 20 s in the last 4 h (target 81%).",
      "Alarm: Phone: 3 operators on line, 5 needed.",
      "Alarm: Phone: 4 calls lost in a row, since 13:40.",
      "Alarm: Phone and chat: 2.3 times the usual in the last hour.",
      "Alarm: Today: 25 November, usually 2.5 times an ordinary day. Last time: 790 calls and 130 chats.",
      "Alarm: Nothing heard from pbx since 14:03.",
      "Alarm: Phone: nobody since 13:10; usually it would be 12.4.",
      "Alarm: Alerts wait for team-chat since 13:59 (3 in line).",
    ]));

  it("hide counts under three, and the share of fewer than ten", () => {
    assert.deepEqual(tell("it", { alerts: SMALL_REASONS.map((reason) => alertOf(reason)) }).lines, [
      "Allarme: Chat: le risposte entro 20 s sono scese nelle ultime 4 h (obiettivo 81%).",
      "Allarme: Telefono: 1 operatrice in linea, ne servono 5.",
      "Allarme: Telefono: <3 chiamate perse di fila, dalle 13:40.",
      "Allarme: Oggi: 25 novembre, di solito 2,5 volte un giorno comune. L'ultima volta: <3 chiamate e <3 chat.",
    ]);
  });

  it("say that nobody is there, which is no small count", () =>
    assert.deepEqual(
      tell("en", {
        alerts: [
          alertOf({ ...REASONS.understaffed, onLine: 0 }),
          alertOf({ ...REASONS["nobody-answers"], lostInARow: 0 }),
        ],
      }).lines,
      [
        "Alarm: Phone: no operator on line, 5 needed.",
        "Alarm: Phone: somebody waits and no operator is there, since 13:40.",
      ],
    ));

  it("name what is over with its time, and do not tell it as if it still were", () => {
    const { title, lines, isResolved } = tell("it", {
      cause: "resolved",
      alerts: [resolvedOf(REASONS["rate-falls"])],
    });
    assert.equal(title, "1522: Risolto: risposte in calo");
    assert.deepEqual(lines, ["Risolto: Chat: risposte in calo entro 20 s, 14:05 – 15:10 (1 h 5 min)."]);
    assert.equal(isResolved, true);
  });

  it("name of every end what it was about", () => {
    const alerts = Object.values(REASONS).map((reason) => resolvedOf(reason));
    const message = messageOf({ cause: "resolved", alerts });
    const labels = { pbx: { it: "centralino", en: "PBX" } };
    const { title, lines } = storyOf(message, { locale: "en", delayed: false, labels });
    assert.equal(title, "1522: Resolved: answer rate falls (+7)");
    assert.deepEqual(
      lines.map((line) => line.replace(", 14:05 – 15:10 (1 h 5 min).", "")),
      [
        "Resolved: Chat: answer rate falls within 20 s",
        "Resolved: Phone: too few operators",
        "Resolved: Phone: nobody answers",
        "Resolved: Phone and chat: unusual influx",
        "Resolved: a known day",
        "Resolved: PBX: nothing heard",
        "Resolved: Phone: too quiet",
        "Resolved: team-chat: alerts not delivered",
      ],
    );
  });

  it("name a source as people call it, in the language of the reader", () => {
    const labels = { pbx: { it: "centralino" } };
    const message = messageOf({ alerts: [alertOf(REASONS["source-silent"])] });
    const lines = (["it", "en"] as const).map(
      (locale) => storyOf(message, { locale, delayed: false, labels }).lines,
    );
    assert.deepEqual(lines, [
      ["Allarme: Nessuna notizia da centralino dalle 14:03."],
      ["Alarm: Nothing heard from centralino since 14:03."],
    ]);
  });

  it("mark a simulated house, a late message and an acknowledged alert, without a name", () => {
    const acknowledged = { by: "Maria Rossi", atMs: 0 };
    const story = tell(
      "it",
      { simulated: true, alerts: [alertOf(REASONS.understaffed, { acknowledged })] },
      true,
    );
    assert.match(story.title, /^\[SIMULAZIONE\] 1522: /);
    assert.deepEqual(story.lines, [
      "Allarme: Telefono: 3 operatrici in linea, ne servono 5. (già preso in carico)",
      "In ritardo: l'avviso di quando è cominciato non era stato consegnato.",
      "Dati inventati: è una simulazione.",
    ]);
  });

  it("name the first alert in the title and count the others", () => {
    const alerts = [alertOf(REASONS["nobody-answers"]), alertOf(REASONS.surge, { severity: "watch" })];
    assert.equal(
      tell("en", { cause: "repeated", alerts }).title,
      "1522: Alarm – nobody answers, still going on (+1)",
    );
  });

  it("of a test say that it is one", () => {
    const { title, lines } = tell("it", { cause: "test", alerts: [] });
    assert.equal(title, "1522: prova");
    assert.deepEqual(lines, ["Questa è una prova: se la leggete, gli avvisi arrivano."]);
  });

  it("give the day of what was not today, in the time of the house", () => {
    const sinceMs = Date.UTC(2026, 10, 24, 23, 30) - 3_600_000;
    const alerts = [alertOf({ ...REASONS["source-silent"], sinceMs })];
    assert.deepEqual(tell("it", { alerts }).lines, ["Allarme: Nessuna notizia da pbx dal 24 nov, 23:30."]);
  });
});
