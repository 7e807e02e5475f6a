import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { AlertSnapshot } from "#wire/alert.ts";

import { chatRate, fewOperators, nobodyAnswers, undelivered } from "../../test/support/alert-boards.ts";
import { busyDesk } from "../../test/support/alert-desk-boards.ts";
import { NOW_MS } from "../../test/support/boards.ts";
import { house1522 } from "../../test/support/houses.ts";
import { ALERTS_CATALOGUE } from "../i18n/alerts-catalogue.ts";
import { alertCard, type CardContext, pastTable, scopeText } from "./alert-card.ts";
import { reasonText } from "./alert-reason.ts";
import { alertsSpeechFor } from "./alerts-speech.ts";
import { deliveryErrorText, refusalText } from "./refusal-text.ts";

const speech = alertsSpeechFor(null, house1522);
const context = { house: house1522, nowMs: NOW_MS, speech };
const plain = (text: string): string => text.replaceAll("\u00A0", " ");
const why = (reason: AlertSnapshot["reason"], inSpeech = speech): string =>
  plain(reasonText(reason, house1522, NOW_MS, inSpeech));
const hoursAgo = (hours: number): number => NOW_MS - hours * 3_600_000;
const factsOf = (alert: AlertSnapshot): Map<string, string> =>
  new Map(alertCard(alert, context).facts.map(({ term, text }) => [term, plain(text)]));

describe("the reason of an alert in full words", () => {
  const { reason } = chatRate;
  const REASONS: readonly (readonly [AlertSnapshot["reason"], string])[] = [
    [
      reason,
      "Chat con risposta entro 20 s: 61% di 41 nelle ultime 4 ore; l’obiettivo è 81%. Che sia davvero ben sotto l’obiettivo è certo al 98%.",
    ],
    [fewOperators.reason, "Telefono: operatrici in linea 8, necessarie 10 per il volume di adesso."],
    [nobodyAnswers.reason, "Telefono: 4 chiamate perse di fila, la prima alle 14:54."],
    [
      { kind: "nobody-answers", channel: "chat", lostInARow: 0, sinceMs: hoursAgo(0.1) },
      "Chat: qualcuno attende dalle 15:14 e nessuna operatrice è disponibile né in conversazione.",
    ],
    [
      { kind: "surge", channel: null, level: "extreme", ratio: 4.43, lowerBound: 3.1, windowMs: 3_600_000 },
      "Chiamate e chat: 4,4 volte quanto ci si attendeva nell’ultima ora; di certo almeno 3,1 volte.",
    ],
    [
      {
        kind: "known-day",
        name: { it: "25 novembre" },
        when: "tomorrow",
        times: 2.9,
        lastTime: [
          { channel: "phone", count: 796 },
          { channel: "chat", count: 195 },
        ],
      },
      "Domani: 25 novembre, di solito 2,9 volte un giorno comune. L’ultima volta: 796 chiamate e 195 chat.",
    ],
    [
      { kind: "source-silent", source: "pbx", sinceMs: hoursAgo(30) },
      "Nessuna notizia da centralino dal 23 nov, 09:20: le sue cifre non dicono più nulla.",
    ],
    [{ kind: "source-silent", source: "pbx", sinceMs: null }, "Nessuna notizia da centralino finora."],
    [
      { kind: "too-quiet", channel: "phone", sinceMs: hoursAgo(2), expected: 14.2 },
      "Telefono: nessuna chiamata dalle 13:20, di solito ne arrivano 14. Il centralino risponde: controllare la linea.",
    ],
    [undelivered.reason, "Gli avvisi per ntfy non partono dalle 15:14; in coda: 1."],
  ];
  for (const [one, text] of REASONS) it(`tells ${text}`, () => assert.equal(why(one), text));

  it("has no percentage of nothing", () => {
    assert.equal(reason.kind, "rate-falls");
    assert.equal(
      why({ ...reason, value: null, n: 0 }),
      "Chat con risposta entro 20 s: nessun dato nelle ultime 4 ore; l’obiettivo è 81%.",
    );
  });
  it("speaks English", () =>
    assert.equal(
      why(nobodyAnswers.reason, alertsSpeechFor("en", house1522)),
      "Phone: 4 calls lost in a row, the first of them at 14:54.",
    ));
});

describe("what is known of an alert", () => {
  it("is its state, since when, when it was told, its rule", () =>
    assert.deepEqual(
      [...factsOf(fewOperators)],
      [
        ["Stato", "in corso"],
        ["Da quando", "dalle 15:08 (12 min)"],
        ["Segnalato", "alle 15:08"],
        ["Regola", "poche operatrici"],
      ],
    ));
  it("is who has taken it on, who silenced it, and what makes it say nothing", () => {
    const { active } = busyDesk().alerts;
    const [taken, silenced, muted, pending] = active.slice(3);
    assert.ok(taken && silenced && muted && pending);
    assert.equal(factsOf(taken).get("Presa in carico"), "Anna, alle 15:18");
    assert.equal(factsOf(silenced).get("Silenzio"), "fino a 16:50, Anna: campagna in radio");
    assert.equal(factsOf(muted).get("Taciuto"), "finché non si sa nulla da centralino");
    assert.equal(factsOf(pending).get("Segnalato"), "non ancora");
    assert.deepEqual(
      [taken, silenced, pending].map((one) => alertCard(one, context).mayAcknowledge),
      [false, true, false],
    );
  });
});

const toldOf = (receivers: CardContext["receivers"]) =>
  alertCard(fewOperators, { ...context, receivers }).facts.find(({ term }) => term === "Segnalato")?.text;

it("does not say that an alert was told that no receiver gets", () => {
  const { receivers } = busyDesk().deliveries;
  assert.match(toldOf(receivers) ?? "", /^alle /);
  assert.match(toldOf(undefined) ?? "", /^alle /, "it is not known yet who gets it");
  for (const none of [[], receivers.filter(({ receiver }) => receiver !== "mail")])
    assert.equal(toldOf(none), "a nessuno: non c’è un destinatario per questi avvisi");
});

it("tells what a silence is about", () => {
  const { alerts } = busyDesk();
  assert.deepEqual(
    alerts.silences.map((silence) => scopeText(silence, alerts, context)),
    ["ntfy: avvisi non consegnati", "la regola «afflusso insolito», Chat"],
  );
  const [first] = alerts.silences;
  assert.ok(first);
  assert.equal(
    scopeText({ ...first, fingerprint: null, rule: "surge" }, alerts, context),
    "tutta la regola «afflusso insolito»",
  );
  assert.equal(scopeText({ ...first, fingerprint: "gone/x" }, alerts, context), "gone/x");
});

it("lists what was resolved with its length", () => {
  const { rows } = pastTable(busyDesk().alerts.past, context);
  assert.deepEqual(
    rows.map(({ cells }) => cells.map(plain)),
    [
      ["Allarme", "12:20", "13:55", "1 h 35 min"],
      ["Attenzione", "23 nov, 13:20", "23 nov, 14:00", "40 min"],
      ["Allarme", "21 nov, 15:20", "21 nov, 15:32", "12 min"],
    ],
  );
});

it("says in words what a delivery met", () => {
  const errors = ["http-503", "smtp-550", "certificate", "something-new"];
  assert.deepEqual(
    errors.map((error) => deliveryErrorText(error, speech)),
    ["ha risposto 503", "il server di posta ha risposto 550", "certificato non valido", "something-new"],
  );
});

it("says in words why something was not done", () => {
  const refused = (problem: string, code: number) =>
    refusalText({ status: "refused", problem, code }, speech);
  assert.match(refused("forbidden", 403), /^Da qui non è permesso/);
  assert.equal(refused("", 502), "Il server ha rifiutato (502): nulla è cambiato.");
  assert.match(refusalText({ status: "failed" }, speech), /^Il server non risponde/);
});

const check = (texts: object): void => {
  for (const [key, phrase] of Object.entries(texts)) {
    if (typeof phrase === "object") check(phrase);
    else {
      const text = typeof phrase === "string" ? phrase : phrase("1", "2", "3", "4", "5");
      assert.ok(text.trim().length > 0, key);
    }
  }
};

it("has a text for every key in every language", () => {
  for (const words of Object.values(ALERTS_CATALOGUE)) check(words);
});
