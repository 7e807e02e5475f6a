/** Today's cumulative line over what is usual, with the fan of what is still to come, and last year's day. */
import { type DayPlotData, fanOf, usualArea } from "../format/day-plot-data.ts";
import { ceilingOf, type PlotData, type PlotLayer } from "../format/plot-data.ts";

export interface LineOfBefore {
  readonly atMs: readonly number[];
  readonly values: readonly (number | null)[];
  readonly label: string;
}

export function dayPlot(data: DayPlotData, before: LineOfBefore | null, todayLabel: string): PlotData {
  const usual = usualArea(data);
  const fan = fanOf(data);
  const layers: readonly PlotLayer[] = [
    ...(usual ? [{ kind: "area", ink: "usual", ...usual } as const] : []),
    ...(fan
      ? [
          { kind: "area", ink: "accent", isFaint: true, ...fan } as const,
          { kind: "line", ink: "accent", isDashed: true, atMs: fan.atMs, values: fan.total } as const,
        ]
      : []),
    ...(before ? [{ kind: "line", ink: "soft", ...before } as const] : []),
    {
      kind: "line",
      ink: "ink",
      isStrong: true,
      hasEnd: true,
      label: todayLabel,
      atMs: data.line.atMs,
      values: data.line.cumulative,
    },
  ];
  const { dayStartMs: fromMs, dayEndMs: toMs, ticks } = data;
  return { fromMs, toMs, ticks, layers, ceiling: ceilingOf(layers) };
}
