import assert from "node:assert/strict";
import { it } from "node:test";

import type { Report, ReportDay } from "#wire/report.ts";

import { report1522 } from "../../test/support/report-1522.ts";
import { notesOf } from "./notes.ts";
import { reportSpeechFor } from "./report-speech.ts";

const italian = reportSpeechFor("it", { locales: ["it"], timeZone: "Europe/Rome" });

/** The report with some days of its phone changed, by date. */
function withDays(changes: Readonly<Record<string, Partial<ReportDay>>>): Report {
  return {
    ...report1522,
    channels: report1522.channels.map((channel) => ({
      ...channel,
      days: channel.days.map((day) => (channel.channel === "phone" ? { ...day, ...changes[day.date] } : day)),
    })),
  };
}

it("says nothing when everything is final and known", () =>
  assert.deepEqual(notesOf(report1522, italian), []));

it("tells days that are not over, and those that may still change", () => {
  const report = withDays({
    "2025-11-27": { state: "provisional" },
    "2025-11-28": { state: "open", knownHours: 10 },
    "2025-11-29": { state: "ahead", knownHours: 0 },
    "2025-11-30": { state: "ahead", knownHours: 0 },
  });
  assert.deepEqual(notesOf(report, italian), [
    "Il periodo non è concluso: non ancora iniziati 2 giorni.",
    "Giornata ancora in corso: 28 novembre 2025.",
    "Cifre provvisorie, che eventi in ritardo possono ancora cambiare: 27 novembre.",
  ]);
});

it("joins neighbouring days of which something is missing, with their hours", () => {
  const report = withDays({
    "2025-09-11": { knownHours: 21 },
    "2025-09-14": { knownHours: 0 },
    "2025-09-15": { knownHours: 12 },
  });
  assert.deepEqual(notesOf(report, italian), [
    "Telefono, dati mancanti: 11 settembre (3 h) e 14–15 settembre (36 h).",
  ]);
});

it("tells a period that begins before the data, without listing the days before", () => {
  const report = { ...withDays({ "2025-09-01": { knownHours: 0 } }), knownFrom: "2025-09-02" };
  assert.deepEqual(notesOf(report, italian), [
    "Il periodo inizia prima dei dati: la prima data nota è 2 settembre 2025.",
  ]);
  assert.deepEqual(notesOf({ ...report1522, knownFrom: null }, italian), [
    "Di questo periodo non è noto alcun dato.",
  ]);
});

it("counts what would be too long to list", () => {
  const odd = Array.from({ length: 10 }, (_, index) => `2025-09-${String(index * 2 + 1).padStart(2, "0")}`);
  const [note = ""] = notesOf(
    withDays(Object.fromEntries(odd.map((date) => [date, { knownHours: 23 }]))),
    italian,
  );
  assert.match(note, /15 settembre \(1 h\) e altri 2 intervalli\.$/);
});
