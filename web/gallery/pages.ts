/** Whole pages and their places, and what opens over one: they need a server, and are looked at where they are. */
export const PAGES = [
  "ve-wall",
  "ve-desk",
  "ve-now",
  "ve-history",
  "ve-today",
  "ve-alerts",
  "ve-report",
  "ve-explanation",
  "ve-pairing",
  "ve-screens",
  "ve-system",
] as const;
