import type { ChannelReport } from "#wire/report.ts";

import { channelWords } from "./channel-words.ts";
import type { TableView } from "./document.ts";
import type { ReportSpeech } from "./report-speech.ts";

/** Contacts by the language they chose, and how many of those queued in it were answered. */
export function languageTable(
  report: ChannelReport,
  { caption, source }: { caption: string; source: string },
  { words, formats }: ReportSpeech,
): TableView {
  const cells = (counts: {
    readonly arrived: number;
    readonly queued: number;
    readonly answered: number;
  }) => [
    formats.integer(counts.arrived),
    formats.integer(counts.queued),
    formats.integer(counts.answered),
    formats.percent(counts.queued > 0 ? counts.answered / counts.queued : null),
  ];
  return {
    caption,
    columns: [
      words.languageColumn,
      channelWords(report.channel, words).contacts,
      words.queued,
      words.answered,
      words.ofQueued,
    ],
    rows: [
      ...report.languages.map((row) => ({
        head: row.language === null ? words.languageUnknown : formats.language(row.language),
        cells: cells(row),
        role: "plain" as const,
      })),
      { head: words.total, cells: cells(report.counts), role: "sum" },
    ],
    note: source,
    isWide: true,
  };
}
