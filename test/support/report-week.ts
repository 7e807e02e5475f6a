/** When contacts of the printed quarter came, down to the hour and the day: the printed tables, and between them an invented profile. */
import type { BandTable, HourBand, ReportDay } from "#wire/report.ts";

import { partsOf, shareOf, sumOf } from "./report-shares.ts";

/** How the four hours of a printed band share its contacts. */
const WITHIN_BAND = [
  [5, 3, 2, 2],
  [2, 2, 3, 5],
  [4, 7, 9, 9],
  [8, 9, 9, 8],
  [9, 9, 8, 7],
  [7, 6, 5, 4],
];

const DAY_MS = 86_400_000;
const QUARTER_START_MS = Date.UTC(2025, 8, 1);
const SIX_HOURS: readonly HourBand[] = [
  { fromHour: 6, toHour: 12 },
  { fromHour: 12, toHour: 18 },
  { fromHour: 18, toHour: 24 },
  { fromHour: 0, toHour: 6 },
];

/** By weekday, Monday first, and hour, from the printed table of bands and weekdays. */
export function weekOf(byBandAndWeekday: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return Array.from({ length: 7 }, (_, day) =>
    byBandAndWeekday.flatMap((counts, band) => partsOf(counts[day] ?? 0, WITHIN_BAND[band] ?? [1, 1, 1, 1])),
  );
}

/** The printed bands of four hours, and those of six that the printed text announces. */
export function bandTablesOf(week: readonly (readonly number[])[]): readonly BandTable[] {
  const fourHours = [0, 4, 8, 12, 16, 20].map((fromHour) => ({ fromHour, toHour: fromHour + 4 }));
  return [fourHours, SIX_HOURS].map((bands) => bandTableOf(week, bands));
}

function bandTableOf(week: readonly (readonly number[])[], bands: readonly HourBand[]): BandTable {
  const total = sumOf(week.map(sumOf));
  return {
    rows: bands.map((band) => {
      const byWeekday = week.map((hours) => sumOf(hours.slice(band.fromHour, band.toHour)));
      return { band, byWeekday, total: shareOf(sumOf(byWeekday), total) };
    }),
    weekdays: week.map((hours) => shareOf(sumOf(hours), total)),
    total,
  };
}

/** Every day of the quarter with its part of its weekday; 25 November, a Tuesday, gets as many as told. */
export function daysOf(
  week: readonly (readonly number[])[],
  { blacklisted, peak }: { readonly blacklisted: number; readonly peak: number },
): readonly ReportDay[] {
  const refused = partsOf(
    blacklisted,
    Array.from({ length: 91 }, () => 1),
  );
  const byWeekday = week.map((hours, day) => {
    const whole = sumOf(hours);
    const isTuesday = day === 1;
    const ordinary = partsOf(
      isTuesday ? whole - peak : whole,
      [7, 8, 9, 8, 7, 8, 9, 8, 7, 8, 9, 8, 7].slice(isTuesday ? 1 : 0),
    );
    return isTuesday ? [...ordinary, peak] : ordinary;
  });
  return refused.map((notWanted, index): ReportDay => {
    const arrived = byWeekday[index % 7]?.[Math.floor(index / 7)] ?? 0;
    return {
      date: new Date(QUARTER_START_MS + index * DAY_MS).toISOString().slice(0, 10),
      arrived,
      net: arrived - notWanted,
      hours: index === 55 ? 25 : 24,
      knownHours: index === 55 ? 25 : 24,
      state: "closed",
    };
  });
}
