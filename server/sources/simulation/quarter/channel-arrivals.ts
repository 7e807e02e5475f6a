import type { PeakDay, QuarterDispersion, QuarterTable } from "#config/quarter-schema.ts";

import { createRandom } from "../random.ts";
import { type Arrival, arrivalsWithin } from "./arrivals.ts";
import { cellCounts } from "./cell-counts.ts";
import type { QuarterDay } from "./quarter-days.ts";
import { weekProfile } from "./week-profile.ts";

/** All contacts of one channel in order, as many in each cell as the table says. */
export function channelArrivals(options: {
  readonly seed: string;
  readonly days: readonly QuarterDay[];
  readonly table: QuarterTable;
  readonly peakDay: PeakDay;
  readonly peakTotal: number;
  /** How many times the ordinary each day gets. */
  readonly levels: readonly number[];
  readonly dispersion: QuarterDispersion;
}): Arrival[] {
  const { seed, days, table, peakDay, peakTotal, levels, dispersion } = options;
  const counts = cellCounts({
    days,
    cells: table.cells,
    peakDay,
    peakTotal,
    levels,
    cellDeviation: dispersion.cell,
    random: createRandom(`${seed}|cells`),
  });
  return arrivalsWithin({
    days,
    counts,
    profile: weekProfile(table.cells),
    dispersion,
    random: createRandom(`${seed}|arrivals`),
  });
}
