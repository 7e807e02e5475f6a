import type { LanguageNow } from "#wire/board-snapshot.ts";

import type { Speech } from "./speech.ts";

/** One word of the breakdown line: `it 1`, or `fr es ar de chiusi` without a count. */
export interface Share {
  readonly name: string;
  readonly count: string | null;
  /** Somebody waits there. */
  readonly isActive: boolean;
}

/** In the short line; whoever waits in another language is counted with the others. */
const MOST_NAMED = 3;

const isShown = ({ desk, waiting }: LanguageNow): boolean => desk === "open" || waiting > 0;

/** Open desks one by one; closed ones together, unless somebody waits there all the same. */
export function languageShares(
  languages: readonly LanguageNow[],
  { words, formats }: Speech,
): readonly Share[] {
  const open = languages.filter(isShown).map(({ language, waiting }) => ({
    name: language,
    count: formats.integer(waiting),
    isActive: waiting > 0,
  }));
  const together = (desk: LanguageNow["desk"], word: string): Share[] => {
    const names = languages.filter((one) => one.desk === desk && !isShown(one)).map((one) => one.language);
    return names.length === 0 ? [] : [note(`${names.join(" ")} ${word}`)];
  };
  const closedCount = languages.filter((one) => one.desk === "closed" && !isShown(one)).length;
  return [
    ...open,
    ...together("closed", closedCount === 1 ? words.closedOne : words.closed),
    ...together("by-appointment", words.byAppointment),
  ];
}

/** The languages in which most people wait; when nobody waits, how many desks are open. */
export function shortLanguageShares(
  languages: readonly LanguageNow[],
  { words, formats }: Speech,
): readonly Share[] {
  const active = languages.filter(({ waiting }) => waiting > 0).sort((a, b) => b.waiting - a.waiting);
  if (active.length === 0) {
    const open = languages.filter(({ desk }) => desk === "open").length;
    return [note(open === 1 ? words.deskOpenOne : words.desksOpen(formats.integer(open)))];
  }
  const others = active.slice(MOST_NAMED).reduce((sum, { waiting }) => sum + waiting, 0);
  return [
    ...active.slice(0, MOST_NAMED).map(({ language, waiting }) => ({
      name: language,
      count: formats.integer(waiting),
      isActive: true,
    })),
    ...(others === 0 ? [] : [note(words.others(formats.integer(others)))]),
  ];
}

const note = (name: string): Share => ({ name, count: null, isActive: false });
