import type { Report } from "#wire/report.ts";

import { type Block, tableBlock, text } from "./document.ts";
import type { ReportSpeech } from "./report-speech.ts";

/** Calls that operators made, by what they were for. */
export function outboundBlocks(
  { outbound, before }: Pick<Report, "outbound" | "before">,
  source: string,
  { words, formats }: ReportSpeech,
): readonly Block[] {
  const sentences = [words.outboundSentence(formats.integer(outbound.total))];
  if (before) sentences.push(words.outboundBefore(formats.integer(before.outbound)));
  const names: Readonly<Record<string, string>> = words.purposes;
  const table = tableBlock({
    caption: words.outboundCalls,
    columns: [words.purpose, words.calls, words.ofTotal],
    rows: [
      ...outbound.purposes.map(({ purpose, count, share }) => ({
        head: Object.hasOwn(names, purpose) ? (names[purpose] ?? purpose) : purpose,
        cells: [formats.integer(count), formats.percent(share)],
        role: "plain" as const,
      })),
      {
        head: words.total,
        cells: [formats.integer(outbound.total), formats.percent(outbound.total > 0 ? 1 : null)],
        role: "sum",
      },
    ],
    note: source,
    isWide: false,
  });
  return [text(sentences.join(" ")), ...(outbound.purposes.length > 0 ? [table] : [])];
}
