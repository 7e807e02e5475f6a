/**
 * The report of a period: the tables of docs/formulas.md, from the ledger. JSON-safe,
 * units in the field names, `null` for "no data". `GET /api/v1/report`.
 */
import type { Channel, Entry, Language, Purpose } from "#domain/contact-event.ts";

import type { FateCounts, PeriodFigures } from "./board-snapshot.ts";

/** Both dates belong to the period. */
export interface ReportPeriod {
  /** `2025-09-01`, local date of the house. */
  readonly from: string;
  readonly to: string;
  readonly startMs: number;
  /** The first instant after the period. */
  readonly endMs: number;
  readonly days: number;
}

/** A count and its part of a whole, 0..1; `null` when the whole is empty. */
export interface Share {
  readonly count: number;
  readonly share: number | null;
}

/** Hours of the day from `fromHour` up to, not including, `toHour`; past midnight where `toHour` is smaller. */
export interface HourBand {
  readonly fromHour: number;
  readonly toHour: number;
}

/** Arrivals by weekday and band of hours. */
export interface BandTable {
  readonly rows: readonly {
    readonly band: HourBand;
    /** Monday first. */
    readonly byWeekday: readonly number[];
    readonly total: Share;
  }[];
  readonly weekdays: readonly Share[];
  readonly total: number;
}

export interface ReportDay {
  /** `2025-11-25`. */
  readonly date: string;
  /** `null`: nothing is known of any hour of it, which is not zero. */
  readonly arrived: number | null;
  /** arrived - blacklisted. */
  readonly net: number | null;
  /** Hours of the day, and those of which anything is known: a source was in touch, or its history was imported. */
  readonly hours: number;
  readonly knownHours: number;
  /** `open`: not over; `provisional`: over, late events may still change it; `closed`: final; `ahead`: not begun. */
  readonly state: "ahead" | "open" | "provisional" | "closed";
}

/** Means over the days that are over and known whole. */
export interface DailyMean {
  readonly days: number;
  readonly arrived: number | null;
  readonly net: number | null;
}

/** Contacts answered, by what they waited; the bands together are all that asked for a person (were queued). */
export interface AnswerBand extends Share {
  /** The longest wait of the band; `null`: longer than every other band, or never answered. */
  readonly withinMs: number | null;
}

export interface ChannelReport {
  readonly channel: Channel;
  /** False: nothing is known of any hour of the period, and none of these counts is a zero. */
  readonly isKnown: boolean;
  readonly counts: FateCounts;
  readonly net: number;
  /** Shares of all arrivals: queued, blacklisted, closed in welcome ... */
  readonly arrivedShares: Readonly<Partial<Record<keyof FateCounts, number>>>;
  /** Shares of the queued: answered, abandoned, unanswered, voicemail ... */
  readonly queuedShares: Readonly<Partial<Record<keyof FateCounts, number>>>;
  /** The same figures as the board's, over the whole period; `occupancy` is `null`. */
  readonly figures: PeriodFigures;
  /** By threshold, ascending; the last band holds those who waited longer, and the `neverAnswered` among them. */
  readonly answerBands: readonly AnswerBand[];
  readonly neverAnswered: number;
  readonly entries: readonly (Share & { readonly entry: Entry })[];
  readonly languages: readonly {
    readonly language: Language | null;
    readonly arrived: number;
    readonly queued: number;
    readonly answered: number;
  }[];
  /** One table for each set of bands of the configuration. */
  readonly bandTables: readonly BandTable[];
  /** Arrivals by weekday (Monday first) and hour 0..23 of the local clock. */
  readonly byWeekdayAndHour: readonly (readonly number[])[];
  readonly days: readonly ReportDay[];
  readonly dailyMean: DailyMean;
  /** The day with the most net arrivals; `null`: none arrived. */
  readonly peakDay: { readonly date: string; readonly net: number } | null;
}

/** What of the period before is compared. */
export interface ReportComparison {
  readonly period: ReportPeriod;
  /** Whether anything is known of every day of it. */
  readonly complete: boolean;
  readonly channels: readonly {
    readonly channel: Channel;
    readonly arrived: number;
    readonly net: number;
    readonly answered: number;
    /**
     * (this period - the one before) / the one before, of all arrivals; `null` unless this one
     * is over and that one wholly known: half a month is not fewer calls than a month.
     */
    readonly change: number | null;
  }[];
  readonly outbound: number;
}

export interface Report {
  readonly house: string;
  readonly timeZone: string;
  /** True: the figures are invented. */
  readonly simulated: boolean;
  readonly asOfMs: number;
  readonly period: ReportPeriod;
  /** The first date of which anything is known; `null`: nothing at all is. */
  readonly knownFrom: string | null;
  readonly channels: readonly ChannelReport[];
  readonly outbound: {
    readonly total: number;
    readonly purposes: readonly (Share & { readonly purpose: Purpose })[];
  };
  readonly before: ReportComparison | null;
}

/** A period that has a name, offered by the page. `GET /api/v1/report/periods`. */
export interface NamedPeriod {
  readonly kind: "contract-quarter" | "calendar-quarter" | "month";
  readonly from: string;
  readonly to: string;
  /** Whether its last day is over where the house stands. */
  readonly isOver: boolean;
}
