/**
 * Today against the usual, as it stood at the last five-minute mark. Only what was seen
 * counts, on both sides: a silent source makes no quiet day.
 */
import type { Channel } from "#domain/contact-event.ts";
import type { SurgeLevel } from "#domain/surge.ts";

/** A count beside the one that is usual, and the range in which four ordinary days in five lie. */
export interface CountBesideUsual {
  readonly count: number;
  /** A mean, not a whole number. On a known day what the calendar makes of the ordinary. */
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

export interface SoFarSnapshot extends CountBesideUsual {
  /** What an ordinary day of this weekday would have brought; `expected` unless the calendar knows the day. */
  readonly ordinary: number;
  /** Since when the day was seen; `null`: since midnight. */
  readonly seenSinceMs: number | null;
  /** Every contact that was counted, also while not every source was in touch. */
  readonly counted: number;
  /** How much of the day up to now was not seen. */
  readonly unseenMs: number;
}

/**
 * A cumulative count of today that is still to come, with what came while nobody saw; 80 % of
 * days end between `low` and `high`.
 */
export interface ProjectedCount {
  readonly total: number;
  readonly low: number;
  readonly high: number;
}

export interface ProjectionSnapshot extends ProjectedCount {
  /** A surge goes on: nobody knows how far it will go. */
  readonly isAtLeast: boolean;
  /** How far projections made at this hour lay off, on average of the last eight weeks; a ratio. `null`: no day is over yet. */
  readonly meanError: number | null;
  /** `null`: the day is over, or nobody draws it (channels together). */
  readonly fan: ProjectionFan | null;
}

/** Cumulative counts of the full hours to come, in whole contacts: short, because it comes with every snapshot. */
export interface ProjectionFan {
  /** What must have come by `asOfMs`, with what nobody saw; `null`: everything was seen. */
  readonly present: ProjectedCount | null;
  /** The first full hour to come; the others follow hour by hour, the last one at `toMs`, midnight. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly total: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Why a level holds: numbers for one sentence. */
export interface SurgeReasonSnapshot {
  readonly windowMs: number;
  readonly count: number;
  readonly expected: number;
  /** The most likely ratio to the usual. */
  readonly ratio: number;
  /** With `certainty` it is at least this. */
  readonly lowerBound: number;
  /** Where the present level begins, or the lowest one while there is none. */
  readonly threshold: number;
  readonly certainty: number;
}

export interface OutlookSnapshot {
  readonly asOfMs: number;
  readonly soFar: SoFarSnapshot;
  /** `null`: less than half of it was seen. */
  readonly lastHour: (CountBesideUsual & { readonly unseenMs: number }) | null;
  readonly projection: ProjectionSnapshot;
  readonly surge: {
    readonly level: SurgeLevel;
    readonly sinceMs: number | null;
    /** `null`: too little was seen to judge. */
    readonly reason: SurgeReasonSnapshot | null;
  };
  /** Silent for longer than chance explains, though its sources are in touch. */
  readonly tooQuiet: { readonly sinceMs: number; readonly expected: number } | null;
  /** The first weeks, in which what is usual comes mostly from elsewhere; `null` afterwards. */
  readonly learning: { readonly week: number; readonly of: number } | null;
  /** Since when it has been a surge every day, so that it may be what is usual now. */
  readonly newNormalSinceMs: number | null;
}

/** Operators that a channel needs at the present volume (Erlang A), beside what the present team reaches. */
export interface StaffingSnapshot {
  readonly needed: number;
  /** The same were nobody to give up waiting (Erlang C): for comparison. */
  readonly neededIfPatient: number;
  readonly withinMs: number;
  readonly target: number;
  /** Share answered within `withinMs` by those on line now, 0 when nobody is; `null`: no source tells. */
  readonly reached: number | null;
  /** Contacts an hour that it is reckoned with. */
  readonly contactsPerHour: number;
  /** Talk and wrap-up. */
  readonly handleMs: number;
  readonly patienceMs: number;
  /** What of it no source tells. */
  readonly assumed: readonly ("talk" | "wrapUp" | "patience" | "concurrency")[];
}

export interface ChannelOutlook extends OutlookSnapshot {
  /** `null`: not configured. */
  readonly staffing: StaffingSnapshot | null;
  /** `null`: too few contacts are known to say how long one stays. */
  readonly present: UsualPresentSnapshot | null;
}

/** How many usually wait and talk at this hour of this weekday, by Little's law; means, not whole numbers. */
export interface UsualPresentSnapshot {
  readonly waiting: number;
  readonly inConversation: number;
  /** What nine of ten of those who wait do not exceed, at whatever hour; `null`: nobody waited. */
  readonly waitOfMostMs: number | null;
}

/** A great day of the calendar is near: told on its eve, and on its morning. */
export interface AnnouncementSnapshot {
  /** By locale: "25 novembre". */
  readonly name: Readonly<Record<string, string>>;
  readonly when: "tomorrow" | "today";
  /** Times an ordinary day of its weekday; where nothing is usual yet, in the hours that bring most. */
  readonly times: number;
  /** What came on it the last time, by channel, net of blacklisted contacts; `null`: not known. */
  readonly lastTime: readonly { readonly channel: Channel; readonly count: number }[] | null;
}
