import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { AlertSnapshot } from "#wire/alert.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import * as boards from "../../test/support/alert-boards.ts";
import { heartbeat } from "../../test/support/board-frames.ts";
import { busy, usual } from "../../test/support/boards.ts";
import { house1522 } from "../../test/support/houses.ts";
import { staffed } from "../../test/support/with-outlook.ts";
import { alertViews } from "./alert-views.ts";
import type { Sentence } from "./mood.ts";
import { presentOf } from "./present.ts";
import { sentenceOf } from "./sentence.ts";
import { speechFor } from "./speech.ts";

const italian = speechFor(null, house1522);
const english = speechFor("en", house1522);

interface Circumstances {
  readonly speech?: typeof italian;
  readonly ages?: Record<string, number | null>;
  readonly laterMs?: number;
  /** What the sentence above the strip tells; nothing of any alert unless told. */
  readonly sentence?: Sentence;
}

const presentOn = (snapshot: BoardSnapshot, { ages = {}, laterMs = 0 }: Circumstances) => {
  const beat = { ...heartbeat(house1522, snapshot.asOfMs + laterMs, ages), build: "b" };
  return presentOf({ snapshot, heartbeat: beat, heartbeatAtMs: 0, frameAtMs: 0 }, house1522, 0);
};

const plain = (text: string): string => text.replaceAll("\u00A0", " ");

function sentenceOn(snapshot: BoardSnapshot, circumstances: Circumstances = {}): Sentence {
  const { speech = italian } = circumstances;
  return sentenceOf(presentOn(snapshot, circumstances), house1522, snapshot, speech);
}

function say(snapshot: BoardSnapshot, circumstances: Circumstances = {}) {
  const { text, mood } = sentenceOn(snapshot, circumstances);
  return `${mood}: ${plain(text)}`;
}

function strip(snapshot: BoardSnapshot, circumstances: Circumstances = {}) {
  const { speech = italian } = circumstances;
  const present = presentOn(snapshot, circumstances);
  const sentence = circumstances.sentence ?? { text: "", mood: "usual" };
  return alertViews(present, house1522, snapshot, sentence, speech).map(({ word, isQuiet, wordings }) =>
    plain(`${isQuiet ? "~ " : ""}${word} ${wordings[0]}`),
  );
}

const only = (alert: AlertSnapshot): BoardSnapshot => ({ ...usual, alerts: [alert] });
const withReason = (alert: AlertSnapshot, reason: AlertSnapshot["reason"]): BoardSnapshot =>
  only({ ...alert, reason });

describe("the sentence, of alerts", () => {
  const SAYS: readonly (readonly [name: string, snapshot: BoardSnapshot, text: string])[] = [
    [
      "an alarm, with its figure, window, target and since when",
      boards.alarm,
      "alarm: Chat: risposte entro 20 s al 61% nelle ultime 4 ore (obiettivo 81%), da 25 minuti.",
    ],
    [
      "operators that are missing",
      boards.watch,
      "attention: Telefono: mancano 2 operatrici (8 in linea, ne servono 10), da 10 minuti.",
    ],
    ["the gravest of many", boards.many, "alarm: Telefono: 4 chiamate perse di fila dalle 14:54."],
    ["an alert that does not go out", boards.stuck, "attention: Un avviso non parte: ntfy, da 5 minuti."],
    ["no alert that is pending", boards.pending, "usual: Tutto nella norma."],
    [
      "that not all is usual while something is on the mend",
      boards.recovering,
      "information: Telefono: poche operatrici, in rientro.",
    ],
    [
      "nothing of what was silenced, and not that all is usual",
      boards.silenced,
      "usual: Nulla di nuovo da segnalare.",
    ],
    [
      "a surge once, with its usual of the hour",
      boards.surging,
      "attention: Picco di chiamate: 2,1 volte il solito di mercoledì alle 10, da 25 minuti.",
    ],
    [
      "both channels as one",
      boards.surgingTogether,
      "alarm: Picco eccezionale di chiamate e chat: 4,4 volte il solito di mercoledì alle 10, da più di 2 ore.",
    ],
    [
      "no surge by its own means that was silenced",
      staffed(boards.surgeSilenced),
      "usual: Nulla di nuovo da segnalare.",
    ],
  ];
  for (const [name, snapshot, text] of SAYS) it(`tells ${name}`, () => assert.equal(say(snapshot), text));

  it("takes the gravity from the alert, the words from what the wall knows of it", () => {
    const info = {
      ...staffed(boards.surging),
      alerts: boards.surging.alerts.map((one) => ({ ...one, severity: "info" as const })),
    };
    assert.match(say(info), /^information: Picco di chiamate: 2,1 volte/);
  });
  it("tells one silent source as an alarm, with the second from which the figures stand", () =>
    assert.equal(
      say(boards.inhibited, { ages: { pbx: 420_000 } }),
      "alarm: Nessuna notizia da centralino dalle 15:13:07.",
    ));
  it("tells a silent source before alerts of its channel, even silenced ones", () => {
    assert.match(say(boards.watch, { ages: { pbx: 20_000 } }), /^old: Nessuna notizia da centralino/);
    const silenced = only(boards.silencedBy(boards.silentPbx));
    assert.match(say(silenced, { ages: { pbx: 90_000 } }), /^old: Nessuna notizia da centralino/);
  });
  it("tells a watch before a long wait, and a long wait before what is only worth knowing", () => {
    assert.match(say({ ...busy, alerts: [boards.fewOperators] }), /^attention: Telefono: mancano 2/);
    assert.match(
      say({ ...busy, alerts: [{ ...boards.fewOperators, severity: "info" }] }),
      /^attention: Telefono: 16/,
    );
  });
  it("tells what nobody has taken on before what somebody has", () =>
    assert.match(say(boards.acknowledged), /^attention: Un avviso non parte: ntfy/));
  it("tells a missed target of a channel only where no alert speaks for it", () => {
    const silenced = { ...boards.alarm, alerts: [boards.silencedBy(boards.chatRate)] };
    assert.match(say(silenced), /^attention: Telefono: risposte al/);
    const both = [boards.chatRate, boards.callRate].map((one) => boards.silencedBy(one));
    assert.equal(say({ ...boards.alarm, alerts: both }), "usual: Nulla di nuovo da segnalare.");
    const ofCalls = { ...boards.alarm, alerts: [boards.silencedBy(boards.callRate)] };
    assert.match(say(ofCalls), /^attention: Chat: risposte entro 20 s al/);
  });
  it("tells operators who are missing while their alert is pending", () =>
    assert.equal(
      say({ ...boards.watch, alerts: [{ ...boards.fewOperators, status: "pending", startsAtMs: null }] }),
      "attention: Telefono: mancano 2 operatrici (8 in linea, ne servono 10).",
    ));
  it("never calls usual what is marked, also where the alert that was silenced is only worth knowing", () => {
    const silenced = { ...boards.silencedBy(boards.fewOperators), severity: "info" as const };
    assert.equal(say({ ...boards.watch, alerts: [silenced] }), "usual: Nulla di nuovo da segnalare.");
  });
  it("rests between facts", () =>
    assert.equal(say(boards.alarm), say(boards.alarm, { laterMs: 4 * 60_000 })));
  it("says percentages as they are spoken", () => {
    const { reason } = boards.chatRate;
    assert.equal(reason.kind, "rate-falls");
    const at = (value: number | null) =>
      /risposte entro 20 s (.*?) nelle/.exec(say(withReason(boards.chatRate, { ...reason, value })))?.[1];
    assert.deepEqual([0, 0.01, 0.08, 0.11, 0.18, 0.61, 0.8, 0.89, 1, null].map(at), [
      "allo 0%",
      "all’1%",
      "all’8%",
      "all’11%",
      "al 18%",
      "al 61%",
      "all’80%",
      "all’89%",
      "al 100%",
      "in calo",
    ]);
  });
  it("speaks English", () => {
    const speech = english;
    assert.equal(
      say(boards.alarm, { speech }),
      "alarm: Chat: answers within 20 s at 61% in the last 4 hours (target 81%), for 25 minutes.",
    );
    assert.equal(
      say(boards.watch, { speech }),
      "attention: Phone: 2 operators missing (8 on line, 10 needed), for 10 minutes.",
    );
  });
});

const staff = (onLine: number, needed: number) =>
  strip(withReason(boards.fewOperators, { kind: "understaffed", channel: "chat", onLine, needed }))[0];

/** The alert of a source that came back for a moment. */
const mended = { ...boards.silentPbx, status: "recovering" as const };

describe("the strip of alerts", () => {
  it("does not call on the mend a source that is silent again, beside a line that tells its silence", () => {
    const ages = { pbx: 20_000 };
    assert.match(say(only(mended), { ages }), /^old: Nessuna notizia da centralino dalle 15:19:47/);
    for (const sentence of [sentenceOn(only(mended), { ages }), { text: "", mood: "usual" as const }])
      assert.deepEqual(strip(only(mended), { ages, sentence }), []);
    assert.equal(say(only(mended)), "information: centralino: nessuna notizia, in rientro.");
  });
  it("tells the silence of two sources once", () => {
    const chats = {
      ...boards.silentPbx,
      fingerprint: "source-silent/chats",
      reason: { kind: "source-silent", source: "chats", sinceMs: usual.asOfMs - 70_000 } as const,
    };
    const board = { ...usual, alerts: [boards.silentPbx, chats] };
    const ages = { pbx: 90_000, chats: 70_000 };
    assert.match(say(board, { ages }), /Nessuna notizia da centralino e chat dalle/);
    assert.deepEqual(strip(board, { ages, sentence: sentenceOn(board, { ages }) }), []);
  });

  it("has a line for each, to the minute, the gravest first", () =>
    assert.deepEqual(strip(boards.many), [
      "Allarme Telefono: 4 chiamate perse di fila dalle 14:54",
      "Allarme Chat: risposte entro 20 s al 61%, da 25 min",
      "Attenzione Telefono: mancano 2 operatrici, da 12 min",
      "Attenzione Telefono: risposte al 71%, da 42 min",
      "Attenzione Un avviso non parte: ntfy, da 6 min",
    ]));
  it("leaves out what the sentence above it tells, unless somebody has taken it on", () => {
    const below = (board: BoardSnapshot, ages: Record<string, number | null> = {}) =>
      strip(board, { ages, sentence: sentenceOn(board, { ages }) });
    assert.deepEqual(below(boards.many)[0], "Allarme Chat: risposte entro 20 s al 61%, da 25 min");
    assert.equal(below(boards.many).length, strip(boards.many).length - 1);
    for (const board of [boards.watch, boards.surging, boards.surgingTogether, boards.recovering])
      assert.deepEqual(below(board), []);
    const taken = boards.acknowledged.alerts.filter(({ acknowledged }) => acknowledged !== null);
    assert.match(below({ ...boards.acknowledged, alerts: taken })[0] ?? "", /presa in carico$/);
    assert.deepEqual(below(boards.inhibited, { pbx: 400_000 }), []);
    const onlyWorthKnowing = { ...busy, alerts: [{ ...boards.fewOperators, severity: "info" as const }] };
    assert.equal(below(onlyWorthKnowing).length, 1, "the sentence tells of the long wait");
  });
  it("says of what somebody has taken on that it is so, and not who", () =>
    assert.deepEqual(strip(boards.acknowledged), [
      "Attenzione Un avviso non parte: ntfy, da 6 min",
      "~ Attenzione Telefono: mancano 2 operatrici, da 12 min · presa in carico",
    ]));
  it("has nothing that is pending, silenced or made to say nothing", () => {
    for (const board of [boards.pending, boards.silenced, boards.surgeSilenced])
      assert.deepEqual(strip(board), []);
    assert.deepEqual(strip(boards.inhibited), ["Allarme Nessuna notizia da centralino dalle 15:13"]);
  });
  it("tells one event once", () => {
    assert.deepEqual(strip(boards.surging), ["Attenzione Picco di chiamate: 2,1× il solito, da 27 min"]);
    assert.deepEqual(strip(boards.surgingTogether), [
      "Allarme Picco eccezionale di chiamate e chat: 4,4× il solito, da 2 h 25 min",
    ]);
  });
  it("measures a known day against what was expected of it", () =>
    assert.match(strip({ ...boards.surging, knownDay: { it: "25 novembre" } })[0] ?? "", /2,1× l’atteso/));
  it("leaves the known day to its announcement", () => {
    const reason = {
      kind: "known-day",
      name: { it: "25 novembre" },
      when: "tomorrow",
      times: 2.9,
      lastTime: null,
    } as const;
    assert.deepEqual(
      strip(only(boards.alertOf({ fingerprint: "known-day/tomorrow", severity: "info", reason }, 5))),
      [],
    );
  });
  it("tells long lengths in hours", () => {
    const laterMs = 53 * 60_000;
    assert.match(strip(boards.watch, { laterMs })[0] ?? "", /da 1 h 5 min$/);
    assert.match(strip(boards.many, { laterMs: 23 * 3_600_000 })[0] ?? "", /da 23 h 26 min$/);
    assert.match(strip(boards.many, { laterMs: 30 * 3_600_000 })[0] ?? "", /da 30 h$/);
  });
  it("says who is missing in words of one and of none", () => {
    assert.match(staff(3, 4) ?? "", /Chat: manca 1 operatrice,/);
    assert.match(staff(0, 4) ?? "", /Chat: nessuna operatrice in linea,/);
  });
});
