import { hourTicks } from "../format/day-axis.ts";
import type { DayPlotData } from "../format/day-plot-data.ts";
import type { Segment } from "../format/fit-caption.ts";
import type { TrendView } from "../view/trend-view.ts";
import { HOUSE, type States } from "./exhibit.ts";

const HOUR_MS = 3_600_000;
const DAY_START_MS = Date.parse("2026-11-24T00:00:00+01:00");
const DAY_END_MS = DAY_START_MS + 24 * HOUR_MS;
const STEP_MS = HOUR_MS / 12;

/** Calls by the end of an hour of an invented day. */
const byHour = (hour: number): number => Math.round(330 / (1 + Math.exp(-(hour - 13) / 3.4)) - 7);
const hours = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

const known = hours(0, 15);
const plain: DayPlotData = {
  line: {
    atMs: known.map((hour) => DAY_START_MS + hour * HOUR_MS),
    cumulative: known.map(byHour),
    newest: { atMs: DAY_START_MS + 15 * HOUR_MS, cumulative: byHour(15) },
  },
  dayStartMs: DAY_START_MS,
  dayEndMs: DAY_END_MS,
  ticks: hourTicks(DAY_START_MS, DAY_END_MS, HOUSE.timeZone),
  usual: null,
  fan: [],
};
const steps = Array.from({ length: 288 }, (_, at) => byHour((at + 1) / 12));
const usual = {
  stepMs: STEP_MS,
  low: steps.map((value) => value * 0.85 - 4),
  high: steps.map((value) => value * 1.12 + 4),
};
const against: DayPlotData = {
  ...plain,
  usual,
  fan: hours(15, 24).map((hour) => ({
    atMs: DAY_START_MS + hour * HOUR_MS,
    total: byHour(hour),
    low: byHour(hour) - (hour - 15) * 3,
    high: byHour(hour) + (hour - 15) * 3,
  })),
};
const gap: DayPlotData = {
  ...against,
  line: {
    ...plain.line,
    cumulative: plain.line.cumulative.map((value, hour) => (hour > 8 && hour < 12 ? null : value)),
  },
};

const counted: Segment = [
  { text: "Chiamate oggi ", look: "plain" },
  { text: "187", look: "strong" },
];
const besideUsual: Segment = [{ text: "di solito 180", look: "plain" }];
const projected: Segment = [
  { text: "a mezzanotte ", look: "plain" },
  { text: "≈ 341", look: "projected" },
  { text: " (305–380)", look: "plain" },
];
const wordings = [[counted, besideUsual, projected], [counted, besideUsual], [counted]];
const view: TrendView = {
  wordings,
  spoken: "Chiamate oggi, totale dalla mezzanotte: 187 alle 15:00",
  note: "",
};

/** Today's line, and the words above it. */
export const trendExhibits = {
  "ve-trend": {
    "against the usual": { view, data: against },
    "nothing is usual yet": { view: { ...view, wordings: [[counted]] }, data: plain },
    learning: { view: { ...view, note: "sto imparando: settimana 2 di 4" }, data: against },
    "a part was not seen": { view, data: gap },
    late: { view, data: against, freshness: "late" },
    "no history": { view, data: null },
  },
  "ve-trend-caption": {
    full: { wordings },
    short: { wordings: [[counted]] },
  },
} satisfies { readonly [Of in "ve-trend" | "ve-trend-caption"]: States<Of> };
