import type { ChannelReport } from "#wire/report.ts";

import { type Block, tableBlock, text } from "./document.ts";
import type { ReportSpeech } from "./report-speech.ts";
import { spanText } from "./span.ts";

/** Talk time in all and of one call. */
export function talkBlocks(
  { figures }: ChannelReport,
  source: string,
  { words, formats }: ReportSpeech,
): readonly Block[] {
  const { n, totalMs, averageMs } = figures.talk;
  return [
    tableBlock({
      caption: words.talk,
      columns: [words.measure, words.value],
      rows: [
        { head: words.totalTalk, cells: [spanText(n > 0 ? totalMs : null, formats.integer)], role: "plain" },
        { head: words.meanTalk, cells: [spanText(averageMs, formats.integer)], role: "plain" },
      ],
      note: source,
      isWide: false,
    }),
    text(words.talkRestsOn(formats.integer(n))),
  ];
}
