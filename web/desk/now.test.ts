import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import {
  acknowledgedBy,
  chatRate,
  fewOperators,
  many,
  silentPbx,
  withAlerts,
} from "../../test/support/alert-boards.ts";
import { heartbeat } from "../../test/support/board-frames.ts";
import * as plain from "../../test/support/boards.ts";
import { house1522, houseWithoutChat } from "../../test/support/houses.ts";
import * as boards from "../../test/support/usual-boards.ts";
import { presentOf } from "../view/present.ts";
import { adviceOf } from "./advice.ts";
import type { Desk } from "./desk.ts";
import { deskSentence } from "./desk-sentence.ts";
import { deskSpeechFor } from "./desk-speech.ts";
import { addressWith, channelsUnder, filterOfAddress, NO_FILTER } from "./now-filter.ts";
import { courseFigures, momentFigures, partFigures } from "./now-figures.ts";
import { narrowed, reasonsOf } from "./reasons.ts";

const speech = deskSpeechFor(null, house1522);
const house = house1522;

function deskOf(snapshot: BoardSnapshot, ages: Record<string, number> = {}): Desk {
  const beat = { ...heartbeat(house, snapshot.asOfMs, ages), build: "b" };
  const received = { snapshot, heartbeat: beat, heartbeatAtMs: 0, frameAtMs: 0 };
  const present = presentOf(received, house, 0);
  return { house, received, present, speech, languageWish: null, reconnections: 0, person: null };
}

const channelOf = (snapshot: BoardSnapshot, name: "phone" | "chat") =>
  snapshot.channels.find(({ channel }) => channel === name) ?? assert.fail();
const told = (figures: ReturnType<typeof momentFigures>) =>
  figures.map(
    ({ value, label, beside, isLow }) => `${value} ${label}: ${beside}${isLow === true ? " !" : ""}`,
  );

describe("the figures of the moment", () => {
  it("are the wall's, and tick the longest wait", () => {
    const phone = channelOf(boards.understaffed, "phone");
    const nowMs = boards.understaffed.asOfMs + 5_000;
    assert.deepEqual(told(momentFigures(phone, { house, nowMs }, speech)), [
      "1 in attesa: di solito 1",
      "0:19 attesa più lunga: di solito sotto 1:00",
      "3 in conversazione: di solito 3",
      "8 operatrici in linea: ne servono 10 !",
    ]);
  });
  it("mark how many wait as they mark for how long", () => {
    const phone = channelOf(boards.ordinaryDay, "phone");
    const nowMs = boards.ordinaryDay.asOfMs;
    const now = { ...phone.now, waiting: 2, longestWaitSinceMs: nowMs - 130_000 };
    const [waiting, longest] = momentFigures({ ...phone, now }, { house, nowMs }, speech);
    assert.deepEqual([waiting?.isLow, longest?.isLow], [true, true]);
  });
  it("are dashes where nobody waits and nobody counts operators", () => {
    const phone = channelOf(plain.empty, "phone");
    const [, longest, , operators] = momentFigures(phone, { house, nowMs: plain.empty.asOfMs }, speech);
    assert.equal(longest?.value, "—");
    assert.deepEqual([operators?.value, operators?.beside], ["—", "nessuna fonte lo dice"]);
  });
  it("stand beside targets and the usual", () => {
    const chat = channelOf(boards.greatDay, "chat");
    const [, configured] = house.channels;
    assert.ok(configured);
    assert.deepEqual(told(courseFigures(chat, configured, speech)), [
      "0:15 attesa media, 30 min: oggi 0:16",
      "96% chat risposte, oggi: ",
      "83% chat entro 20\u00A0s, oggi: obiettivo 81%, ultima ora 83%",
      "96% chat entro 60\u00A0s, oggi: obiettivo 95%, ultima ora 96%",
      "61 chat oggi: di solito 27",
      "≈ 188 previste a mezzanotte: fra 150 e 226",
    ]);
  });
  it("give the number that their explanation gives, also while the end is open", () => {
    for (const board of [boards.ordinaryDay, boards.extreme]) {
      const phone = channelOf(board, "phone");
      const { projection } = phone.outlook ?? assert.fail();
      const configured = house.channels.find(({ channel }) => channel === "phone") ?? assert.fail();
      const shown = courseFigures(phone, configured, speech).at(-1);
      const explained = { "projected-total": projection.total, "projected-low": projection.low };
      const figure = shown?.key.figure;
      assert.ok(figure === "projected-total" || figure === "projected-low");
      assert.equal(shown?.value.slice(2), speech.count(explained[figure]));
    }
  });
  it("of a part are only those that can be told of it", () => {
    const chat = channelOf(plain.busy, "chat");
    assert.deepEqual(
      partFigures(chat, { entry: "site" }, speech).map(({ key, value }) => [key.figure, key.entry, value]),
      [
        ["waiting", "site", "10"],
        ["in-conversation", "site", "0"],
      ],
    );
    assert.deepEqual(partFigures(chat, { language: "xx" }, speech), []);
  });
});

const read = (text: string) => filterOfAddress(new URLSearchParams(text), house);

describe("the filter", () => {
  it("is what the address asks for, as far as the house has it", () => {
    assert.deepEqual(read("channel=chat&language=fr&entry=app"), {
      filter: { channel: "chat", language: "fr", entry: "app" },
      unknown: [],
    });
    assert.deepEqual(read("channel=fax&language=xx"), {
      filter: NO_FILTER,
      unknown: ["channel", "language"],
    });
    assert.deepEqual(read("channel=phone&entry=app").unknown, ["entry"]);
  });
  it("leaves the rest of the address as it is", () => {
    const filter = { ...NO_FILTER, channel: "chat" as const };
    const address = addressWith(filter, { pathname: "/desk", search: "?lang=en&language=fr" });
    assert.equal(address, "/desk?lang=en&channel=chat");
    assert.equal(addressWith(NO_FILTER, { pathname: "/desk", search: "?channel=chat" }), "/desk");
  });
  it("leaves the channels that have something to say", () => {
    assert.deepEqual(channelsUnder({ ...NO_FILTER, entry: "app" }, house), ["chat"]);
    assert.deepEqual(channelsUnder(NO_FILTER, houseWithoutChat), ["phone"]);
  });
});

const reasons = (
  snapshot: BoardSnapshot,
  ages = {},
  channels: readonly ("phone" | "chat")[] = ["phone", "chat"],
) => {
  const { present } = deskOf(snapshot, ages);
  return reasonsOf({ present, ...narrowed({ house, snapshot }, channels) }, speech);
};

describe("why things stand as they do", () => {
  it("names every reason once, the gravest first", () => {
    const all = reasons(many);
    assert.deepEqual(
      all.map(({ mood }) => mood).toSorted(),
      all.map(({ mood }) => mood),
    );
    assert.match(all[0]?.text ?? "", /^Telefono: 4 chiamate perse di fila/);
    assert.ok(all.some(({ text }) => text.startsWith("Chat: risposte entro")));
    assert.equal(new Set(all.map(({ text }) => text)).size, all.length);
  });
  it("has only those of the chosen channel", () => {
    const all = reasons(many, {}, ["chat"]);
    assert.ok(
      all.every(({ text }) => !text.startsWith("Telefono")),
      JSON.stringify(all),
    );
  });
  it("tells silent sources beside what is missed", () => {
    const texts = reasons(plain.missed, { pbx: 20_000 }).map(({ text }) => text);
    assert.match(texts.join("\n"), /Nessuna notizia da centralino/);
    assert.match(texts.join("\n"), /obiettivo/);
  });
  it("tells the silence of a source once, also when somebody has taken it on", () => {
    const taken = withAlerts(boards.ordinaryDay, acknowledgedBy(silentPbx));
    const texts = reasons(taken, { pbx: 90_000, chats: 70_000 }).map(({ text }) => text);
    assert.equal(texts.filter((text) => text.includes("centralino")).length, 1, texts.join("\n"));
  });
  it("is nothing on an ordinary day", () => assert.deepEqual(reasons(boards.ordinaryDay), []));
  it("has one for every figure that is marked, unless an alert tells it", () => {
    assert.deepEqual(
      reasons(boards.understaffed).map(({ text }) => text),
      ["Telefono: mancano 2 operatrici (8 in linea, ne servono 10)."],
    );
    const { present } = deskOf(boards.extreme);
    const nowMs = present.nowMs ?? assert.fail();
    const marks = house.channels.flatMap((configured) => {
      const current = channelOf(boards.extreme, configured.channel);
      return [
        ...momentFigures(current, { house, nowMs }, speech),
        ...courseFigures(current, configured, speech),
      ].filter(({ key, isLow }) => isLow === true && key.figure !== "waiting");
    });
    const attention = reasons(boards.extreme).filter(({ mood }) => mood === "attention");
    assert.ok(marks.length > 4);
    assert.equal(attention.length, marks.length, JSON.stringify([marks, attention], null, 1));
    assert.equal(reasons(withAlerts(boards.understaffed, fewOperators)).length, 1);
  });
  it("tells a target that another alert of the same channel does not speak of", () => {
    const texts = reasons(withAlerts(boards.extreme, chatRate)).map(({ text }) => text);
    const ofChats = texts.filter((text) => /^Chat (entro|risposte)|^Chat: risposte/.test(text));
    assert.equal(ofChats.length, new Set(ofChats).size);
    assert.ok(
      ofChats.some((text) => text.includes("60")),
      texts.join("\n"),
    );
  });
  it("is the lost link alone while the link is lost", () => {
    const { received } = deskOf(boards.extreme);
    const snapshot = boards.extreme;
    const present = presentOf(received, house, 20_000);
    assert.deepEqual(
      reasonsOf({ present, house, snapshot }, speech).map(({ text }) => text),
      ["Collegamento al server perso: cifre ferme dalle 10:42:30."],
    );
  });
});

const advice = (snapshot: BoardSnapshot, ages = {}) =>
  adviceOf({ house, snapshot, present: deskOf(snapshot, ages).present }, ["phone", "chat"], speech).map(
    ({ text, isUrgent }) => `${isUrgent ? "! " : ""}${text}`,
  );

describe("what could be done", () => {
  it("says how many operators are missing, for which target", () =>
    assert.deepEqual(advice(boards.understaffed), [
      "! Telefono: mancano 2 operatrici per l’80% entro 20 s. Con le 8 in linea se ne raggiunge il 63%. Una è in pausa.",
      "Chat: le operatrici bastano: 4 in linea, ne servono 2.",
    ]));
  it("says where somebody waits and nobody speaks the language at this hour", () => {
    const [first] = advice({
      ...plain.usual,
      channels: plain.usual.channels.map((one) => ({
        ...one,
        now: {
          ...one.now,
          languages: one.now.languages.map((of) => (of.language === "fr" ? { ...of, waiting: 1 } : of)),
        },
      })),
    });
    assert.equal(first, "! Telefono: 1 attende in francese, e a quest’ora lo sportello non è aperto.");
  });
  it("says that nobody is free where somebody waits long, also before anything is known of the usual", () => {
    const nowMs = plain.usual.asOfMs;
    const people = { onLine: 3, available: 0, ringing: 0, busy: 3, wrapUp: 0, paused: 0, offline: 0 };
    const phone = channelOf(plain.usual, "phone");
    const waiting = (longestWaitSinceMs: number, operators: typeof people) => ({
      ...plain.usual,
      channels: [{ ...phone, now: { ...phone.now, waiting: 7, longestWaitSinceMs, operators } }],
    });
    assert.deepEqual(advice(waiting(nowMs - 280_000, people)), [
      "! Telefono: qualcuno attende a lungo e nessuna operatrice è libera. Servono altre in linea.",
    ]);
    assert.deepEqual(advice(waiting(nowMs - 20_000, people)), []);
    assert.deepEqual(advice(waiting(nowMs - 280_000, { ...people, available: 1 })), []);
  });
  it("says nothing of a channel whose figures are old, but what to check", () =>
    assert.deepEqual(advice(boards.understaffed, { pbx: 40_000 }), [
      "! Controllare centralino: le sue cifre sono ferme dalle 15:19:27.",
      "Chat: le operatrici bastano: 4 in linea, ne servono 2.",
    ]));
});

it("does not call usual what is not known to be", () => {
  assert.equal(deskSentence(deskOf(boards.ordinaryDay)).text, "Tutto nella norma.");
  assert.equal(
    deskSentence(deskOf(plain.usual)).text,
    "Niente da segnalare: il solito di chiamate e chat non è ancora noto.",
  );
  assert.match(deskSentence(deskOf(plain.missed)).text, /obiettivo/);
});
