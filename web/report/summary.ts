import type { ChannelReport, Report } from "#wire/report.ts";
import type { House, HouseChannel } from "#wire/house.ts";
import { formulaOf } from "#wire/formulas.ts";

import type { Explanation, SettledFigure } from "../desk/desk-figure.ts";
import { waitText } from "../format/duration.ts";
import { DASH } from "../format/formats.ts";
import { comparableOf } from "./comparable.ts";
import type { ReportSpeech } from "./report-speech.ts";

interface Context {
  readonly report: Report;
  readonly settings: HouseChannel;
  readonly speech: ReportSpeech;
}

/** The figures that a reader who has a minute wants, for each channel how many came and how they were answered. */
export function summaryOf(report: Report, house: House, speech: ReportSpeech): readonly SettledFigure[] {
  return report.channels.flatMap((channel) => {
    const settings = house.channels.find((one) => one.channel === channel.channel);
    if (!settings) return [];
    const context = { report, settings, speech };
    return [arrivedFigure(channel, context), ...(channel.isKnown ? answerFigures(channel, context) : [])];
  });
}

const answerFigures = (channel: ChannelReport, context: Context): readonly SettledFigure[] =>
  channel.channel === "phone" ? phoneFigures(channel, context) : chatFigures(channel, context);

function arrivedFigure({ channel, counts, isKnown }: ChannelReport, context: Context): SettledFigure {
  const { report, settings, speech } = context;
  const { words, formats, locale } = speech;
  const change = comparableOf(report)?.channels.find((one) => one.channel === channel)?.change ?? null;
  const value = isKnown ? formats.integer(counts.arrived) : DASH;
  return {
    value,
    label: channel === "phone" ? words.callsIn : words.chatsIn,
    beside: change === null ? "" : words.againstBefore(formats.change(change)),
    explanation: explained(value, formulaOf("arrived", settings)[locale], counts.arrived, context),
  };
}

function phoneFigures(
  { queuedShares, counts, figures }: ChannelReport,
  context: Context,
): readonly SettledFigure[] {
  const { settings, speech } = context;
  const { words, formats, locale } = speech;
  const answered = formats.percent(queuedShares.answered ?? null);
  const wait = waitText(figures.wait.averageMs);
  return [
    {
      value: answered,
      label: words.answeredOfQueued,
      beside: "",
      explanation: explained(answered, words.answeredOfQueuedFormula, counts.queued, context),
    },
    {
      value: wait,
      label: words.meanWait,
      beside: "",
      explanation: explained(wait, formulaOf("average-wait", settings)[locale], figures.wait.n, context),
    },
  ];
}

function chatFigures({ answerBands, counts }: ChannelReport, context: Context): readonly SettledFigure[] {
  const { words, formats } = context.speech;
  const [first] = answerBands;
  if (!first || first.withinMs === null) return [];
  const time = words.secondsLong(formats.integer(first.withinMs / 1_000));
  const value = formats.percent(first.share);
  return [
    {
      value,
      label: words.chatsWithin(time),
      beside: "",
      explanation: explained(value, words.withinOfQueuedFormula(time), counts.queued, context),
    },
  ];
}

/** Formula, period, contacts, and of when it is. */
function explained(value: string, formula: string, n: number, { report, speech }: Context): Explanation {
  const { words, formats } = speech;
  const { from, to } = report.period;
  return {
    value,
    facts: [
      { term: words.explained.formula, text: formula },
      { term: words.explained.period, text: formats.dates(from, to) },
      { term: words.explained.contacts, text: formats.integer(n) },
      { term: words.explained.asOf, text: formats.instant(report.asOfMs) },
    ],
  };
}
