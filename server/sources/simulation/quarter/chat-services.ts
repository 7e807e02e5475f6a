import type { Spread } from "#config/baseline-schema.ts";
import type { QuarterFigures } from "#config/quarter-schema.ts";
import { minutes, seconds } from "#domain/time.ts";

import type { Random } from "../random.ts";
import type { Arrival } from "./arrivals.ts";
import { take } from "./draws.ts";
import type { Service } from "./quarter-contact.ts";

/** How long until the first message of a person, by the classes of the report. */
type Kind = "quick" | "slow" | "late";

interface ChatOptions {
  /** In order of arrival. */
  readonly chats: readonly Arrival[];
  readonly figures: QuarterFigures;
  readonly talkSeconds: Spread;
  readonly random: Random;
}

/**
 * How it goes for every chat, in their order. Those wait longest who came at a
 * busy time, with some chance; each class of waits has as many as the report says.
 */
export function chatServices({ chats, figures, talkSeconds, random }: ChatOptions): Service[] {
  const { late, slow } = figures.chats.firstReply;
  const { neverAnsweredShare, closedByStaffShare } = figures.assumed.chats;
  const places = busiestFirst(chats, figures, random);
  const lateOnes = places.slice(0, late.chats);
  const kinds = new Map<number, Kind>([
    ...lateOnes.map((place) => [place, "late"] as const),
    ...places.slice(late.chats, late.chats + slow.chats).map((place) => [place, "slow"] as const),
  ]);
  const neverAnswered = take(lateOnes, Math.round(neverAnsweredShare * late.chats), () => 1, random);
  return chats.map((_, place): Service => {
    const wait = seconds(waitOf(kinds.get(place) ?? "quick", figures, random));
    if (!neverAnswered.has(place))
      return { wait, outcome: "completed", talk: seconds(secondsOf(talkSeconds, random)) };
    const outcome = random.chance(closedByStaffShare) ? "closed-by-staff" : "abandoned";
    return { wait, outcome, talk: seconds(0) };
  });
}

/** Positions of the chats, those first before whose arrival many others came. */
function busiestFirst(chats: readonly Arrival[], { assumed }: QuarterFigures, random: Random): number[] {
  const { withinMinutes, noise } = assumed.chats.busy;
  let first = 0;
  const busy = chats.map(({ at }, place) => {
    while ((chats[first]?.at ?? at) < at - minutes(withinMinutes)) first += 1;
    return place - first + noise * random.normal();
  });
  return chats.map((_, place) => place).sort((a, b) => (busy[b] ?? 0) - (busy[a] ?? 0));
}

function waitOf(kind: Kind, { chats, assumed }: QuarterFigures, random: Random): number {
  const { quick, slow } = chats.firstReply;
  const { quickSeconds, lateBySeconds } = assumed.chats;
  switch (kind) {
    case "quick": {
      // What is too long is drawn again: cut off, it would heap up at the limit.
      let wait = secondsOf(quickSeconds, random);
      while (wait > quick.withinSeconds) wait = secondsOf(quickSeconds, random);
      return wait;
    }
    case "slow": {
      const room = slow.withinSeconds - quick.withinSeconds;
      // Squared, because shorter waits are the more frequent ones.
      return quick.withinSeconds + 1 + Math.floor(room * random.uniform() ** 2);
    }
    case "late":
      return slow.withinSeconds + secondsOf(lateBySeconds, random);
  }
}

const secondsOf = (length: Spread, random: Random): number =>
  Math.max(1, Math.round(random.duration(length) / 1_000));
