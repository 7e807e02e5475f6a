import type { Severity } from "#wire/alert.ts";

import type { Story } from "./story.ts";

const COLOURS = { info: "#0b57d0", watch: "#b26a00", alarm: "#b3261e" } as const satisfies Record<
  Severity,
  string
>;

/** The bar beside a message; the words say the same. */
export const colourOf = ({ isResolved, severity }: Story): string =>
  isResolved ? "#1b7f3b" : COLOURS[severity];
