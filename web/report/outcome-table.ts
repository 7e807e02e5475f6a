import type { ChannelReport } from "#wire/report.ts";

import { channelWords } from "./channel-words.ts";
import type { TableRow, TableView } from "./document.ts";
import type { ReportSpeech } from "./report-speech.ts";

type Fate = Exclude<keyof ChannelReport["counts"], "arrived">;

/** In the order of the printed table; those without `always` appear only when there are any. */
const OF_QUEUED: readonly { readonly fate: Fate; readonly always: boolean }[] = [
  { fate: "answered", always: true },
  { fate: "unanswered", always: true },
  { fate: "voicemail", always: true },
  { fate: "abandoned", always: true },
  { fate: "interruptedWaiting", always: false },
  { fate: "waitingNow", always: false },
];
const OF_ALL: readonly { readonly fate: Fate; readonly always: boolean }[] = [
  { fate: "blacklisted", always: true },
  { fate: "closedInWelcome", always: true },
  { fate: "botOnly", always: false },
  { fate: "interruptedBeforeQueue", always: false },
  { fate: "inWelcomeNow", always: false },
];

/**
 * Contacts by what became of them: the queued with their parts, then those that never
 * reached a queue. Outcomes that only a telephone has are left out of chats without any.
 */
export function outcomeTable(report: ChannelReport, source: string, speech: ReportSpeech): TableView {
  const { words, formats } = speech;
  const { counts } = report;
  const isPhone = report.channel === "phone";
  const isShown = ({ fate, always }: { readonly fate: Fate; readonly always: boolean }) =>
    counts[fate] > 0 || (always && (isPhone || fate === "answered" || fate === "abandoned"));
  const ofAll = (fate: Fate) => formats.percent(report.arrivedShares[fate] ?? null);
  const row = (fate: Fate, role: TableRow["role"], ofTotal: string, ofQueued: string): TableRow => ({
    head: words.fates[fate],
    cells: [formats.integer(counts[fate]), ofTotal, ofQueued],
    role,
  });
  const whole = (count: number) => formats.percent(count > 0 ? 1 : null);
  return {
    caption: channelWords(report.channel, words).byOutcome,
    columns: [words.outcome, channelWords(report.channel, words).contacts, words.ofTotal, words.ofQueued],
    rows: [
      row("queued", "lead", ofAll("queued"), whole(counts.queued)),
      ...OF_QUEUED.filter(isShown).map(({ fate }) =>
        row(fate, "part", "", formats.percent(report.queuedShares[fate] ?? null)),
      ),
      ...OF_ALL.filter(isShown).map(({ fate }) => row(fate, "lead", ofAll(fate), "")),
      {
        head: words.total,
        cells: [formats.integer(counts.arrived), whole(counts.arrived), ""],
        role: "sum",
      },
    ],
    note: source,
    isWide: true,
  };
}
