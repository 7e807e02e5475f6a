import type { Channel, Entry, Language, Purpose, SourceId } from "./contact-event.ts";
import type { ContactStory, Fate } from "./contact-story.ts";
import type { DecisionRules } from "./decisions.ts";
import { type DurationMs, type EpochMs, epochMs, ms } from "./time.ts";

const HOUR_MS = 3_600_000;

/** The beginning of the UTC hour an instant lies in. */
export const hourOf = (at: EpochMs): EpochMs => epochMs(Math.floor(at / HOUR_MS) * HOUR_MS);

/** What remains of a group of contacts when the contacts themselves are forgotten. */
export interface HourCell {
  /** The UTC hour in which they arrived: local hours would collide when the clock is set back. */
  readonly hour: EpochMs;
  readonly source: SourceId;
  readonly channel: Channel;
  readonly language: Language | null;
  readonly entry: Entry | null;
  /** How the contacts went, or `outbound:` and a purpose for calls made by operators. */
  readonly outcome: Fate | `outbound:${Purpose}`;
  /** For answered contacts the smallest threshold met, in seconds, or `over`; `null` for others and for an unknown wait. */
  readonly answerBand: string | null;
  readonly count: number;
  /** Sums over the contacts of the cell whose wait or talk time is known. */
  readonly wait: DurationMs;
  readonly talk: DurationMs;
}

/** Counts per cell of the contacts that arrived from `from` up to, not including, `to`; open ones under their present fate. */
export function hourCellsOf(
  stories: Iterable<ContactStory>,
  rules: (channel: Channel) => DecisionRules | undefined,
  range: { readonly from: EpochMs; readonly to: EpochMs },
): HourCell[] {
  const cells = new Map<string, HourCell>();
  for (const story of stories) {
    if (story.arrivedAt < range.from || story.arrivedAt >= range.to) continue;
    const { source, channel, language, entry, fate } = story;
    const answerBand = bandOf(story, rules(channel));
    const hour = hourOf(story.arrivedAt);
    const key = [hour, source, channel, language, entry, fate, answerBand].join("|");
    const known = cells.get(key);
    cells.set(key, {
      ...(known ?? { hour, source, channel, language, entry, outcome: fate, answerBand }),
      count: (known?.count ?? 0) + 1,
      wait: ms((known?.wait ?? 0) + (story.wait ?? 0)),
      talk: ms((known?.talk ?? 0) + (story.talk ?? 0)),
    });
  }
  return [...cells.values()];
}

function bandOf(story: ContactStory, rules: DecisionRules | undefined): string | null {
  const { wait } = story;
  if (story.fate !== "answered" || wait === null || rules === undefined) return null;
  const met = rules.thresholds.find((threshold) => wait <= threshold);
  return met === undefined ? "over" : String(met / 1_000);
}
