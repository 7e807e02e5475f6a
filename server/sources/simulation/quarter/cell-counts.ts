import type { PeakDay } from "#config/quarter-schema.ts";

import type { Random } from "../random.ts";
import { spread, spreadWithin } from "./draws.ts";
import type { QuarterDay } from "./quarter-days.ts";

interface CellOptions {
  readonly days: readonly QuarterDay[];
  /** Contacts of the quarter by band and weekday. */
  readonly cells: readonly (readonly number[])[];
  readonly peakDay: PeakDay;
  /** Contacts of the peak day. */
  readonly peakTotal: number;
  /** How many times the ordinary each day gets. */
  readonly levels: readonly number[];
  /** Standard deviation of the logarithm of one band of one day. */
  readonly cellDeviation: number;
  readonly random: Random;
}

/**
 * How many contacts arrive in each band of each day, `[day][band]`. Every cell of
 * the table is spread over its days, the peak day has its total: both hold exactly.
 */
export function cellCounts(options: CellOptions): number[][] {
  const { days, cells, levels, cellDeviation, random } = options;
  const counts = days.map(() => cells.map(() => 0));
  const peak = days.findIndex(({ day }) => day.key === options.peakDay.date);
  const ofPeak = peakCounts(options, days[peak]?.weekday ?? 0);
  counts[peak] = ofPeak;
  cells.forEach((row, band) => {
    row.forEach((total, weekday) => {
      const others = days.flatMap((one, index) => (one.weekday === weekday && index !== peak ? [index] : []));
      const weights = others.map(
        (index) =>
          (levels[index] ?? 1) * slotsIn(days[index], band) * Math.exp(cellDeviation * random.normal()),
      );
      const left = total - (weekday === days[peak]?.weekday ? (ofPeak[band] ?? 0) : 0);
      spread(left, weights, random).forEach((count, place) => {
        const day = counts[others[place] ?? -1];
        if (day !== undefined) day[band] = count;
      });
    });
  });
  return counts;
}

/** Partly as on an ordinary day of its weekday, partly as news spread over the day. */
function peakCounts({ cells, peakDay, peakTotal, random }: CellOptions, weekday: number): number[] {
  const { newsWeight, newsShareByBand, largestShareOfCell } = peakDay;
  const ordinary = cells.map((row) => row[weekday] ?? 0);
  const all = ordinary.reduce((sum, cell) => sum + cell, 0);
  return spreadWithin({
    total: peakTotal,
    weights: ordinary.map(
      (cell, band) => ((1 - newsWeight) * cell) / all + newsWeight * (newsShareByBand[band] ?? 0),
    ),
    limits: ordinary.map((cell) => Math.floor(cell * largestShareOfCell)),
    random,
  });
}

/** When the clock goes back a band has five hours, and five fourths of the contacts. */
const slotsIn = (day: QuarterDay | undefined, band: number): number => day?.bands[band]?.length ?? 0;
