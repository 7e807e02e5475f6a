/**
 * Every figure of a window or of a day, computed from lists of contacts by the
 * definitions of docs/formulas.md: filters and sums, no buckets, no folding, no
 * histograms. Shares no code with the board.
 */
import type { PeriodFigures, WaitFigures } from "#wire/board-snapshot.ts";

import type { NaiveContact } from "./naive-contact.ts";

export interface NaiveRules {
  /** Ascending, in milliseconds. */
  readonly thresholds: readonly number[];
  readonly shortAbandonMs: number;
  readonly abandons: "against" | "ignored" | "credited";
  readonly shortAbandons: "counted" | "leftOut";
}

/** `counted`: whether what fell at an instant is in the period. */
export function naiveFigures(
  contacts: readonly NaiveContact[],
  rules: NaiveRules,
  now: number,
  counted: (contact: NaiveContact, at: number) => boolean,
): Omit<PeriodFigures, "occupancy"> {
  const decided = contacts.filter((contact) => {
    const at = decidedAt(contact);
    return at !== null && counted(contact, at);
  });
  const having = (fate: NaiveContact["fate"]): NaiveContact[] =>
    decided.filter((contact) => contact.fate === fate);
  const answered = having("answered");
  const abandoned = having("abandoned");
  const short = abandoned.filter((contact) => isShort(contact, rules));
  const gaveUp = rules.shortAbandons === "leftOut" ? without(abandoned, short) : abandoned;
  const all = answered.length + gaveUp.length + having("unanswered").length + having("voicemail").length;
  const talked = contacts.filter(
    (contact) =>
      contact.fate === "answered" &&
      contact.talkMs !== null &&
      contact.endedAt !== null &&
      counted(contact, contact.endedAt),
  );
  const totalMs = sum(talked.map((contact) => contact.talkMs ?? 0));
  return {
    wait: waitsOf(answered),
    abandonedWait: waitsOf(abandoned),
    answerRate: share(answered.length, all),
    abandonment: share(gaveUp.length, all),
    shortAbandons: short.length,
    serviceLevels: rules.thresholds.map((thresholdMs) => ({
      thresholdMs,
      ...serviceLevel(contacts, thresholdMs, rules, now, counted),
    })),
    talk: {
      n: talked.length,
      totalMs,
      averageMs: talked.length === 0 ? null : Math.round(totalMs / talked.length),
    },
  };
}

/** A contact late for T was late at that instant, and not when it was answered at last. */
function serviceLevel(
  contacts: readonly NaiveContact[],
  thresholdMs: number,
  rules: NaiveRules,
  now: number,
  counted: (contact: NaiveContact, at: number) => boolean,
) {
  const judged = contacts.filter((contact) => {
    const { fate, waitMs, waitingSince } = contact;
    const deadline = (waitingSince ?? Infinity) + thresholdMs;
    if (fate === "waiting") return deadline < now && counted(contact, deadline);
    const at = decidedAt(contact);
    if (at === null) return false;
    if (waitMs === null && (fate === "answered" || fate === "abandoned")) return false;
    if (fate === "abandoned" && rules.abandons === "ignored") return false;
    if (isShort(contact, rules) && rules.shortAbandons === "leftOut") return false;
    const inTime = waitMs !== null && waitMs <= thresholdMs;
    return counted(contact, inTime ? at : Math.min(at, deadline));
  });
  const met = judged.filter(({ fate, waitMs }) => {
    const maySatisfy = fate === "answered" || (fate === "abandoned" && rules.abandons === "credited");
    return maySatisfy && waitMs !== null && waitMs <= thresholdMs;
  });
  return share(met.length, judged.length);
}

/** When it was decided how the wait went; `null` for contacts in no rate, and for those that still wait. */
function decidedAt({ fate, answeredAt, endedAt }: NaiveContact): number | null {
  if (fate === "answered") return answeredAt;
  return fate === "abandoned" || fate === "unanswered" || fate === "voicemail" ? endedAt : null;
}

const isShort = ({ fate, waitMs }: NaiveContact, rules: NaiveRules): boolean =>
  fate === "abandoned" && waitMs !== null && waitMs <= rules.shortAbandonMs;

function waitsOf(contacts: readonly NaiveContact[]): WaitFigures {
  const waits = contacts.flatMap(({ waitMs }) => (waitMs === null ? [] : [waitMs])).sort((a, b) => a - b);
  const n = waits.length;
  if (n === 0) return { n, averageMs: null, medianMs: null, p90Ms: null, longestMs: null };
  const ranked = (rank: number): number => roundedUp(waits[Math.ceil(rank) - 1] ?? 0);
  return {
    n,
    averageMs: Math.round(sum(waits) / n),
    medianMs: ranked(n / 2),
    p90Ms: ranked((9 * n) / 10),
    longestMs: ranked(n),
  };
}

/** To the second up to 15 minutes, to 15 s beyond; more than two hours are told as two hours. */
function roundedUp(wait: number): number {
  const step = wait <= 900_000 ? 1_000 : 15_000;
  return Math.min(7_200_000, Math.ceil(wait / step) * step);
}

const share = (part: number, n: number) => ({ value: n === 0 ? null : part / n, n });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const without = <T>(all: readonly T[], some: readonly T[]): T[] => all.filter((one) => !some.includes(one));
