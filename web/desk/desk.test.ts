import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";

import { trendOf } from "../../test/support/board-trend.ts";
import { house1522 } from "../../test/support/houses.ts";
import * as boards from "../../test/support/usual-boards.ts";
import { fanPointsOf } from "../format/fan-points.ts";
import { DESK_CATALOGUE } from "../i18n/desk-catalogue.ts";
import { deskSpeechFor } from "./desk-speech.ts";
import { hoursOfDay } from "./hours-of-day.ts";
import { factsOf, staffedOf } from "./stream-facts.ts";
import { figuresOf } from "./stream-figures.ts";

const speech = deskSpeechFor(null, house1522);

function phoneOf(snapshot: BoardSnapshot) {
  const [phone] = snapshot.channels;
  assert.ok(phone?.outlook);
  return { ...phone, outlook: phone.outlook };
}

function figures(snapshot: BoardSnapshot): readonly string[] {
  const { outlook, now, today } = phoneOf(snapshot);
  const { staffing } = outlook;
  const onLine = now.operators?.onLine ?? null;
  const stream = {
    kind: "phone",
    net: today.net,
    outlook,
    staffing,
    onLine,
    knownDay: snapshot.knownDay,
  } as const;
  return figuresOf(stream, speech).map(({ value, label, beside }) => `${value} ${label}: ${beside}`);
}

function facts(snapshot: BoardSnapshot, isKnownDay = false): Map<string, string> {
  const phone = phoneOf(snapshot);
  const told = factsOf(phone.outlook, staffedOf(phone), { what: "chiamate", isKnownDay }, speech);
  return new Map(told.map(({ term, sentences }) => [term, sentences.join(" ")]));
}

describe("the figures of the desk", () => {
  it("stand beside what is usual of them", () =>
    assert.deepEqual(figures(boards.ordinaryDay), [
      "187 chiamate finora: alle 15:20 di solito 180 (149–210)",
      "1,0× il solito di martedì a quest’ora: quattro giorni su cinque fra 0,8 e 1,2",
      "14 nell’ultima ora: di solito 13 (7–20)",
      "≈ 341 previste a mezzanotte: quattro volte su cinque fra 305 e 380",
      "4 operatrici necessarie: 5 in linea",
    ]));
  it("on a known day stand beside what was expected of it too", () => {
    const [soFar, ratio, , , operators] = figures(boards.greatDay);
    assert.equal(soFar, "286 chiamate finora: alle 10:40 attese 288 (246–329), di solito 108");
    assert.equal(ratio, "2,6× il solito di mercoledì a quest’ora: 1,0 volte l’atteso (25 novembre)");
    assert.equal(operators, "10 operatrici necessarie: 8 in linea, ne mancano 2");
  });
  it("have an open end while a surge goes on", () =>
    assert.equal(
      figures(boards.surge)[3],
      "≥ 685 previste a mezzanotte: almeno: il picco può ancora crescere",
    ));
  it("say of how much of the last hour they speak", () => {
    const { outlook } = phoneOf(boards.ordinaryDay);
    assert.ok(outlook.lastHour);
    const lastHour = { ...outlook.lastHour, unseenMs: 1_500_000 };
    const stream = {
      kind: "phone",
      net: 187,
      outlook: { ...outlook, lastHour },
      staffing: null,
      onLine: null,
    } as const;
    assert.equal(
      figuresOf({ ...stream, knownDay: null }, speech)[2]?.beside,
      "di solito 13 (7–20); ne sono stati visti 35 minuti",
    );
  });
  it("say since when, of a day that was not seen whole", () =>
    assert.match(figures(boards.seenSinceNoon)[0] ?? "", /^62 chiamate dalle 12:05: /));
});

describe("the sentences behind the figures", () => {
  it("explain a surge", () =>
    assert.equal(
      facts(boards.surge).get("Picco"),
      "Livello: picco, dalle 10:15. Con il 99% di certezza le chiamate degli ultimi 60 minuti sono almeno 1,7 volte il solito di questo giorno e di quest’ora. Ne sono arrivate 53, se ne attendevano 24,9; il rapporto più probabile è 2,1. Il livello comincia a 1,6 volte.",
    ));
  it("name the day since which a surge has lasted", () => {
    const { surge } = phoneOf(boards.surge).outlook;
    const sinceMs = (surge.sinceMs ?? 0) - 86_400_000;
    const [phone] = boards.surge.channels;
    assert.ok(phone?.outlook);
    const channels = [{ ...phone, outlook: { ...phone.outlook, surge: { ...surge, sinceMs } } }];
    assert.match(
      facts({ ...boards.surge, channels }).get("Picco") ?? "",
      /^Livello: picco, dalle 10:15 di martedì\./,
    );
  });
  it("say where the first level would begin", () =>
    assert.match(
      facts(boards.ordinaryDay).get("Picco") ?? "",
      /^Livello: nessuno\..*Il primo livello comincia/,
    ));
  it("say that a level is only held", () =>
    assert.match(facts(boards.elevated).get("Picco") ?? "", /ora è solo mantenuto/));
  it("measure a known day against what was expected of it", () =>
    assert.match(facts(boards.greatDay, true).get("Picco") ?? "", /volte quelle attese per questo giorno/));
  it("tell a silence that chance does not explain", () => {
    assert.match(
      facts(boards.tooQuiet).get("Silenzio") ?? "",
      /^Nessuna dalle 09:40, mentre di solito ne arrivano 14/,
    );
    assert.equal(facts(boards.ordinaryDay).get("Silenzio"), undefined);
  });
  it("say how the operators were reckoned", () =>
    assert.equal(
      facts(boards.ordinaryDay).get("Operatrici"),
      "Ne servono 4 per raggiungere l’obiettivo: 80% di risposte entro 20 s (Erlang A). Calcolo: 18,7 chiamate l’ora, 12 min per ciascuna fra conversazione e chiusura, 3 min di pazienza in attesa. Con le 5 in linea se ne raggiunge il 91%. Se nessuno rinunciasse ne servirebbero 5 (Erlang C). Presunto, perché nessuna fonte lo dice: la pazienza.",
    ));
});

const dayOf = (snapshot: BoardSnapshot) => {
  const phone = phoneOf(snapshot);
  const trend = trendOf(snapshot);
  const [series] = trend.channels;
  assert.ok(series);
  const fan = fanPointsOf(phone.outlook);
  return { ...snapshot, ...series, stepMs: trend.stepMs, gaps: phone.gaps, fan };
};

const rowsOf = (day: Parameters<typeof hoursOfDay>[0]) =>
  new Map(hoursOfDay(day, "Chiamate", speech).rows.map(({ head, cells }) => [head, cells]));

const check = (texts: object): void => {
  for (const [key, phrase] of Object.entries(texts)) {
    if (typeof phrase === "object") check(phrase);
    else {
      const text = typeof phrase === "string" ? phrase : phrase("1", "2", "3", "4");
      assert.ok(text.trim().length > 0, key);
    }
  }
};

describe("the day as a table", () => {
  it("adds up, hour by hour, and looks ahead from the present one", () => {
    const rows = rowsOf(dayOf(boards.greatDay));
    assert.equal(rows.size, 24);
    const [arrived, total] = rows.get("9–10") ?? [];
    const before = rows.get("8–9")?.[1];
    assert.equal(Number(total), Number(before) + Number(arrived));
    assert.match(rows.get("10–11")?.[0] ?? "", /finora$/);
    assert.equal(rows.get("10–11")?.[1], "286");
    assert.deepEqual(rows.get("23–24")?.slice(4), ["768", "630–905"]);
  });
  it("has no figures for hours that nobody saw", () => {
    const rows = rowsOf(dayOf(boards.withGap));
    assert.deepEqual(rows.get("10–11")?.slice(0, 2), ["—", "—"]);
    assert.notEqual(rows.get("8–9")?.[0], "—");
  });
  it("has the hours that there are when the clock is set back", () => {
    const rows = hoursOfDay(
      {
        dayStartMs: Date.parse("2026-10-25T00:00:00+02:00"),
        dayEndMs: Date.parse("2026-10-26T00:00:00+01:00"),
        stepMs: 300_000,
        cumulative: [],
        gaps: [],
        usual: null,
        fan: [],
      },
      "Chiamate",
      speech,
    ).rows.map(({ head }) => head);
    assert.equal(rows.length, 25);
    assert.deepEqual(rows.slice(1, 5), ["1–2", "2–3", "2–3 di nuovo", "3–4"]);
    assert.equal(rows.at(-1), "23–24");
  });
});

it("has a text for every key in every language", () => {
  for (const words of Object.values(DESK_CATALOGUE)) check(words);
});
