import type { DayPlotData } from "../format/day-plot-data.ts";
import { ceilingOf, paintAreas, paintNewest, paintScale } from "./day-plot-paint.ts";
import type { Picture } from "./plot-picture.ts";

/** One day's cumulative line over what is usual and what is still to come; `count` writes the numbers of the scale. */
export const dayPicture = (data: DayPlotData, count: (value: number) => string): Picture => ({
  fromMs: data.dayStartMs,
  toMs: data.dayEndMs,
  ceiling: ceilingOf(data),
  margins: { top: 0.4, bottom: 1.55, left: 0 },
  line: {
    atMs: data.line.atMs,
    values: data.line.cumulative,
    width: 0.13,
    // Beside the usual range a filled line would be a second area to read.
    isFilled: data.usual === null,
  },
  paintBack: (plot, look) => {
    paintAreas(plot, look, data);
    paintScale(plot, look, data, count);
  },
  paintFront: (plot, look) => paintNewest(plot, look, data),
});
