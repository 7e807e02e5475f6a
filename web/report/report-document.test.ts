import assert from "node:assert/strict";
import { it } from "node:test";

import type { Report } from "#wire/report.ts";

import { house1522, houseWithoutChat } from "../../test/support/houses.ts";
import { report1522 } from "../../test/support/report-1522.ts";
import type { Block, ReportSection, TableView } from "./document.ts";
import { reportDocument } from "./report-document.ts";
import { reportSpeechFor } from "./report-speech.ts";
import { summaryOf } from "./summary.ts";

const italian = reportSpeechFor("it", house1522);

const tablesOf = (block: Block): readonly TableView[] => {
  if (block.kind === "pair") return block.blocks.flatMap(tablesOf);
  return block.kind === "table" ? [block.table] : [];
};

/** The cells of a row of the table with this caption. */
function cells(sections: readonly ReportSection[], caption: RegExp, head: string): readonly string[] {
  const table = sections
    .flatMap(({ blocks }) => blocks.flatMap(tablesOf))
    .find((one) => caption.test(one.caption));
  return table?.rows.find((row) => row.head === head)?.cells ?? [];
}

const sections = reportDocument(report1522, house1522, italian);

it("has the sections of the printed report in its order", () =>
  assert.deepEqual(
    sections.map(({ number, title }) => `${number} ${title}`),
    [
      "1 Chiamate in entrata",
      "2 Durata delle chiamate e tempo medio di conversazione",
      "3 Tempo di attesa e livello di servizio",
      "4 Distribuzione delle chiamate",
      "5 Contatti via chat",
      "6 Tempo di risposta alle chat",
      "7 Distribuzione delle chat",
      "8 Chiamate effettuate dalle operatrici",
      "9 Chiamate per lingua",
      "10 Confronto con il periodo precedente",
    ],
  ));

it("leaves chats out of a house without chat", () => {
  const [phone] = report1522.channels;
  const report: Report = { ...report1522, channels: phone ? [phone] : [] };
  const english = reportSpeechFor(null, houseWithoutChat);
  const titles = reportDocument(report, houseWithoutChat, english).map(({ title }) => title);
  assert.equal(titles.length, 7);
  assert.deepEqual(
    titles.filter((title) => /chat/i.test(title)),
    [],
  );
});

it("gives the printed cells", () => {
  assert.deepEqual(cells(sections, /^Tabella 1\.1/, "Risposte"), ["16.020", "", "84,6%"]);
  assert.deepEqual(cells(sections, /^Tabella 1\.1/, "Bloccate"), ["7.303", "20,0%", ""]);
  assert.deepEqual(cells(sections, /^Tabella 2\.1/, "Durata totale delle chiamate"), ["1.654h 54m 56s"]);
  assert.deepEqual(cells(sections, /^Tabella 4\.1/, "20:00–24:00").slice(-3), ["731", "6.036", "16,6%"]);
  assert.deepEqual(cells(sections, /^Tabella 5\.1/, "sito"), ["6.357", "87,7%"]);
  assert.deepEqual(cells(sections, /^Tabella 6\.1/, "Da 20 a 60 secondi"), ["1.015", "14,0%"]);
  assert.deepEqual(cells(sections, /^Tabella 7\.1/, "Tot").slice(-2), ["7.246", "100%"]);
  assert.deepEqual(cells(sections, /^Tabella 10\.1/, "Chiamate in uscita"), ["163", "1.382", "−88,2%"]);
});

it("shows outcomes that are rare only when there are any", () => {
  const interrupted: Report = {
    ...report1522,
    channels: report1522.channels.map((channel) => ({
      ...channel,
      counts: { ...channel.counts, waitingNow: 2, interruptedBeforeQueue: 3 },
    })),
  };
  assert.deepEqual(cells(sections, /^Tabella 1\.1/, "Ancora in attesa"), []);
  const told = reportDocument(interrupted, house1522, italian);
  assert.deepEqual(cells(told, /^Tabella 1\.1/, "Ancora in attesa"), ["2", "", "—"]);
  assert.deepEqual(cells(told, /^Tabella 1\.1/, "Interrotte prima della coda"), ["3", "—", ""]);
});

it("claims no change while the period is not over, nor from a period that is not known whole", () => {
  const young: Report = { ...report1522, asOfMs: report1522.period.endMs - 1 };
  const gap: Report = {
    ...report1522,
    before: report1522.before && { ...report1522.before, complete: false },
  };
  for (const [report, caution] of [
    [young, "Questo periodo non è concluso"],
    [gap, "Del periodo precedente non si conoscono tutti i giorni"],
  ] as const) {
    const told = reportDocument(report, house1522, italian);
    assert.deepEqual(told[0]?.blocks[0], { kind: "text", text: "Le chiamate ricevute sono state 36.470." });
    assert.equal(summaryOf(report, house1522, italian)[0]?.beside, "");
    const last = told.at(-1)?.blocks.at(-1);
    assert.ok(last?.kind === "text" && last.text.startsWith(caution));
  }
  assert.equal(summaryOf(report1522, house1522, italian)[0]?.beside, "+5,3% sul periodo precedente");
});

it("says that there is nothing to compare with", () => {
  const alone = reportDocument({ ...report1522, before: null }, house1522, italian);
  assert.deepEqual(alone.at(-1)?.blocks, [
    { kind: "text", text: "Non c’è un periodo precedente con cui confrontare." },
  ]);
  assert.deepEqual(alone[0]?.blocks[0], { kind: "text", text: "Le chiamate ricevute sono state 36.470." });
});
