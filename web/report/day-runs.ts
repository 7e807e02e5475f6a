import type { ReportDay } from "#wire/report.ts";

/** Days on end that share something, and the hours of them of which nothing is known. */
export interface DayRun {
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly unknownHours: number;
}

/** The days that `isMeant` holds of, neighbours joined; `days` are in order and without gaps. */
export function dayRuns(days: readonly ReportDay[], isMeant: (day: ReportDay) => boolean): readonly DayRun[] {
  const runs: DayRun[] = [];
  for (const [index, day] of days.entries()) {
    if (!isMeant(day)) continue;
    const unknownHours = day.hours - day.knownHours;
    const before = days[index - 1];
    const run = before && isMeant(before) ? runs.pop() : undefined;
    runs.push({
      from: run?.from ?? day.date,
      to: day.date,
      days: (run?.days ?? 0) + 1,
      unknownHours: (run?.unknownHours ?? 0) + unknownHours,
    });
  }
  return runs;
}
