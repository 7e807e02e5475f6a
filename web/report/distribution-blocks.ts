import type { ChannelReport } from "#wire/report.ts";

import { bandBars, bandPanels, bandTable } from "./band-table.ts";
import { channelWords } from "./channel-words.ts";
import { type Block, type KeyFigure, tableBlock } from "./document.ts";
import { hourPanels, hourTable } from "./hour-table.ts";
import type { ReportSpeech } from "./report-speech.ts";

/** When contacts came: per day, by bands of hours, by the hour. The first set of bands is also drawn. */
export function distributionBlocks(
  report: ChannelReport,
  source: string,
  speech: ReportSpeech,
): readonly Block[] {
  const { channel } = report;
  const [first, ...others] = report.bandTables;
  const banded: Block[] = first
    ? [
        tableBlock(bandTable(first, { channel, source }, speech)),
        { kind: "panels", panels: bandPanels(first, channel, speech) },
        { kind: "bars", bars: bandBars(first, channel, speech) },
      ]
    : [];
  return [
    { kind: "figures", figures: dailyFigures(report, speech) },
    ...banded,
    ...others.map((table) => tableBlock(bandTable(table, { channel, source }, speech))),
    { kind: "panels", panels: hourPanels(report, speech) },
    tableBlock(hourTable(report, source, speech)),
  ];
}

function dailyFigures(report: ChannelReport, { words, formats }: ReportSpeech): readonly KeyFigure[] {
  const { dailyMean, peakDay } = report;
  const days = dailyMean.days === 1 ? words.dayOne : words.days(formats.integer(dailyMean.days));
  const net = report.counts.blacklisted > 0 ? `${words.netOfBlacklist}, ` : "";
  const mean: KeyFigure = {
    value: formats.decimal(dailyMean.net),
    label: channelWords(report.channel, words).dailyMean,
    beside: `${net}${words.meanOver(days)}`,
  };
  if (!peakDay) return [mean];
  const peak: KeyFigure = {
    value: formats.integer(peakDay.net),
    label: formats.fullDate(peakDay.date),
    beside: report.counts.blacklisted > 0 ? `${words.peakDay}, ${words.netOfBlacklist}` : words.peakDay,
  };
  return [mean, peak];
}
