import type { BoardSnapshot, ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { TrendChannel } from "#wire/trend.ts";

import type { DayPlotData, FanPoint } from "../format/day-plot-data.ts";
import { hourTicks } from "../format/day-axis.ts";
import type { Gap, TrendLine } from "../format/trend-line.ts";
import { usualOfSeen } from "../format/usual-of-seen.ts";

/** What a chart of a day is made of. */
export interface Parts {
  /** Another one whenever the gaps are others. */
  readonly line: TrendLine;
  readonly gaps: readonly Gap[];
  readonly usual: TrendChannel["usual"];
  /** `null`: not to be drawn. */
  readonly fan: readonly FanPoint[] | null;
}

/** What the charts draw. A chart's data are the same object for as long as nothing of it has changed, so that it stays as it is. */
export class DayCharts {
  readonly #kept = new Map<
    string,
    { readonly parts: Parts; readonly fanText: string; readonly data: DayPlotData }
  >();

  dataOf(
    channel: ChannelSnapshot["channel"],
    { dayStartMs, dayEndMs }: Pick<BoardSnapshot, "dayStartMs" | "dayEndMs">,
    timeZone: string,
    parts: Parts,
  ): DayPlotData {
    const kept = this.#kept.get(channel);
    const { line, usual, fan, gaps } = parts;
    if (kept?.parts.line === line && kept.parts.usual === usual && kept.parts.fan === fan) return kept.data;
    // Every snapshot brings the fan anew; it changes every five minutes.
    const fanText = JSON.stringify(fan);
    const isSame = kept?.parts.line === line && kept.parts.usual === usual && kept.fanText === fanText;
    const data = isSame
      ? kept.data
      : {
          line,
          dayStartMs,
          dayEndMs,
          ticks: hourTicks(dayStartMs, dayEndMs, timeZone),
          usual: usual && {
            ...usualOfSeen(usual, gaps),
            stepMs: (dayEndMs - dayStartMs) / usual.expected.length,
          },
          fan: fan ?? [],
        };
    this.#kept.set(channel, { parts, fanText, data });
    return data;
  }
}
