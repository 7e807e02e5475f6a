/**
 * What a wall must be told of one channel at an instant, from lists of contacts and
 * of changes of operators. Shares no code with the board.
 */
import type { OperatorsChanged, OperatorState } from "#domain/contact-event.ts";
import type { ChannelFigures, FateCounts } from "#wire/board-snapshot.ts";

import type { NaiveContact } from "./naive-contact.ts";
import { naiveFigures, type NaiveRules } from "./naive-figures.ts";

export interface NaiveQuestion {
  readonly channel: ChannelFigures["channel"];
  readonly now: number;
  readonly day: { readonly start: number; readonly end: number };
  readonly rules: NaiveRules;
  readonly languages: readonly string[];
  readonly entries: readonly string[];
}

const BUCKET = 10_000;
const MINUTE = 60_000;

export function naiveChannel(
  contacts: readonly NaiveContact[],
  operators: readonly OperatorsChanged[],
  { channel, now, day, rules, languages, entries }: NaiveQuestion,
): ChannelFigures {
  const ofToday = contacts.filter(({ arrivedAt }) => arrivedAt >= day.start && arrivedAt < day.end);
  const waiting = contacts.filter(({ fate }) => fate === "waiting");
  const talking = contacts.filter(({ fate, endedAt }) => fate === "answered" && endedAt === null);
  const load = (test: (contact: NaiveContact) => boolean) => ({
    waiting: waiting.filter(test).length,
    inConversation: talking.filter(test).length,
  });
  const since = waiting.flatMap(({ waitingSince }) => (waitingSince === null ? [] : [waitingSince]));
  const last = (length: number) => ({
    ...naiveFigures(contacts, rules, now, (_, at) => isInWindow(at, now, length)),
    occupancy: occupancy(operators, now - length, now),
  });
  const counts = countsOf(ofToday);
  const net = ofToday.filter(({ fate }) => fate !== "blacklisted").length;
  return {
    channel,
    now: {
      waiting: waiting.length,
      unconfirmed: waiting.filter(({ unconfirmed }) => unconfirmed).length,
      longestWaitSinceMs: since.length === 0 ? null : Math.min(...since),
      inConversation: talking.length,
      languages: languages.map((language) => ({
        language,
        desk: "by-appointment",
        ...load((contact) => contact.language === language),
      })),
      entries: entries.map((entry) => ({ entry, ...load((contact) => contact.entry === entry) })),
      operators: operatorsNow(operators),
    },
    today: {
      ...naiveFigures(ofToday, rules, now, () => true),
      occupancy: occupancy(operators, day.start, now),
      counts,
      estimated: ofToday.filter(({ estimated }) => estimated).length,
      net,
    },
    last15Minutes: last(15 * MINUTE),
    last30Minutes: last(30 * MINUTE),
    last60Minutes: last(60 * MINUTE),
    trend: { index: Math.floor((now - day.start) / (5 * MINUTE)), cumulative: net },
  };
}

/** Arrivals of a day, without blacklisted ones, by five minutes. */
export const arrivalsByStep = (
  contacts: readonly NaiveContact[],
  { start, end }: NaiveQuestion["day"],
): number[] =>
  Array.from({ length: (end - start) / (5 * MINUTE) }, (_, step) => {
    const from = start + step * 5 * MINUTE;
    return contacts.filter(
      ({ fate, arrivedAt }) => fate !== "blacklisted" && arrivedAt >= from && arrivedAt < from + 5 * MINUTE,
    ).length;
  });

/** A window begins with the 10 s in which its first instant lies. */
const isInWindow = (at: number, now: number, length: number): boolean =>
  at >= now - length - ((now - length) % BUCKET) && at <= now;

function countsOf(contacts: readonly NaiveContact[]): FateCounts {
  const having = (...fates: NaiveContact["fate"][]): number =>
    contacts.filter(({ fate }) => fates.includes(fate)).length;
  return {
    arrived: contacts.length,
    blacklisted: having("blacklisted"),
    closedInWelcome: having("closedInWelcome"),
    botOnly: having("botOnly"),
    interruptedBeforeQueue: having("interruptedBeforeQueue"),
    inWelcomeNow: having("inWelcome"),
    queued: having("answered", "abandoned", "unanswered", "voicemail", "interruptedWaiting", "waiting"),
    answered: having("answered"),
    abandoned: having("abandoned"),
    unanswered: having("unanswered"),
    voicemail: having("voicemail"),
    interruptedWaiting: having("interruptedWaiting"),
    waitingNow: having("waiting"),
  };
}

/** Of each source that can count its newest change, summed. */
function operatorsNow(changes: readonly OperatorsChanged[]): ChannelFigures["now"]["operators"] {
  const newest = bySource(changes).flatMap((own) => own.at(-1)?.counts ?? []);
  if (newest.length === 0) return null;
  const total = (state: OperatorState): number => newest.reduce((sum, counts) => sum + counts[state], 0);
  const [available, ringing, busy, wrapUp] = [
    total("available"),
    total("ringing"),
    total("busy"),
    total("wrapUp"),
  ];
  const onLine = available + ringing + busy + wrapUp;
  return { available, ringing, busy, wrapUp, paused: total("paused"), offline: total("offline"), onLine };
}

/** busy / (busy + available) over time, to a thousandth. */
function occupancy(changes: readonly OperatorsChanged[], from: number, to: number): number | null {
  let busy = 0;
  let available = 0;
  for (const own of bySource(changes))
    for (const [index, { at, counts }] of own.entries()) {
      const held = Math.max(0, Math.min(own[index + 1]?.at ?? to, to) - Math.max(at, from));
      busy += held * (counts?.busy ?? 0);
      available += held * (counts?.available ?? 0);
    }
  return busy + available === 0 ? null : Math.round((busy / (busy + available)) * 1_000) / 1_000;
}

const bySource = (changes: readonly OperatorsChanged[]): OperatorsChanged[][] =>
  [...new Set(changes.map(({ source }) => source))].map((source) =>
    changes.filter((change) => change.source === source).sort((a, b) => a.sequence - b.sequence),
  );
