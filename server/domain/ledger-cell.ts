/**
 * What remains of contacts when the contacts themselves are forgotten: counts per
 * hour, source, channel, language, entry and outcome, with sums and a histogram of
 * waits. Derived from the same stories as the figures of the live board.
 */
import type { Calendar } from "./calendar.ts";
import type { Channel, Entry, Language, SourceId } from "./contact-event.ts";
import { type ContactStory, type Fate, FATES } from "./contact-story.ts";
import { type DurationMs, elapsed, type EpochMs, ms } from "./time.ts";
import { waitBinOf } from "./wait-histogram.ts";

/** How the contacts of a cell went, or `outbound:` and a purpose for calls made by operators. */
export type LedgerOutcome = Fate | `outbound:${string}`;

const OUTBOUND = "outbound:";

/** `null`: the text names none. */
export function ledgerOutcomeOf(text: string): LedgerOutcome | null {
  if (text.startsWith(OUTBOUND)) return `${OUTBOUND}${text.slice(OUTBOUND.length)}`;
  return FATES.find((fate) => fate === text) ?? null;
}

export interface LedgerCell {
  /**
   * When the hour of the house began in which they arrived. An instant, because local
   * hours collide when the clock is set back; an hour of the house, because in some
   * zones its days do not begin on a UTC hour.
   */
  readonly hour: EpochMs;
  readonly source: SourceId;
  readonly channel: Channel;
  readonly language: Language | null;
  readonly entry: Entry | null;
  readonly outcome: LedgerOutcome;
  readonly count: number;
  /** Sum of the known waits; of contacts that still wait, so far. Those of `waitBins` are how many. */
  readonly waitSum: DurationMs;
  /** How many of the known waits lie in each bin of `wait-histogram.ts`; empty bins are not in it. */
  readonly waitBins: ReadonlyMap<number, number>;
  /** Contacts whose talk time is known, and its sum. */
  readonly talks: number;
  readonly talkSum: DurationMs;
}

/** A range of instants: from `from` up to, not including, `to`. */
export interface TimeRange {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Hours of the house, which are what cells are kept by. */
export type HourCalendar = Pick<Calendar, "hourOf">;

/**
 * The cells of the contacts that arrived within the range, as they stand at `now`:
 * one that still waits has waited until `now`.
 */
export function ledgerCellsOf(
  stories: Iterable<ContactStory>,
  range: TimeRange & { readonly now: EpochMs },
  calendar: HourCalendar,
): LedgerCell[] {
  const cells = new Map<string, OpenCell>();
  for (const story of stories) {
    if (story.arrivedAt < range.from || story.arrivedAt >= range.to) continue;
    const hour = calendar.hourOf(story.arrivedAt);
    const { source, channel, language, entry, fate: outcome } = story;
    const key = `${hour}|${source}|${channel}|${language ?? ""}|${entry}|${outcome}`;
    let cell = cells.get(key);
    if (cell === undefined) {
      cell = emptyCell({ hour, source, channel, language, entry, outcome });
      cells.set(key, cell);
    }
    include(cell, story, range.now);
  }
  return [...cells.values()];
}

/** A cell without contacts, to be counted into. */
export function emptyCell(
  key: Pick<LedgerCell, "hour" | "source" | "channel" | "language" | "entry" | "outcome">,
): OpenCell {
  return { ...key, count: 0, waitSum: ms(0), waitBins: new Map(), talks: 0, talkSum: ms(0) };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
/** A cell that is still being counted. */
export type OpenCell = Writable<Omit<LedgerCell, "waitBins">> & { readonly waitBins: Map<number, number> };

function include(cell: OpenCell, story: ContactStory, now: EpochMs): void {
  cell.count += 1;
  const wait = waitAt(story, now);
  if (wait !== null) {
    const bin = waitBinOf(wait);
    cell.waitSum = ms(cell.waitSum + wait);
    cell.waitBins.set(bin, (cell.waitBins.get(bin) ?? 0) + 1);
  }
  if (story.talk !== null) {
    cell.talks += 1;
    cell.talkSum = ms(cell.talkSum + story.talk);
  }
}

const waitAt = ({ fate, wait, waitingSince }: ContactStory, now: EpochMs): DurationMs | null =>
  fate === "waiting" && waitingSince !== null ? elapsed(waitingSince, now) : wait;
