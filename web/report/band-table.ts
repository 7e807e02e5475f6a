import type { BandTable, ChannelReport, HourBand } from "#wire/report.ts";

import { channelWords } from "./channel-words.ts";
import type { BarsView, PanelsView, TableView } from "./document.ts";
import type { ReportSpeech } from "./report-speech.ts";

type Channel = ChannelReport["channel"];

/** `0:00–4:00`; the midnight that ends a day is 24:00. */
export const bandText = ({ fromHour, toHour }: HourBand): string =>
  `${fromHour}:00–${toHour === 0 ? 24 : toHour}:00`;

/** Arrivals by band of hours and weekday, with totals and shares of all. */
export function bandTable(
  { rows, weekdays, total }: BandTable,
  { channel, source }: { channel: Channel; source: string },
  { words, formats }: ReportSpeech,
): TableView {
  return {
    caption: channelWords(channel, words).byBand,
    columns: [words.band, ...formats.weekdays, words.totalShort, "%"],
    rows: [
      ...rows.map((row) => ({
        head: bandText(row.band),
        cells: [
          ...row.byWeekday.map(formats.integer),
          formats.integer(row.total.count),
          formats.percent(row.total.share),
        ],
        role: "plain" as const,
      })),
      {
        head: words.totalShort,
        cells: [
          ...weekdays.map(({ count }) => formats.integer(count)),
          formats.integer(total),
          formats.percent(total > 0 ? 1 : null),
        ],
        role: "sum",
      },
      {
        head: "%",
        cells: [
          ...weekdays.map(({ share }) => formats.percent(share)),
          formats.percent(total > 0 ? 1 : null),
          "",
        ],
        role: "plain",
      },
    ],
    note: source,
    isWide: true,
  };
}

/** One panel for each weekday, one column for each band, all on one scale. */
export function bandPanels({ rows }: BandTable, channel: Channel, speech: ReportSpeech): PanelsView {
  const { words, formats } = speech;
  const highest = Math.max(1, ...rows.flatMap(({ byWeekday }) => byWeekday));
  return {
    title: channelWords(channel, words).byBand,
    note: words.bandChartNote,
    isShaded: true,
    panels: formats.weekdaysLong.map((title, day) => {
      const counts = rows.map(({ byWeekday }) => byWeekday[day] ?? 0);
      return {
        title,
        peak: formats.integer(Math.max(0, ...counts)),
        columns: counts.map((count) => count / highest),
        ticks: rows.map(({ band }) => String(band.fromHour)),
      };
    }),
  };
}

export function bandBars({ rows }: BandTable, channel: Channel, speech: ReportSpeech): BarsView {
  const { words, formats } = speech;
  return {
    title: channelWords(channel, words).bandShares,
    bars: rows.map(({ band, total }) => ({
      label: bandText(band),
      value: formats.percent(total.share),
      ratio: total.share ?? 0,
    })),
  };
}
