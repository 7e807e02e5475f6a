import type { LedgerHour } from "./ports.ts";

/** An hour of a source. */
export type LedgerPlace = Pick<LedgerHour, "hour" | "source">;

export const placeKeyOf = ({ hour, source }: LedgerPlace): string => `${hour} ${source}`;

/** Hours of which something is known that the store was not told of. */
export function unknownHours(places: readonly LedgerPlace[], known: readonly LedgerHour[]): LedgerHour[] {
  const seen = new Set(known.map(placeKeyOf));
  const found: LedgerHour[] = [];
  for (const place of places) {
    const key = placeKeyOf(place);
    if (seen.has(key)) continue;
    seen.add(key);
    found.push({ hour: place.hour, source: place.source, state: "heard" });
  }
  return found;
}
