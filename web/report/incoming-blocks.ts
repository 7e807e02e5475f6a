import type { ChannelReport, Report } from "#wire/report.ts";
import type { HouseChannel } from "#wire/house.ts";

import { labelIn } from "../i18n/catalogue.ts";
import { changeSentence } from "./change-sentence.ts";
import { channelWords } from "./channel-words.ts";
import { type BarsView, type Block, tableBlock, type TableView, text } from "./document.ts";
import { outcomeTable } from "./outcome-table.ts";
import type { ReportSpeech } from "./report-speech.ts";

/** How many contacts came, by outcome and, where there are several, by entry. */
export function incomingBlocks(
  report: ChannelReport,
  { configured, before, source }: { configured: HouseChannel; before: Report["before"]; source: string },
  speech: ReportSpeech,
): readonly Block[] {
  const outcomes = tableBlock(outcomeTable(report, source, speech));
  const entries = tableBlock(entryTable(report, configured, source, speech));
  const sentence = text(changeSentence(report, before, speech));
  const hasEntries = report.entries.length > 1;
  if (report.channel === "chat") return [sentence, ...(hasEntries ? [entries] : []), outcomes];
  const shares: Block = { kind: "bars", bars: queuedShares(report, speech) };
  return [sentence, outcomes, shares, ...(hasEntries ? [entries] : [])];
}

function entryTable(
  report: ChannelReport,
  configured: HouseChannel,
  source: string,
  speech: ReportSpeech,
): TableView {
  const { words, formats, locale } = speech;
  const phrases = channelWords(report.channel, words);
  const labelOf = (entry: string): string => {
    const found = configured.entries.find((one) => one.entry === entry);
    return found ? labelIn(found.label, locale) : entry;
  };
  return {
    caption: phrases.byEntry,
    columns: [words.entry, phrases.contacts, words.ofTotal],
    rows: [
      ...report.entries.map(({ entry, count, share }) => ({
        head: labelOf(entry),
        cells: [formats.integer(count), formats.percent(share)],
        role: "plain" as const,
      })),
      {
        head: words.total,
        cells: [
          formats.integer(report.counts.arrived),
          formats.percent(report.counts.arrived > 0 ? 1 : null),
        ],
        role: "sum",
      },
    ],
    note: source,
    isWide: false,
  };
}

/** The queued by what became of them, largest part first. */
function queuedShares(report: ChannelReport, { words, formats }: ReportSpeech): BarsView {
  const fates = ["answered", "abandoned", "unanswered", "voicemail"] as const;
  return {
    title: words.queuedCallsShares,
    bars: fates
      .map((fate) => ({ label: words.fates[fate], share: report.queuedShares[fate] ?? null }))
      .toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0))
      .map(({ label, share }) => ({ label, value: formats.percent(share), ratio: share ?? 0 })),
  };
}
