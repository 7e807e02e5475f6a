/**
 * The report in words, section by section, in the order of the printed one. A house
 * gets the sections of the channels it has; numbers follow from what is there.
 */
import type { House, HouseChannel } from "#wire/house.ts";
import type { ChannelReport, Report } from "#wire/report.ts";

import { labelIn } from "../i18n/catalogue.ts";
import { answerBandTable } from "./answer-bands.ts";
import { comparableOf } from "./comparable.ts";
import { comparisonBlocks } from "./comparison-blocks.ts";
import { distributionBlocks } from "./distribution-blocks.ts";
import { type Block, type ReportSection, tableBlock } from "./document.ts";
import { incomingBlocks } from "./incoming-blocks.ts";
import { languageTable } from "./language-table.ts";
import { numbered } from "./numbered.ts";
import { outboundBlocks } from "./outbound-blocks.ts";
import type { ReportSpeech } from "./report-speech.ts";
import { talkBlocks } from "./talk-blocks.ts";
import { waitBlocks } from "./wait-blocks.ts";

interface Part {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export function reportDocument(report: Report, house: House, speech: ReportSpeech): readonly ReportSection[] {
  const { words } = speech;
  const parts = house.channels.flatMap((configured) => {
    const channel = report.channels.find((one) => one.channel === configured.channel);
    if (!channel?.isKnown) return [];
    const given = { configured, before: comparableOf(report), source: sourceText(channel, house, speech) };
    return [{ channel, source: given.source, own: channelParts(channel, given, speech) }];
  });
  const calls = parts.find(({ channel }) => channel.channel === "phone");
  const all: readonly Part[] = [
    ...parts.flatMap(({ own }) => own),
    ...(calls
      ? [{ title: words.sections.outbound, blocks: outboundBlocks(report, calls.source, speech) }]
      : []),
    ...parts.flatMap(({ channel, source }) => languageParts(channel, source, speech)),
    { title: words.sections.comparison, blocks: comparisonBlocks(report, speech) },
  ];
  return all.map(({ title, blocks }, index) => {
    const number = String(index + 1);
    return {
      number,
      title,
      blocks: numbered(blocks, (table, caption) => words.tableName(`${number}.${table}`, caption)),
    };
  });
}

function channelParts(
  channel: ChannelReport,
  given: { configured: HouseChannel; before: Report["before"]; source: string },
  speech: ReportSpeech,
): readonly Part[] {
  const { sections } = speech.words;
  const { source } = given;
  const incoming = incomingBlocks(channel, given, speech);
  const waits = waitBlocks(channel, given, speech);
  const distribution = distributionBlocks(channel, source, speech);
  if (channel.channel === "phone")
    return [
      { title: sections.phoneIn, blocks: incoming },
      { title: sections.phoneTalk, blocks: talkBlocks(channel, source, speech) },
      { title: sections.phoneWait, blocks: waits },
      { title: sections.phoneDistribution, blocks: distribution },
    ];
  const bands = tableBlock(answerBandTable(channel, source, speech));
  return [
    { title: sections.chatIn, blocks: incoming },
    { title: sections.chatWait, blocks: [bands, ...waits] },
    { title: sections.chatDistribution, blocks: distribution },
  ];
}

/** A channel that has only one language needs no table of them. */
function languageParts(channel: ChannelReport, source: string, speech: ReportSpeech): readonly Part[] {
  const { sections } = speech.words;
  const title = channel.channel === "phone" ? sections.phoneLanguages : sections.chatLanguages;
  if (channel.languages.filter(({ language }) => language !== null).length < 2) return [];
  return [{ title, blocks: [tableBlock(languageTable(channel, { caption: title, source }, speech))] }];
}

function sourceText(
  { channel }: ChannelReport,
  house: House,
  { words, formats, locale }: ReportSpeech,
): string {
  const names = house.sources
    .filter(({ channels }) => channels.includes(channel))
    .map(({ label }) => labelIn(label, locale));
  return names.length > 0 ? words.source(formats.list(names)) : "";
}
