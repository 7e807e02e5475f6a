import type { Channel } from "#domain/contact-event.ts";
import { type EpochMs, hours } from "#domain/time.ts";

/** Longer than a day nobody remembers that something was silenced. */
export const LONGEST_SILENCE = hours(24);

/** What a silence is about: one alert, or a rule, on one channel or on all. */
export type SilenceScope =
  | { readonly kind: "alert"; readonly fingerprint: string }
  | { readonly kind: "rule"; readonly rule: string; readonly channel: Channel | null };

/** Somebody does not want to be told for a while, and says why. The alert itself goes on. */
export interface Silence {
  readonly id: string;
  readonly scope: SilenceScope;
  readonly by: string;
  readonly why: string;
  readonly from: EpochMs;
  readonly until: EpochMs;
}

interface Silenced {
  readonly fingerprint: string;
  readonly rule: string;
  readonly channel: Channel | null;
}

/** The one that lasts longest of those in force; `null`: none is. */
export function silenceOf(silences: readonly Silence[], alert: Silenced, now: EpochMs): Silence | null {
  const own = silences.filter((silence) => isInForce(silence, now) && covers(silence.scope, alert));
  return own.reduce<Silence | null>(
    (last, one) => (last === null || one.until > last.until ? one : last),
    null,
  );
}

/** By the clock, because its author said until when. */
export const isInForce = ({ until }: Silence, now: EpochMs): boolean => until > now;

export const covers = (scope: SilenceScope, { fingerprint, rule, channel }: Silenced): boolean =>
  scope.kind === "alert"
    ? scope.fingerprint === fingerprint
    : scope.rule === rule && (scope.channel === null || scope.channel === channel);
