/**
 * What came lately and what became of it, from the ledger and the board: `GET /api/v1/history`
 * and `GET /api/v1/day`. JSON-safe; `null` where nothing is known, which is not zero.
 */
import type { Channel } from "#domain/contact-event.ts";
import type { OutcomeCounts, WeekHour } from "#domain/stretches.ts";

import type { Formula } from "./figures.ts";

export const HISTORY_WINDOWS = ["24h", "7d", "13w"] as const;
export type HistoryWindow = (typeof HISTORY_WINDOWS)[number];

export interface StretchSnapshot {
  readonly fromMs: number;
  /** The first instant after it; of the running one in the future. */
  readonly toMs: number;
  /** How many hours it has, and of how many anything is known: a source of the channel was in touch, or history was imported. */
  readonly hours: number;
  readonly knownHours: number;
  readonly counts: OutcomeCounts | null;
}

export interface HistoryChannel {
  readonly channel: Channel;
  /** By hour, of 13 weeks by local day; ascending, without a hole between them. */
  readonly stretches: readonly StretchSnapshot[];
  /** Mean arrivals by weekday (Monday first) and hour 0 to 23 of the local clock, over the hours that are over and known. */
  readonly week: readonly (readonly WeekHour[])[];
}

export interface History {
  readonly window: HistoryWindow;
  readonly asOfMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly channels: readonly HistoryChannel[];
  /** What the numbers are, in words. */
  readonly formulas: { readonly counts: Formula; readonly week: Formula };
}

/** A local day, hour by hour. */
export interface DayOfHours {
  /** `2026-11-25`. */
  readonly date: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly channels: readonly Pick<HistoryChannel, "channel" | "stretches">[];
}

/** Today beside a day of last year. */
export interface DayHistory {
  readonly asOfMs: number;
  readonly today: DayOfHours;
  /** `date`: a day of the calendar, such as 25 November, on its date; `weekday`: 52 weeks before, the same day of the week. */
  readonly lastYear: { readonly basis: "date" | "weekday"; readonly day: DayOfHours };
  readonly formulas: Pick<History["formulas"], "counts">;
}

export const HISTORY_FORMULAS: History["formulas"] = {
  counts: {
    it: "Arrivate = contatti arrivati nell’ora o nel giorno, al netto delle bloccate; gli esiti sono quelli degli stessi contatti; altre: ancora in attesa o nel benvenuto, o interrotte in attesa. Un’ora è nota se una fonte del canale era in contatto o se la sua storia è stata importata; le altre non sono zero. Quota delle risposte = risposte / (risposte + abbandonate + non risposte + segreteria)",
    en: "Arrived = contacts that arrived in the hour or day, net of blacklisted; the outcomes are those of the same contacts; other: still waiting or in welcome, or interrupted while waiting. An hour is known when a source of the channel was in touch, or its history was imported; others are not zero. Share of answers = answered / (answered + abandoned + unanswered + voicemail)",
  },
  week: {
    it: "Media = arrivate / ore note dello stesso giorno della settimana e della stessa ora; l’ora in corso non conta",
    en: "Mean = arrived / known hours of the same weekday and hour; the running hour does not count",
  },
};
