import { z } from "zod";

import { seconds } from "#domain/time.ts";

const duration = (least: number, most: number) =>
  z
    .number()
    .min(least)
    .max(most)
    .transform((value) => seconds(value));

/**
 * What the count of operators that a channel needs is made from. Talk times are measured
 * once there are enough of them; the rest no source tells, and is told to be assumed.
 */
export const staffingSchema = z.strictObject({
  /** Mean talk time until 200 conversations of the last four weeks are known. */
  talkSeconds: duration(1, 36_000),
  /** Mean time for writing down the case, which no source tells. */
  wrapUpSeconds: duration(0, 7_200).default(seconds(120)),
  /** Mean of how long people are willing to wait. */
  patienceSeconds: duration(10, 36_000).default(seconds(420)),
  /** How many contacts one operator serves at the same time. */
  concurrency: z.number().min(1).max(10).default(1),
});
