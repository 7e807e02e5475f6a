/** A source, and our own link, are heard at least every 5 s, also in a quiet night. */
export const LATE_AFTER_MS = 15_000;
export const STOPPED_AFTER_MS = 60_000;

/**
 * How far a figure may be trusted. `late`: shown dimmed with a mark. `stopped`:
 * the figure is replaced by the time since which nothing was heard. `unheard`:
 * never heard, there is nothing to show. `unconnected`: nobody is there to be heard.
 */
export type Freshness =
  | { readonly level: "live" }
  | { readonly level: "late" | "stopped"; readonly sinceMs: number }
  | { readonly level: "unheard" | "unconnected" };

const RANK = { live: 0, late: 1, stopped: 2, unheard: 3, unconnected: 4 } as const;

/** `ageMs` is real time since last heard; `null` means never. `sinceMs` is the house's time of that last word. */
export function freshnessOf(ageMs: number | null, sinceMs: number): Freshness {
  if (ageMs === null) return { level: "unheard" };
  if (ageMs < LATE_AFTER_MS) return { level: "live" };
  return { level: ageMs < STOPPED_AFTER_MS ? "late" : "stopped", sinceMs };
}

/** The least trustworthy one; `live` when there are none. */
export function worstOf(all: readonly Freshness[]): Freshness {
  let worst: Freshness = { level: "live" };
  for (const one of all) if (RANK[one.level] > RANK[worst.level]) worst = one;
  return worst;
}

/** Are there figures worth showing: of this moment, or of a moment ago. */
export const isShowing = ({ level }: Freshness): boolean => level === "live" || level === "late";
