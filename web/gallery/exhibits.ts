import { deskExhibits } from "./desk-exhibits.ts";
import type { States, Tag } from "./exhibit.ts";
import type { PAGES } from "./pages.ts";
import { trendExhibits } from "./trend-exhibits.ts";
import { wallExhibits } from "./wall-exhibits.ts";

/** Every element that can stand by itself, in every state. One that is missing here does not compile. */
export const EXHIBITS: { readonly [Of in Exclude<Tag, (typeof PAGES)[number]>]: States<Of> } = {
  ...wallExhibits,
  ...trendExhibits,
  ...deskExhibits,
};

export type ExhibitedTag = keyof typeof EXHIBITS;

/** Those that have the colours and the type of the desk. */
export const DESK_TAGS: ReadonlySet<string> = new Set(Object.keys(deskExhibits));
