import { deskSpeechFor } from "../desk/desk-speech.ts";
import type { DeskFigure } from "../desk/desk-figure.ts";
import type { HeatView } from "../desk/history-tables.ts";
import { layersPicture } from "../elements/plot-paint.ts";
import type { PlotData } from "../format/plot-data.ts";
import { reportSpeechFor } from "../report/report-speech.ts";
import { HOUSE, NOW_MS, type States } from "./exhibit.ts";

const speech = deskSpeechFor(null, HOUSE);
const figure: DeskFigure = {
  value: "86%",
  label: "chiamate risposte, oggi",
  beside: "129 su 150, obiettivo 85%",
  key: { figure: "answer-rate", channel: "phone", window: "today" },
};

const HOUR_MS = 3_600_000;
const hours = Array.from({ length: 24 }, (_, hour) => ({
  fromMs: NOW_MS - (24 - hour) * HOUR_MS,
  toMs: NOW_MS - (23 - hour) * HOUR_MS,
}));
const plot: PlotData = {
  fromMs: NOW_MS - 24 * HOUR_MS,
  toMs: NOW_MS,
  ceiling: 30,
  ticks: hours
    .filter((_, hour) => hour % 6 === 0)
    .map(({ fromMs }, at) => ({ atMs: fromMs, label: `${at * 6}` })),
  layers: [],
};
const wave = (hour: number): number => Math.round(10 + 8 * Math.sin(hour / 3));

const heat: HeatView = {
  columns: ["lun", "mar", "mer"],
  rows: ["9–10", "10–11", "11–12"].map((head, row) => ({
    head,
    cells: [4.2, 12.5, 21].map((mean, column) =>
      row === 2 && column === 2
        ? { text: "—", heat: null, spoken: `${head}: nessuna ora nota.` }
        : {
            text: speech.decimal(mean + row),
            heat: (mean + row) / 23,
            spoken: `${head}: in media ${mean + row}.`,
          },
    ),
  })),
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
  "ve-heat-table": {
    "means, one of them not known": {
      view: heat,
      caption: "Chiamate in media",
      head: "Ora",
      note: "Una nota.",
    },
  },
  "ve-plot": {
    "a line with a gap over an area": {
      label: "Una linea",
      picture: layersPicture({
        ...plot,
        layers: [
          {
            kind: "area",
            ink: "usual",
            atMs: hours.map(({ toMs }) => toMs),
            low: hours.map((_, hour) => wave(hour) - 4),
            high: hours.map((_, hour) => wave(hour) + 4),
          },
          {
            kind: "line",
            ink: "ink",
            isStrong: true,
            hasEnd: true,
            label: "oggi",
            atMs: hours.map(({ toMs }) => toMs),
            values: hours.map((_, hour) => (hour > 8 && hour < 12 ? null : wave(hour))),
          },
        ],
      }),
    },
    "stacked columns, some of them not known": {
      label: "Colonne",
      picture: layersPicture({
        ...plot,
        layers: [
          {
            kind: "columns",
            inks: ["accent", "ink", "usual"],
            columns: hours.map(({ fromMs, toMs }, hour) => ({
              fromMs,
              toMs,
              parts: hour === 5 ? null : [wave(hour), 3, 2],
            })),
          },
        ],
      }),
    },
    "nothing yet": { label: "Vuoto", picture: null },
  },
  "ve-sound": { "no alarm": { alarms: [], clock: "15:20", speech } },
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
} satisfies {
  readonly [
    Of in "ve-desk-figure" | "ve-heat-table" | "ve-period-chooser" | "ve-plot" | "ve-sound"
  ]: States<Of>;
};
