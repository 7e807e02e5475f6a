import type { ChannelSnapshot, LanguageNow } from "#wire/board-snapshot.ts";
import type { House } from "#wire/house.ts";

import { formatWait } from "../format/duration.ts";
import { labelIn } from "../i18n/catalogue.ts";
import { type OperatorsView, operatorsView } from "./operators-view.ts";
import type { Speech } from "./speech.ts";

/** One word of the breakdown line: `it 1`, or `fr es ar de chiusi` without a count. */
export interface Share {
  readonly name: string;
  readonly count: string | null;
  /** Somebody waits there. */
  readonly isActive: boolean;
}

export interface ChannelView {
  readonly waiting: string;
  readonly longestWait: string;
  readonly isSomebodyWaiting: boolean;
  readonly inConversation: string;
  /** Who waits, by language of a call or by entry of a chat. Empty when there is nothing to divide. */
  readonly shares: readonly Share[];
  readonly operators: OperatorsView | null;
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
  const isSomebodyWaiting = now.longestWaitSinceMs !== null;
  return {
    waiting: integer(now.waiting),
    longestWait: now.longestWaitSinceMs === null ? "–" : formatWait(nowMs - now.longestWaitSinceMs),
    isSomebodyWaiting,
    inConversation: integer(now.inConversation),
    shares:
      snapshot.channel === "phone"
        ? languageShares(now.languages, speech)
        : entryShares(snapshot, house, speech),
    operators: now.operators && operatorsView(now.operators, speech),
  };
}

const isShown = ({ desk, waiting }: LanguageNow): boolean => desk === "open" || waiting > 0;

/** Open desks one by one; closed ones together, unless somebody waits there all the same. */
function languageShares(languages: readonly LanguageNow[], { words, formats }: Speech): readonly Share[] {
  const open = languages.filter(isShown).map(({ language, waiting }) => ({
    name: language,
    count: formats.integer(waiting),
    isActive: waiting > 0,
  }));
  const together = (desk: LanguageNow["desk"], word: string): Share[] => {
    const names = languages.filter((one) => one.desk === desk && !isShown(one)).map((one) => one.language);
    return names.length === 0 ? [] : [{ name: `${names.join(" ")} ${word}`, count: null, isActive: false }];
  };
  const closedCount = languages.filter((one) => one.desk === "closed" && !isShown(one)).length;
  return [
    ...open,
    ...together("closed", closedCount === 1 ? words.closedOne : words.closed),
    ...together("by-appointment", words.byAppointment),
  ];
}

function entryShares(snapshot: ChannelSnapshot, house: House, { locale, formats }: Speech): readonly Share[] {
  const configured = house.channels.find((one) => one.channel === snapshot.channel)?.entries ?? [];
  return snapshot.now.entries.map(({ entry, waiting }) => ({
    name: labelIn(configured.find((one) => one.entry === entry)?.label ?? { entry }, locale),
    count: formats.integer(waiting),
    isActive: waiting > 0,
  }));
}
