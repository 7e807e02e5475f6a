import type { QuarterFigures } from "#config/quarter-schema.ts";

import type { Random } from "../random.ts";
import type { Arrival } from "./arrivals.ts";
import { take } from "./draws.ts";

/** The calls that reach no queue. */
export interface CallsBeforeQueue {
  readonly blacklisted: ReadonlySet<Arrival>;
  readonly closedInWelcome: ReadonlySet<Arrival>;
}

/**
 * Which calls are blacklisted, and which of the others end in the welcome message:
 * as many as the report says, on the peak day as many as are assumed for it.
 */
export function callsBeforeQueue(options: {
  readonly calls: readonly Arrival[];
  readonly figures: QuarterFigures;
  readonly peakDay: number;
  /** How much likelier than usual a call of a day is a blacklisted one. */
  readonly nuisanceOn: (day: number) => number;
  readonly random: Random;
}): CallsBeforeQueue {
  const { calls, figures, peakDay, nuisanceOn, random } = options;
  const { timesByBand } = figures.assumed.calls.nuisance;
  const { blacklistedCalls } = figures.assumed.peakDay;
  const weightOf = ({ day, band }: Arrival) => nuisanceOn(day) * (timesByBand[band] ?? 1);
  const onPeak = calls.filter(({ day }) => day === peakDay);
  const elsewhere = calls.filter(({ day }) => day !== peakDay);
  const blacklisted = new Set([
    ...take(onPeak, blacklistedCalls, weightOf, random),
    ...take(elsewhere, figures.calls.blacklisted - blacklistedCalls, weightOf, random),
  ]);
  const net = calls.filter((call) => !blacklisted.has(call));
  return { blacklisted, closedInWelcome: take(net, figures.calls.closedInWelcome, () => 1, random) };
}
