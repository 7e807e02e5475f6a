/** A screen that waits, as nodes tell each other of it. */
import { z } from "zod";

import { epochMs } from "#domain/time.ts";

const pairing = z.object({
  /** The hash of the screen's secret. */
  id: z.string().max(64),
  code: z.string().max(16),
  until: z.int().transform(epochMs),
  address: z.string(),
  device: z.string(),
  approvedAs: z.object({ name: z.string(), by: z.string() }).nullable(),
  /** It has come in. */
  isUsed: z.boolean(),
});
export const sharedPairings = z.array(pairing);

export type Pairing = Readonly<z.output<typeof pairing>>;

/** Whether one has come further than what is known: it waits, is approved, has come in. Of two approvals one counts, the same everywhere. */
export function isFurther(one: Pairing, known: Pairing | undefined): boolean {
  if (known === undefined || stageOf(one) !== stageOf(known))
    return known === undefined || stageOf(one) > stageOf(known);
  return JSON.stringify(one.approvedAs) > JSON.stringify(known.approvedAs);
}

const stageOf = ({ approvedAs, isUsed }: Pairing): number => (approvedAs === null ? 0 : 1) + (isUsed ? 2 : 0);
