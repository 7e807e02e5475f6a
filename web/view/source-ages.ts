import type { House } from "#wire/house.ts";

import { labelIn } from "../i18n/catalogue.ts";
import type { Present, SourcePresent } from "./present.ts";
import type { Speech } from "./speech.ts";

export interface SourceAge {
  readonly text: string;
  readonly isOld: boolean;
}

/** `centralino 1 s fa`, one per source, and that the other servers are missing if they are; when our own link is silent, that alone, for nothing else is known. */
export function sourceAges(present: Present, house: House, speech: Speech): readonly SourceAge[] {
  const { words, formats, locale } = speech;
  if (present.link.level === "late" || present.link.level === "stopped")
    return [{ text: words.serverSilent(formats.clockSeconds(present.link.sinceMs)), isOld: true }];
  const ages = house.sources.flatMap(({ source, label }) => {
    const known = present.sources.get(source);
    return known ? [ageOf(labelIn(label, locale), known, speech)] : [];
  });
  return [...ages, ...otherServers(present, speech)];
}

/** Nothing while all servers of the house know the same. */
function otherServers({ bus }: Present, { words }: Speech): readonly SourceAge[] {
  if (bus === "lost" || bus === "secret-differs") return [{ text: words.othersNotReached, isOld: true }];
  return bus === "catching-up" ? [{ text: words.othersBeingRead, isOld: false }] : [];
}

function ageOf(name: string, { freshness, ageMs }: SourcePresent, { words, formats }: Speech): SourceAge {
  if (freshness.level === "late" || freshness.level === "stopped")
    return { text: words.standing(name, formats.clockSeconds(freshness.sinceMs)), isOld: true };
  if (freshness.level === "unheard") return { text: words.unheard(name), isOld: true };
  if (ageMs === null) return { text: name, isOld: false };
  const age = words.secondsShort(formats.integer(Math.floor(ageMs / 1_000)));
  return { text: words.ago(name, age), isOld: false };
}
