/** The words around a channel's line of today. */
import type { ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { ChannelOutlook, ProjectionSnapshot } from "#wire/outlook.ts";

import type { Run, Segment } from "../format/fit-caption.ts";
import { DASH } from "../format/formats.ts";
import { type Freshness, isShowing } from "../format/freshness.ts";
import type { Speech } from "./speech.ts";

export interface TrendView {
  /** The caption in several wordings, the fullest first. */
  readonly wordings: readonly (readonly Segment[])[];
  /** The whole chart in one sentence. */
  readonly spoken: string;
  /** `sto imparando: settimana 2 di 4`; empty when what is usual is known well. */
  readonly note: string;
}

const plain = (text: string): Run => ({ text, look: "plain" });
const strong = (text: string): Run => ({ text, look: "strong" });

export function trendView(
  { channel, trend, outlook, gaps }: ChannelSnapshot,
  state: Freshness,
  untilMs: number,
  speech: Speech,
): TrendView {
  const { words, formats } = speech;
  const today = channel === "phone" ? words.callsToday : words.chatsToday;
  const isKnown = isShowing(state);
  const isHeard = isKnown || state.level === "stopped";
  const label = isKnown ? labelOf(channel, outlook, speech) : today;
  const shortLabel = label !== today ? label : channel === "phone" ? words.callsShort : words.chatsShort;
  const seen = seenOf(trend.cumulative, outlook);
  const isSince = label !== today;
  const total = formats.integer(isSince ? seen : trend.cumulative);
  const seenApart = isSince || seen === trend.cumulative ? null : formats.integer(seen);
  const facts = [
    isSince ? `${label}: ${total}` : words.trendOf(label, total, formats.clock(untilMs)),
    ...(gaps.length > 0 ? [words.spokenGap] : []),
    ...(isKnown ? spokenOutlook(outlook, seenApart, speech) : []),
  ];
  return {
    wordings: isKnown
      ? wordingsOf({ label, shortLabel, total, seenApart }, outlook, speech)
      : standingWordings(today, state, speech),
    spoken: isHeard ? facts.join("; ") : `${today}: ${words.noData}`,
    note: isKnown ? learningNote(outlook, speech) : "",
  };
}

/** `Chiamate dalle 12:05`, for a day of which the beginning was not seen. */
function labelOf(
  channel: ChannelSnapshot["channel"],
  outlook: ChannelOutlook | null,
  { words, formats }: Speech,
): string {
  const sinceMs = outlook?.soFar.seenSinceMs ?? null;
  if (sinceMs === null) return channel === "phone" ? words.callsToday : words.chatsToday;
  return (channel === "phone" ? words.callsSince : words.chatsSince)(formats.clock(sinceMs));
}

/** What of the total came while every source was in touch: what is usual is of that time alone. */
const seenOf = (cumulative: number, outlook: ChannelOutlook | null): number =>
  outlook === null ? cumulative : cumulative - Math.round(outlook.soFar.counted - outlook.soFar.count);

interface Counted {
  readonly label: string;
  readonly shortLabel: string;
  readonly total: string;
  /** What of the total is to be held against the usual; `null`: all of it. */
  readonly seenApart: string | null;
}

function wordingsOf(
  { label, shortLabel, total, seenApart }: Counted,
  outlook: ChannelOutlook | null,
  speech: Speech,
) {
  const counted: Segment = [plain(`${label} `), strong(total)];
  if (outlook === null) return [[counted]];
  const { words, formats } = speech;
  const ordinary = formats.integer(Math.round(outlook.soFar.ordinary));
  const usual: Segment = [
    plain(seenApart === null ? words.usually(ordinary) : words.whereSeen(seenApart, ordinary)),
  ];
  const { full, short } = projectionSegments(outlook.projection, speech);
  const brief: Segment = [plain(`${shortLabel} `), strong(total)];
  return [
    [counted, usual, full],
    [counted, usual, short],
    ...(shortLabel === label ? [] : [[brief, usual, short]]),
    [counted, usual],
    [counted],
  ];
}

function projectionSegments(projection: ProjectionSnapshot, { words, formats }: Speech) {
  const count = (value: number) => formats.integer(Math.round(value));
  const { total, low, high, isAtLeast } = projection;
  const by = plain(`${words.byMidnight} `);
  const value = isAtLeast ? words.atLeast(count(low)) : words.about(count(total));
  const short: Segment = [by, { text: value, look: "projected" }];
  return { short, full: isAtLeast ? short : [...short, plain(` ${words.range(count(low), count(high))}`)] };
}

function standingWordings(label: string, state: Freshness, { words, formats }: Speech) {
  const short: Segment = [plain(`${label} `), strong(DASH)];
  if (!("sinceMs" in state)) return [[short]];
  return [[[plain(label)], [plain(words.standsSince(formats.clockSeconds(state.sinceMs)))]], [short]];
}

function spokenOutlook(
  outlook: ChannelOutlook | null,
  seenApart: string | null,
  { words, formats }: Speech,
): readonly string[] {
  if (outlook === null) return [];
  const count = (value: number) => formats.integer(Math.round(value));
  const { total, low, high, isAtLeast } = outlook.projection;
  const ordinary = count(outlook.soFar.ordinary);
  return [
    seenApart === null ? words.spokenUsual(ordinary) : words.whereSeen(seenApart, ordinary),
    isAtLeast
      ? words.spokenAtLeast(count(low))
      : words.spokenProjection(count(total), count(low), count(high)),
  ];
}

function learningNote(outlook: ChannelOutlook | null, { words, formats }: Speech): string {
  if (!outlook?.learning) return "";
  const { week, of } = outlook.learning;
  return words.learning(formats.integer(week), formats.integer(of));
}
