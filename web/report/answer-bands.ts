import type { ChannelReport } from "#wire/report.ts";

import { channelWords } from "./channel-words.ts";
import type { TableRow, TableView } from "./document.ts";
import type { ReportSpeech } from "./report-speech.ts";

/** Contacts by what they waited for an answer; the last band holds those who never got one, told below it. */
export function answerBandTable(report: ChannelReport, source: string, speech: ReportSpeech): TableView {
  const { words, formats } = speech;
  const { answerBands, neverAnswered } = report;
  const started = answerBands.reduce((sum, { count }) => sum + count, 0);
  const share = (count: number) => formats.percent(started > 0 ? count / started : null);
  const rows = answerBands.map((band, index): TableRow => ({
    head: bandName(band.withinMs, answerBands[index - 1]?.withinMs ?? null, speech),
    cells: [formats.integer(band.count), formats.percent(band.share)],
    role: "plain",
  }));
  return {
    caption: words.answerBands,
    columns: [words.answerTime, channelWords(report.channel, words).contacts, words.ofTotal],
    rows: [
      ...rows,
      {
        head: words.neverAnswered,
        cells: [formats.integer(neverAnswered), share(neverAnswered)],
        role: "part",
      },
      { head: words.total, cells: [formats.integer(started), share(started)], role: "sum" },
    ],
    note: source,
    isWide: false,
  };
}

function bandName(
  withinMs: number | null,
  beforeMs: number | null,
  { words, formats }: ReportSpeech,
): string {
  const seconds = (durationMs: number) => formats.integer(durationMs / 1_000);
  if (withinMs === null) return words.bandLast(words.secondsLong(seconds(beforeMs ?? 0)));
  const to = words.secondsLong(seconds(withinMs));
  return beforeMs === null ? words.bandFirst(to) : words.bandBetween(seconds(beforeMs), to);
}
