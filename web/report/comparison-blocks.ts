import type { Report } from "#wire/report.ts";

import { isOver } from "./comparable.ts";
import { type Block, type TableRow, tableBlock, text } from "./document.ts";
import type { ReportSpeech } from "./report-speech.ts";

/** This period beside the one before it, figure by figure. */
export function comparisonBlocks(report: Report, speech: ReportSpeech): readonly Block[] {
  const { words, formats } = speech;
  const { before, period } = report;
  if (!before) return [text(words.nothingBefore)];
  const table = tableBlock({
    caption: words.comparisonTable,
    columns: [
      words.figure,
      formats.dates(period.from, period.to),
      formats.dates(before.period.from, before.period.to),
      words.change,
    ],
    rows: [
      ...channelRows(report, before, speech),
      changeRow(words.outboundTotal, [report.outbound.total, before.outbound], "lead", speech),
    ],
    note: "",
    isWide: true,
  });
  return [
    table,
    ...(isOver(report) ? [] : [text(words.periodNotOver)]),
    ...(before.complete ? [] : [text(words.beforeIncomplete)]),
  ];
}

function channelRows(
  report: Report,
  before: NonNullable<Report["before"]>,
  speech: ReportSpeech,
): readonly TableRow[] {
  const { words } = speech;
  return report.channels.flatMap(({ channel, counts, net }) => {
    const earlier = before.channels.find((one) => one.channel === channel);
    if (!earlier) return [];
    const isPhone = channel === "phone";
    const arrived = isPhone ? words.callsArrived : words.chatsArrived;
    const answered = isPhone ? words.callsAnswered : words.chatsAnswered;
    return [
      changeRow(arrived, [counts.arrived, earlier.arrived], "lead", speech),
      ...(isPhone ? [changeRow(words.callsNet, [net, earlier.net], "part", speech)] : []),
      changeRow(answered, [counts.answered, earlier.answered], "part", speech),
    ];
  });
}

function changeRow(
  head: string,
  [now, earlier]: readonly [number, number],
  role: TableRow["role"],
  { formats }: ReportSpeech,
): TableRow {
  const change = earlier > 0 ? (now - earlier) / earlier : null;
  return { head, cells: [formats.integer(now), formats.integer(earlier), formats.change(change)], role };
}
