import type { ChannelReport, Report } from "#wire/report.ts";

import { DASH } from "../format/formats.ts";
import { comparableOf } from "./comparable.ts";
import type { KeyFigure } from "./document.ts";
import type { ReportSpeech } from "./report-speech.ts";
import { spanText } from "./span.ts";

/** The figures that a reader who has a minute wants, for each channel how many came and how they were answered. */
export function summaryOf(report: Report, speech: ReportSpeech): readonly KeyFigure[] {
  const before = comparableOf(report);
  return report.channels.flatMap((channel) => [
    arrivedFigure(channel, before, speech),
    ...(channel.isKnown ? answerFigures(channel, speech) : []),
  ]);
}

const answerFigures = (channel: ChannelReport, speech: ReportSpeech): readonly KeyFigure[] =>
  channel.channel === "phone" ? phoneFigures(channel, speech) : chatFigures(channel, speech);

function arrivedFigure(
  { channel, counts, isKnown }: ChannelReport,
  before: Report["before"],
  { words, formats }: ReportSpeech,
): KeyFigure {
  const change = before?.channels.find((one) => one.channel === channel)?.change ?? null;
  return {
    value: isKnown ? formats.integer(counts.arrived) : DASH,
    label: channel === "phone" ? words.callsIn : words.chatsIn,
    beside: change === null ? "" : words.againstBefore(formats.change(change)),
  };
}

function phoneFigures(
  { queuedShares, figures }: ChannelReport,
  { words, formats }: ReportSpeech,
): readonly KeyFigure[] {
  return [
    { value: formats.percent(queuedShares.answered ?? null), label: words.answeredOfQueued, beside: "" },
    { value: spanText(figures.wait.averageMs, formats.integer), label: words.meanWait, beside: "" },
  ];
}

function chatFigures({ answerBands }: ChannelReport, { words, formats }: ReportSpeech): readonly KeyFigure[] {
  const [first] = answerBands;
  if (!first || first.withinMs === null) return [];
  const time = words.secondsLong(formats.integer(first.withinMs / 1_000));
  return [{ value: formats.percent(first.share), label: words.chatsWithin(time), beside: "" }];
}
