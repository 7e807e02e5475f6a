import type { Channel, Entry, Language, SourceId } from "#domain/contact-event.ts";

/** Figures of a moment. */
export const FIGURES_NOW = [
  "waiting",
  "unconfirmed",
  "longest-wait",
  "in-conversation",
  "operators-on-line",
] as const;
/** Figures of a window or of today. */
export const FIGURES_OF_PERIOD = [
  "average-wait",
  "median-wait",
  "p90-wait",
  "longest-of-window",
  "time-to-abandon",
  "median-time-to-abandon",
  "p90-time-to-abandon",
  "longest-time-to-abandon",
  "answer-rate",
  "abandonment",
  "short-abandons",
  "talk-time",
  "talk-total",
  "occupancy",
] as const;
/** Figures of a window or of today, one for each threshold T of the channel. */
export const FIGURES_OF_THRESHOLD = ["service-level", "over-threshold"] as const;
/** Counts of the contacts that arrived today. */
export const FIGURES_OF_DAY = [
  "arrived",
  "net",
  "blacklisted",
  "closed-in-welcome",
  "bot-only",
  "interrupted-before-queue",
  "in-welcome-now",
  "queued",
  "answered",
  "abandoned",
  "unanswered",
  "voicemail",
  "interrupted-waiting",
  "waiting-now",
] as const;

/** Today against the usual, as of the last five-minute mark. */
export const FIGURES_OF_OUTLOOK = [
  "seen-so-far",
  "expected-so-far",
  "ratio-to-usual",
  "last-hour",
  "expected-last-hour",
  "projected-total",
  "projected-low",
  "projected-high",
  "surge-lower-bound",
  "operators-needed",
  "usual-waiting",
  "usual-in-conversation",
  "usual-wait",
] as const;

export type FigureNow = (typeof FIGURES_NOW)[number];
export type FigureOfPeriod = (typeof FIGURES_OF_PERIOD)[number];
export type FigureOfThreshold = (typeof FIGURES_OF_THRESHOLD)[number];
export type FigureOfDay = (typeof FIGURES_OF_DAY)[number];
export type FigureOfOutlook = (typeof FIGURES_OF_OUTLOOK)[number];
export type FigureId = FigureNow | FigureOfPeriod | FigureOfThreshold | FigureOfDay | FigureOfOutlook;

export const FIGURE_WINDOWS = [
  "now",
  "last-15-minutes",
  "last-30-minutes",
  "last-60-minutes",
  "today",
] as const;
export type FigureWindow = (typeof FIGURE_WINDOWS)[number];

/** `ratio` is 0..1, but for ratios to the usual, which may be more; `ms` milliseconds. */
export const FIGURE_UNITS = ["count", "ratio", "ms"] as const;
export type FigureUnit = (typeof FIGURE_UNITS)[number];

/** What a figure is computed by, in words, in every language of the page. */
export type Formula = Readonly<Record<"it" | "en", string>>;

/** One figure with everything that belongs beside it. */
export interface FigureReading {
  readonly figure: FigureId;
  /** `together`: both channels as one, where there are two and it is known what is usual of them. */
  readonly channel: Channel | "together";
  readonly window: FigureWindow;
  /** T, only of the figures that have one. */
  readonly thresholdMs?: number;
  /** Of who waits or is in conversation: only those of a language, or of an entry. */
  readonly language?: Language;
  readonly entry?: Entry;
  /** `null`: no data. So is everything of a channel while a source of it was never heard. */
  readonly value: number | null;
  readonly unit: FigureUnit;
  /** How many contacts the value rests on; `null` for figures about operators. */
  readonly n: number | null;
  /** The sources that feed the channel; real milliseconds since each was heard, `null`: never. */
  readonly sources: readonly { readonly source: SourceId; readonly ageMs: number | null }[];
  /** As it is in force in this house. */
  readonly formula: Formula;
}

/** Every figure as it stands, in a flat list. `GET /api/v1/figures`. */
export interface Figures {
  /** The instant the list is of. Figures of contacts are those of the latest snapshot, whose revision this is. */
  readonly asOfMs: number;
  readonly revision: number;
  readonly readings: readonly FigureReading[];
}
