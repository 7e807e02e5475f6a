/** A chart of a day as a table, hour by hour. */
import type { TrendChannel } from "#wire/trend.ts";

import { DASH } from "../format/formats.ts";
import type { FanPoint } from "../format/day-plot-data.ts";
import type { Gap } from "../format/trend-line.ts";
import { usualOfSeen } from "../format/usual-of-seen.ts";
import type { TableRow, TableView } from "../report/document.ts";
import type { DeskSpeech } from "./desk-speech.ts";
import { hourName } from "./stretch-words.ts";

const HOUR_MS = 3_600_000;

export interface DayToTell {
  readonly dayStartMs: number;
  readonly dayEndMs: number;
  readonly stepMs: number;
  /** By the end of each step that has begun. */
  readonly cumulative: readonly number[];
  readonly gaps: readonly Gap[];
  readonly usual: TrendChannel["usual"];
  readonly fan: readonly FanPoint[];
}

export function hoursOfDay(day: DayToTell, what: string, speech: DeskSpeech): TableView {
  const { words } = speech;
  const { hour, arrived, total, usual, range, projected, projectedRange } = words.columns;
  const hours = Array.from({ length: Math.round((day.dayEndMs - day.dayStartMs) / HOUR_MS) }, (_, at) => at);
  const seen = day.usual && usualOfSeen(day.usual, day.gaps);
  return {
    caption: words.table(what),
    columns: [hour, arrived, total, usual, range, projected, projectedRange],
    rows: hours.map((at) => rowOf(at, day, seen, speech)),
    note: words.tableNote,
    isWide: true,
  };
}

function rowOf(hour: number, day: DayToTell, usual: TrendChannel["usual"], speech: DeskSpeech): TableRow {
  const { words, count } = speech;
  const { dayStartMs, stepMs, cumulative, gaps, fan } = day;
  const fromMs = dayStartMs + hour * HOUR_MS;
  const toMs = fromMs + HOUR_MS;
  const steps = HOUR_MS / stepMs;
  const first = hour * steps;
  const last = first + steps - 1;
  const isBegun = cumulative.length > first;
  const isOver = cumulative.length > last + 1;
  const isUnseen = gaps.some(([from, to]) => from <= first && to >= Math.min(last + 1, cumulative.length));
  const total = cumulative[Math.min(last, cumulative.length - 1)] ?? 0;
  const arrived = count(total - (cumulative[first - 1] ?? 0));
  const point = isOver ? undefined : fan.find(({ atMs }) => atMs === toMs);
  const isTold = isBegun && !isUnseen;
  return {
    head: hourName(fromMs, speech),
    cells: [
      isTold ? (isOver ? arrived : words.soFarInHour(arrived)) : DASH,
      isTold ? count(total) : DASH,
      usual ? count(usual.expected[last] ?? 0) : DASH,
      usual ? `${count(usual.low[last] ?? 0)}–${count(usual.high[last] ?? 0)}` : DASH,
      point ? count(point.total) : DASH,
      point ? `${count(point.low)}–${count(point.high)}` : DASH,
    ],
    role: "plain",
  };
}
