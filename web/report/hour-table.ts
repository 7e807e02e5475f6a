import type { ChannelReport } from "#wire/report.ts";

import { channelWords } from "./channel-words.ts";
import type { Panel, PanelsView, TableView } from "./document.ts";
import type { ReportSpeech } from "./report-speech.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const HOUR_TICKS = ["0", "6", "12", "18", "24"];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Arrivals by hour and weekday, shaded by their number, with totals and shares of all. */
export function hourTable(report: ChannelReport, source: string, speech: ReportSpeech): TableView {
  const { words, formats } = speech;
  const weekdays = report.byWeekdayAndHour;
  const total = sum(weekdays.map(sum));
  const highest = Math.max(1, ...weekdays.flat());
  const share = (count: number) => formats.percent(total > 0 ? count / total : null);
  return {
    caption: channelWords(report.channel, words).byHour,
    columns: [words.hour, ...formats.weekdays, words.totalShort, "%"],
    rows: [
      ...HOURS.map((hour) => {
        const counts = weekdays.map((hours) => hours[hour] ?? 0);
        return {
          head: String(hour),
          cells: [...counts.map(formats.integer), formats.integer(sum(counts)), share(sum(counts))],
          role: "plain" as const,
          heat: counts.map((count) => count / highest),
        };
      }),
      {
        head: words.totalShort,
        cells: [
          ...weekdays.map((hours) => formats.integer(sum(hours))),
          formats.integer(total),
          share(total),
        ],
        role: "sum",
      },
    ],
    note: source,
    isWide: true,
  };
}

/** A panel for each weekday on one scale, and one for the whole week on its own. */
export function hourPanels(report: ChannelReport, speech: ReportSpeech): PanelsView {
  const { words, formats } = speech;
  const weekdays = report.byWeekdayAndHour;
  const week = HOURS.map((hour) => sum(weekdays.map((hours) => hours[hour] ?? 0)));
  const highest = Math.max(1, ...weekdays.flat());
  const panel = (title: string, counts: readonly number[], scale: number): Panel => {
    const most = Math.max(0, ...counts);
    return {
      title,
      peak: most > 0 ? words.peakHour(String(counts.indexOf(most)), formats.integer(most)) : "",
      columns: HOURS.map((hour) => (counts[hour] ?? 0) / scale),
      ticks: HOUR_TICKS,
    };
  };
  return {
    title: channelWords(report.channel, words).byHour,
    note: words.hourChartNote,
    isShaded: false,
    panels: [
      ...formats.weekdaysLong.map((title, day) => panel(title, weekdays[day] ?? [], highest)),
      panel(words.total, week, Math.max(1, ...week)),
    ],
  };
}
