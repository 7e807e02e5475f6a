import { hymanSpline } from "#domain/hyman-spline.ts";

const BAND_HOURS = 4;
const WEEKDAYS = 7;
const WEEKS = 13;
const TUESDAY = 1;
const SUNDAY = 6;
/** How a day in the news spreads over the six bands (assumed); half of 25 November follows it, half an ordinary Tuesday. */
const MEDIA_SHAPE = [0.03, 0.03, 0.22, 0.24, 0.26, 0.22];

/**
 * Expected contacts for each weekday and hour of an ordinary week, from a table
 * of band x weekday totals of the quarter, Monday first.
 *
 * 25 November is taken out of its Tuesday. The night of 26 October had 53 hours
 * for 52. The printed cells are rough (bursts, nuisance callers), so each is
 * drawn half way, geometrically, towards row x column / total; weekdays keep their totals.
 */
export function ordinaryWeek(table: readonly (readonly number[])[], peakDayTotal: number): number[][] {
  const perDay = table.map((row, band) =>
    row.map((total, weekday) => {
      if (weekday === TUESDAY) return (total - peakDayTotal * peakShare(table, band)) / (WEEKS - 1);
      return total / (weekday === SUNDAY && band === 0 ? WEEKS + 0.25 : WEEKS);
    }),
  );
  const calm = withHalfOfTheInteraction(perDay);
  const bands = Array.from({ length: WEEKDAYS }, (_, weekday) => calm.map((row) => row[weekday] ?? 0)).flat();
  const hours = [...hymanSpline(bands, BAND_HOURS)];
  return Array.from({ length: WEEKDAYS }, (_, weekday) => hours.slice(weekday * 24, (weekday + 1) * 24));
}

function peakShare(table: readonly (readonly number[])[], band: number): number {
  const tuesday = table.map((row) => row[TUESDAY] ?? 0);
  return ((tuesday[band] ?? 0) / sum(tuesday) + (MEDIA_SHAPE[band] ?? 0)) / 2;
}

function withHalfOfTheInteraction(table: readonly (readonly number[])[]): number[][] {
  const columns = Array.from({ length: WEEKDAYS }, (_, weekday) =>
    sum(table.map((row) => row[weekday] ?? 0)),
  );
  const total = sum(columns);
  const drawn = table.map((row) =>
    row.map((cell, weekday) => Math.sqrt((cell * sum(row) * (columns[weekday] ?? 0)) / total)),
  );
  const drawnColumns = columns.map((_, weekday) => sum(drawn.map((row) => row[weekday] ?? 0)));
  return drawn.map((row) =>
    row.map((cell, weekday) => (cell * (columns[weekday] ?? 0)) / (drawnColumns[weekday] ?? 1)),
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
