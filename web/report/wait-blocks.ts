import type { HouseChannel } from "#wire/house.ts";
import type { ChannelReport } from "#wire/report.ts";

import { formatWait, waitText } from "../format/duration.ts";
import { type Block, type TableRow, tableBlock, type TableView, text } from "./document.ts";
import type { ReportSpeech } from "./report-speech.ts";

/** How long people waited, and how many were answered fast enough, with the formula in force. */
export function waitBlocks(
  report: ChannelReport,
  { configured, source }: { configured: HouseChannel; source: string },
  speech: ReportSpeech,
): readonly Block[] {
  const { words, formats } = speech;
  const { averageMs } = report.figures.wait;
  const formula = [words.formula[configured.abandons]];
  if (configured.shortAbandons === "leftOut")
    formula.push(words.shortLeftOut(words.secondsLong(formats.integer(configured.shortAbandonMs / 1_000))));
  return [
    ...(averageMs === null ? [] : [text(words.meanWaitSentence(formatWait(averageMs)))]),
    {
      kind: "pair",
      blocks: [
        tableBlock(waitTable(report, source, speech)),
        tableBlock(rateTable(report, { configured, source }, speech)),
      ],
    },
    text(formula.join(" ")),
  ];
}

function waitTable({ figures }: ChannelReport, source: string, { words, formats }: ReportSpeech): TableView {
  const { wait, abandonedWait } = figures;
  const measures = [
    { head: words.mean, measure: "averageMs" },
    { head: words.median, measure: "medianMs" },
    { head: words.p90, measure: "p90Ms" },
    { head: words.longest, measure: "longestMs" },
  ] as const;
  return {
    caption: words.waits,
    columns: [words.measure, words.untilAnswer, words.untilAbandoned],
    rows: [
      ...measures.map(({ head, measure }) => ({
        head,
        cells: [waitText(wait[measure]), waitText(abandonedWait[measure])],
        role: "plain" as const,
      })),
      {
        head: words.contacts,
        cells: [formats.integer(wait.n), formats.integer(abandonedWait.n)],
        role: "sum",
      },
    ],
    note: source,
    isWide: false,
  };
}

function rateTable(
  { figures }: ChannelReport,
  { configured, source }: { configured: HouseChannel; source: string },
  { words, formats }: ReportSpeech,
): TableView {
  const row = (head: string, rate: { value: number | null; n: number }, target: number | null): TableRow => ({
    head,
    cells: [
      formats.percent(rate.value),
      target === null ? "" : formats.percent(target),
      formats.integer(rate.n),
    ],
    role: "plain",
  });
  return {
    caption: words.rates,
    columns: [words.rate, words.value, words.target, words.restsOn],
    rows: [
      ...figures.serviceLevels.map((level) => {
        const target = configured.serviceLevels.find(({ thresholdMs }) => thresholdMs === level.thresholdMs);
        const time = words.secondsLong(formats.integer(level.thresholdMs / 1_000));
        return row(words.within(time), level, target?.target ?? null);
      }),
      row(words.answerRate, figures.answerRate, configured.answerRateTarget),
      row(words.abandonment, figures.abandonment, null),
    ],
    note: source,
    isWide: false,
  };
}
