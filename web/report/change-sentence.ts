import type { ChannelReport, ReportComparison } from "#wire/report.ts";

import { channelWords } from "./channel-words.ts";
import type { ReportSpeech } from "./report-speech.ts";

/** How many arrived, and how that compares with the period before, with both numbers. */
export function changeSentence(
  report: ChannelReport,
  before: ReportComparison | null,
  { words, formats }: ReportSpeech,
): string {
  const phrases = channelWords(report.channel, words);
  const count = formats.integer(report.counts.arrived);
  const earlier = before?.channels.find(({ channel }) => channel === report.channel);
  if (!before || !earlier || earlier.change === null) return phrases.alone(count);
  const period = formats.dates(before.period.from, before.period.to);
  if (earlier.change === 0) return phrases.same(count, period);
  const phrase = earlier.change > 0 ? phrases.grew : phrases.fell;
  return phrase(count, formats.change(earlier.change), period, formats.integer(earlier.arrived));
}
