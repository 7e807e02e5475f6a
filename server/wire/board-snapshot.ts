/**
 * The message a wall gets: the whole state, every time. JSON-safe, units in the
 * field names, `null` for "no data" (shown as a dash, never as zero).
 */
import type { Channel, Entry, Language, OperatorState, SourceId } from "#domain/contact-event.ts";

import { type AlertSnapshot, wallAlertOf } from "./alert.ts";
import type { BusSnapshot } from "./bus.ts";
import type { AnnouncementSnapshot, ChannelOutlook, OutlookSnapshot } from "./outlook.ts";

/** A figure and the number of contacts it rests on. Ratios are 0..1. */
export interface Figure {
  readonly value: number | null;
  readonly n: number;
}

/** Waits of a group of contacts. `n` is the size of the group; all `null` when it is empty. */
export interface WaitFigures {
  readonly n: number;
  readonly averageMs: number | null;
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  readonly longestMs: number | null;
}

/** Share answered within a threshold, abandonments counted as configured. */
export interface ServiceLevelFigure extends Figure {
  readonly thresholdMs: number;
}

/** Counts of contacts by what became of them; they add up as DEFINITIONS 1 says. */
export interface FateCounts {
  readonly arrived: number;
  readonly blacklisted: number;
  readonly closedInWelcome: number;
  readonly botOnly: number;
  readonly interruptedBeforeQueue: number;
  readonly inWelcomeNow: number;
  readonly queued: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly unanswered: number;
  readonly voicemail: number;
  readonly interruptedWaiting: number;
  readonly waitingNow: number;
}

/** Figures of one window or of today. */
export interface PeriodFigures {
  readonly wait: WaitFigures;
  /** Time to abandon. */
  readonly abandonedWait: WaitFigures;
  readonly answerRate: Figure;
  readonly abandonment: Figure;
  readonly shortAbandons: number;
  /** One per configured threshold of the channel, ascending. */
  readonly serviceLevels: readonly ServiceLevelFigure[];
  readonly talk: { readonly n: number; readonly totalMs: number; readonly averageMs: number | null };
  /** busy / (busy + available), time-weighted; `null` when the source does not tell. */
  readonly occupancy: number | null;
}

/** Is a language desk staffed at this hour, by the timetable. */
export type DeskState = "open" | "closed" | "by-appointment";

export interface LanguageNow {
  readonly language: Language;
  readonly desk: DeskState;
  readonly waiting: number;
  readonly inConversation: number;
}

export interface EntryNow {
  readonly entry: Entry;
  readonly waiting: number;
  readonly inConversation: number;
}

export interface OperatorsNow extends Readonly<Record<OperatorState, number>> {
  /** available + ringing + busy + wrapUp. */
  readonly onLine: number;
}

/** What the contacts of a channel tell. */
export interface ChannelFigures {
  readonly channel: Channel;
  readonly now: {
    readonly waiting: number;
    /** How many of them their source cannot tell of any more: they may have left. */
    readonly unconfirmed: number;
    /** First wait start of the one waiting longest; the wall ticks the wait by itself. `null`: nobody waits. */
    readonly longestWaitSinceMs: number | null;
    readonly inConversation: number;
    readonly languages: readonly LanguageNow[];
    readonly entries: readonly EntryNow[];
    /** `null`: no source can count them at present. */
    readonly operators: OperatorsNow | null;
  };
  readonly today: PeriodFigures & {
    readonly counts: FateCounts;
    /** How many of the answered contacts have a wait that their source only estimated. */
    readonly estimated: number;
    /** arrived - blacklisted. */
    readonly net: number;
  };
  readonly last15Minutes: PeriodFigures;
  readonly last30Minutes: PeriodFigures;
  readonly last60Minutes: PeriodFigures;
  /** The newest point of today's cumulative line; the series is fetched once from `/api/v1/trend`. */
  readonly trend: { readonly index: number; readonly cumulative: number };
}

export interface ChannelSnapshot extends ChannelFigures {
  /** Steps of today's line that nobody saw, from one up to, not including, another; ascending. */
  readonly gaps: readonly (readonly [from: number, to: number])[];
  /** Today against the usual; `null`: what is usual is not known (yet). */
  readonly outlook: ChannelOutlook | null;
}

export interface SourceSnapshot {
  readonly source: SourceId;
  /** `connecting`: never in step since the start. `lost`: was in step, is not now. Ages of heartbeats travel in `heartbeat`. */
  readonly link: "connecting" | "live" | "lost";
}

/** What the contacts of a house tell. */
export interface BoardFigures {
  /** The instant these figures are of. */
  readonly asOfMs: number;
  /** Local midnight that began today, and the one that ends it. */
  readonly dayStartMs: number;
  readonly dayEndMs: number;
  readonly channels: readonly ChannelFigures[];
  readonly sources: readonly SourceSnapshot[];
}

export interface BoardSnapshot extends BoardFigures {
  /** Grows with every published snapshot of this process. */
  readonly revision: number;
  readonly channels: readonly ChannelSnapshot[];
  /** Both channels together, which tell a surge sooner than each alone; `null`: one channel, or not known. */
  readonly together: OutlookSnapshot | null;
  /** Today's name in the calendar, by locale; `null`: a day like its weekday. */
  readonly knownDay: Readonly<Record<string, string>> | null;
  readonly announcement: AnnouncementSnapshot | null;
  /** Alerts that are not inactive: those that fire or recover first, of these the gravest. */
  readonly alerts: readonly AlertSnapshot[];
  /** `null`: this node is alone. */
  readonly bus: BusSnapshot | null;
}

/**
 * What a screen on the wall gets: the same without names and words of people. Who takes care of an
 * alert, and why somebody silenced one, is for those at a desk.
 */
export const wallSnapshotOf = (snapshot: BoardSnapshot): BoardSnapshot => ({
  ...snapshot,
  alerts: snapshot.alerts.map(wallAlertOf),
});
