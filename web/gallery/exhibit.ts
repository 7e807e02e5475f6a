/** Every element of ours. */
export type Tag = Extract<keyof HTMLElementTagNameMap, `ve-${string}`>;

/** States of an element, by name: in each some of its properties. */
export type States<Of extends Tag> = Readonly<Record<string, Partial<HTMLElementTagNameMap[Of]>>>;

/** Of the house that is invented here. */
export const HOUSE = { locales: ["it", "en"], timeZone: "Europe/Rome" };

/** Tuesday 24 November 2026, 15:20:07 in Rome. */
export const NOW_MS = Date.parse("2026-11-24T15:20:07+01:00");
