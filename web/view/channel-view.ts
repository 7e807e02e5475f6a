import type { ChannelSnapshot } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import { formatWait } from "../format/duration.ts";
import { isLongWait } from "../format/long-wait.ts";
import { labelIn } from "../i18n/catalogue.ts";
import { type ChannelMark, channelMark } from "./channel-mark.ts";
import { languageShares, type Share, shortLanguageShares } from "./language-shares.ts";
import { type OperatorsView, operatorsView } from "./operators-view.ts";
import type { Speech } from "./speech.ts";
import { type UsualTexts, usualTexts } from "./usual-texts.ts";

export interface ChannelView {
  readonly waiting: string;
  /** How many of them may be gone, in words, and where room is short; `null`: none. */
  readonly unconfirmed: { readonly full: string; readonly short: string } | null;
  readonly longestWait: string;
  readonly isSomebodyWaiting: boolean;
  /** Somebody waits so long that the figures take the colour of attention. */
  readonly isWaitLong: boolean;
  readonly inConversation: string;
  /** What usually stands in their place; `null`: not known. */
  readonly usual: UsualTexts | null;
  /** Who waits, by language of a call or by entry of a chat. Empty when there is nothing to divide. */
  readonly shares: readonly Share[];
  /** The same in one short line, for a screen seen from afar. */
  readonly shortShares: readonly Share[];
  readonly operators: OperatorsView | null;
  /** What is unusual about the volume; `null`: nothing. */
  readonly mark: ChannelMark | null;
}

/** A channel's present in words. `nowMs` ticks the longest wait between snapshots. */
export function channelView(
  snapshot: ChannelSnapshot,
  house: House,
  nowMs: number,
  speech: Speech,
): ChannelView {
  const { now } = snapshot;
  const { integer } = speech.formats;
  const waitMs = now.longestWaitSinceMs === null ? null : nowMs - now.longestWaitSinceMs;
  const entries = snapshot.channel === "phone" ? [] : entryShares(snapshot, house, speech);
  return {
    waiting: integer(now.waiting),
    unconfirmed: unconfirmedText(now.unconfirmed, speech),
    longestWait: waitMs === null ? "–" : formatWait(waitMs),
    isSomebodyWaiting: waitMs !== null,
    isWaitLong: waitMs !== null && isLongWait(waitMs),
    inConversation: integer(now.inConversation),
    usual: usualTexts(snapshot.outlook?.present ?? null, speech),
    shares: snapshot.channel === "phone" ? languageShares(now.languages, speech) : entries,
    shortShares: snapshot.channel === "phone" ? shortLanguageShares(now.languages, speech) : entries,
    operators:
      now.operators && operatorsView(now.operators, snapshot.outlook?.staffing?.needed ?? null, speech),
    mark: channelMark(snapshot.channel, snapshot.outlook, speech),
  };
}

function unconfirmedText(count: number, { words, formats }: Speech): ChannelView["unconfirmed"] {
  if (count === 0) return null;
  if (count === 1) return { full: words.unconfirmedOne, short: words.unconfirmedShortOne };
  const text = formats.integer(count);
  return { full: words.unconfirmed(text), short: words.unconfirmedShort(text) };
}

function entryShares(snapshot: ChannelSnapshot, house: House, { locale, formats }: Speech): readonly Share[] {
  const configured = house.channels.find((one) => one.channel === snapshot.channel)?.entries ?? [];
  return snapshot.now.entries.map(({ entry, waiting }) => ({
    name: labelIn(configured.find((one) => one.entry === entry)?.label ?? { entry }, locale),
    count: formats.integer(waiting),
    isActive: waiting > 0,
  }));
}
