/** What desks may ask of alerts, as schemas: strict, so that nothing slips in that nobody asked for. */
import { z } from "zod";

import { RULE_NAMES } from "#domain/alert/rules.ts";
import { LONGEST_SILENCE } from "#domain/alert/silence.ts";
import { minutes } from "#domain/time.ts";

import { channel } from "./wire-fields.ts";

const name = z.string().trim().min(1).max(60).optional().meta({
  description:
    "Who does this, as the others know them. Needed where nobody logs in; else the session says it.",
});
const fingerprint = z.string().min(1).max(120);
const LONGEST_MINUTES = LONGEST_SILENCE / minutes(1);

export const acknowledgementSchema = z.strictObject({ fingerprint, by: name });
export const unacknowledgementSchema = z.strictObject({ fingerprint });

const terms = {
  by: name,
  why: z.string().trim().min(1).max(200),
  minutes: z.number().min(1).max(LONGEST_MINUTES),
};

/** Of one alert, or of a rule, on one channel or on all. */
export const silenceRequestSchema = z.union([
  z.strictObject({ fingerprint, ...terms }),
  z.strictObject({ rule: z.enum(RULE_NAMES), channel: channel.optional(), ...terms }),
]);

export type SilenceRequest = z.output<typeof silenceRequestSchema>;
