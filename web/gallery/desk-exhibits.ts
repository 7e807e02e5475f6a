import { deskSpeechFor } from "../desk/desk-speech.ts";
import type { DeskFigure } from "../desk/desk-figure.ts";
import { reportSpeechFor } from "../report/report-speech.ts";
import { HOUSE, NOW_MS, type States } from "./exhibit.ts";

const speech = deskSpeechFor(null, HOUSE);
const figure: DeskFigure = {
  value: "86%",
  label: "chiamate risposte, oggi",
  beside: "129 su 150, obiettivo 85%",
  key: { figure: "answer-rate", channel: "phone", window: "today" },
};

/** Elements of the desk. */
export const deskExhibits = {
  "ve-desk-figure": {
    plain: { figure, speech },
    large: { figure, speech, size: "large" },
    "below its target": { figure: { ...figure, value: "71%", isLow: true }, speech },
    late: { figure, speech, state: { level: "late", sinceMs: NOW_MS - 17_000 } },
    stopped: { figure, speech, state: { level: "stopped", sinceMs: NOW_MS - 70_000 } },
  },
  "ve-period-chooser": {
    "periods that have names": {
      periods: [
        { kind: "contract-quarter", from: "2026-09-01", to: "2026-11-30", isOver: false },
        { kind: "month", from: "2026-10-01", to: "2026-10-31", isOver: true },
      ],
      period: { from: "2026-10-01", to: "2026-10-31" },
      speech: reportSpeechFor(null, HOUSE),
    },
  },
} satisfies { readonly [Of in "ve-desk-figure" | "ve-period-chooser"]: States<Of> };
