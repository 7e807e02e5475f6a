/** What of the moment is looked at: kept in the address, so that it can be bookmarked. */
import type { House } from "#wire/house.ts";

import type { DeskFigure } from "./desk-figure.ts";

type Channel = House["channels"][number]["channel"];

export interface NowFilter {
  readonly channel: Channel | null;
  readonly language: string | null;
  readonly entry: string | null;
}

export type FilterName = keyof NowFilter;

/** A part of a channel, as a reading is of it. */
export type Part = Pick<DeskFigure["key"], "language" | "entry">;

export const NO_FILTER: NowFilter = { channel: null, language: null, entry: null };

/** What the address asks for, as far as the house has it; `unknown`: names of what it asks for in vain. */
export function filterOfAddress(
  query: URLSearchParams,
  house: House,
): { readonly filter: NowFilter; readonly unknown: readonly FilterName[] } {
  const channel = house.channels.find((one) => one.channel === query.get("channel"))?.channel ?? null;
  const language = house.languages.find((one) => one === query.get("language")) ?? null;
  const entry = entriesOf(house, channel).find((one) => one.entry === query.get("entry"))?.entry ?? null;
  const filter = { channel, language, entry };
  const names = ["channel", "language", "entry"] as const;
  return { filter, unknown: names.filter((name) => query.get(name) && filter[name] === null) };
}

/** The address with this filter; everything else of it stays. */
export function addressWith(
  filter: NowFilter,
  { pathname, search }: Pick<Location, "pathname" | "search">,
): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(filter)) {
    if (typeof value === "string") query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  return text === "" ? pathname : `${pathname}?${text}`;
}

/** Entries that may be chosen: those of the channel, or of all where it has none chosen. */
export const entriesOf = (house: House, channel: Channel | null): House["channels"][number]["entries"] =>
  house.channels
    .filter((one) => channel === null || one.channel === channel)
    .flatMap(({ entries }) => (entries.length > 1 ? entries : []));

/** The channels that have something to say under the filter. */
export const channelsUnder = ({ channel, entry }: NowFilter, house: House): readonly Channel[] =>
  house.channels
    .filter((one) => channel === null || one.channel === channel)
    .filter((one) => entry === null || one.entries.some((other) => other.entry === entry))
    .map((one) => one.channel);
