import type { NamedPeriod } from "#wire/report.ts";

/** Both dates belong to it. */
export interface ChosenPeriod {
  readonly from: string;
  readonly to: string;
}

/** The order in which kinds are offered, and preferred. */
export const PERIOD_KINDS = ["contract-quarter", "calendar-quarter", "month"] as const;

/** What the address asks for; `null` when it does not name both dates. Their sense is the server's to judge. */
export function periodOfAddress(query: URLSearchParams): ChosenPeriod | null {
  const [from, to] = [query.get("from"), query.get("to")];
  return from && to ? { from, to } : null;
}

/**
 * The newest quarter, of the contract where it has its own, that is over; before one is
 * over the newest that runs; `null` when nothing is known yet.
 */
export function defaultPeriod(periods: readonly NamedPeriod[]): ChosenPeriod | null {
  for (const wanted of PERIOD_KINDS) {
    const ofKind = periods.filter(({ kind }) => kind === wanted);
    const found = ofKind.find(({ isOver }) => isOver) ?? ofKind[0];
    if (found) return { from: found.from, to: found.to };
  }
  return null;
}

/** The page's address for a period in a language; a language of `null` leaves the choice to the house. */
export function addressOf({ from, to }: ChosenPeriod, lang: string | null): string {
  const query = new URLSearchParams({ from, to, ...(lang === null ? {} : { lang }) });
  return `/report?${query.toString()}`;
}
