/** The rules as data, as the configuration has them. `null`: switched off. */
import type { DurationMs } from "#domain/time.ts";

import type { Severity } from "./severity.ts";

export const RULE_NAMES = [
  "rate-falls",
  "understaffed",
  "nobody-answers",
  "surge",
  "known-day",
  "source-silent",
  "too-quiet",
  "undelivered",
] as const;
export type RuleName = (typeof RULE_NAMES)[number];

export interface RateFallsRule {
  /** Contacts decided within it are judged. */
  readonly window: DurationMs;
  /** A rate is bad when it lies this far below its target; a ratio. */
  readonly margin: number;
  /** How many contacts the belief in the target is worth. */
  readonly prior: number;
  /** Correlation of the fates of contacts within a window (rho) until the house's own is known: 0 if each were on its own. */
  readonly clustering: number;
  /** Fewer contacts are too few to judge: they raise nothing. */
  readonly leastContacts: number;
  /** Probability of a bad rate from which on each severity begins. */
  readonly watch: number;
  readonly alarm: number;
  /** A severity is given up below this share of where it begins. */
  readonly clearShare: number;
  readonly hold: DurationMs;
  readonly clear: DurationMs;
}

interface PlainRule {
  readonly severity: Severity;
}

export interface UnderstaffedRule extends PlainRule {
  readonly hold: DurationMs;
  readonly clear: DurationMs;
}

export interface NobodyAnswersRule extends PlainRule {
  /** So many queue contacts in a row lost, the last at least so long after the first. */
  readonly lostInARow: number;
  readonly over: DurationMs;
  /** Or somebody waits for so long while no operator is available or busy. */
  readonly unattended: DurationMs;
  readonly clear: DurationMs;
}

/** The severity of each level; `null`: the level is no alert. */
export interface SurgeRule {
  readonly elevated: Severity | null;
  readonly surge: Severity | null;
  readonly extreme: Severity | null;
}

export interface SourceSilentRule extends PlainRule {
  /** In real time, whatever the speed of a simulation. */
  readonly after: DurationMs;
  readonly clear: DurationMs;
}

export interface UndeliveredRule extends PlainRule {
  readonly after: DurationMs;
}

export interface AlertRules {
  readonly "rate-falls": RateFallsRule | null;
  readonly understaffed: UnderstaffedRule | null;
  readonly "nobody-answers": NobodyAnswersRule | null;
  readonly surge: SurgeRule | null;
  readonly "known-day": PlainRule | null;
  readonly "source-silent": SourceSilentRule | null;
  readonly "too-quiet": PlainRule | null;
  readonly undelivered: UndeliveredRule | null;
  /** How often a firing alert is told again; `null`: never. */
  readonly repeat: Readonly<Record<Severity, DurationMs | null>>;
}
