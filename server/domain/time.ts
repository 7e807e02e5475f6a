/**
 * Units of time. Every number that means time carries one of these types, so
 * a duration can never be passed where an instant is wanted.
 */
declare const unit: unique symbol;

/** An instant: milliseconds since the Unix epoch, UTC. */
export type EpochMs = number & { readonly [unit]: "EpochMs" };

/** A length of time in milliseconds. Never negative. */
export type DurationMs = number & { readonly [unit]: "DurationMs" };

export const epochMs = (value: number): EpochMs => value as EpochMs;
export const ms = (value: number): DurationMs => value as DurationMs;
export const seconds = (value: number): DurationMs => ms(value * 1_000);
export const minutes = (value: number): DurationMs => ms(value * 60_000);
export const hours = (value: number): DurationMs => ms(value * 3_600_000);

/** Clamped at zero: switches stamp events on different hosts, so clocks disagree. */
export const elapsed = (from: EpochMs, to: EpochMs): DurationMs => ms(Math.max(0, to - from));

/** The instant `by` after `at`. */
export const later = (at: EpochMs, by: DurationMs): EpochMs => epochMs(at + by);

/** The instant `by` before `at`. */
export const earlier = (at: EpochMs, by: DurationMs): EpochMs => epochMs(at - by);
