/** What really happened in the captured scenario, and what events say of it, chat by chat and in total. */
import { Board } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import type { HelplineEvent } from "#domain/contact-event.ts";
import type { ContactStory } from "#domain/contact-story.ts";

import { lhcCapture } from "./lhc-captures.ts";

export type LhcResult = "answered" | "abandoned" | "closed_unanswered" | "bot_only" | "waiting";

export interface LhcChat {
  readonly id: string;
  /** In which it was first; the houses of these tests have an entry for each. */
  readonly department: string;
  readonly result: LhcResult;
  /** Seconds until somebody answered. */
  readonly wait: number | null;
  readonly estimated: boolean;
  /** It waits, and is marked as one that may be gone. */
  readonly unconfirmed: boolean;
}

interface TrueChat {
  readonly id: number;
  readonly dep: string;
  /** `app` or `site`, to which the department belongs. */
  readonly channel: string;
  readonly result: LhcResult;
  readonly waitAccept: number | null;
  readonly waitReply: number | null;
}

export interface LhcTotals {
  readonly started: number;
  readonly answered: number;
  readonly within20: number;
  readonly within60: number;
  readonly over60: number;
  readonly abandoned: number;
  readonly closedUnanswered: number;
  readonly botOnly: number;
  readonly waiting: number;
}

type Meaning = "accept" | "firstReply";

const truth: {
  readonly chats: readonly TrueChat[];
  readonly totals: Readonly<Record<"all" | "app" | "site", Readonly<Record<string, number>>>>;
} = JSON.parse(lhcCapture("scenario.ground-truth.json"));

export const trueChats = (meaning: Meaning): LhcChat[] =>
  truth.chats.map((chat) => ({
    id: String(chat.id),
    department: chat.dep,
    result: chat.result,
    wait: meaning === "accept" ? chat.waitAccept : chat.waitReply,
    estimated: false,
    unconfirmed: false,
  }));

/** Every department of the scenario, and whether it belongs to the app or to the site. */
export const DEPARTMENTS: ReadonlyMap<string, string> = new Map(
  truth.chats.map(({ dep, channel }) => [dep, channel]),
);

/** As the scenario itself counted them. */
export function trueTotals(meaning: Meaning, of: "all" | "app" | "site"): LhcTotals {
  const counts = truth.totals[of];
  const name = meaning === "accept" ? "accept" : "reply";
  const count = (key: string): number => counts[key] ?? Number.NaN;
  return {
    started: count("started"),
    answered: count("answered"),
    within20: count(`${name}_within20`),
    within60: count(`${name}_within60`),
    over60: count(`${name}_over60`),
    abandoned: count("abandoned"),
    closedUnanswered: count("closed_unanswered"),
    botOnly: count("bot_only"),
    waiting: count("waiting"),
  };
}

export function totalsOf(chats: readonly LhcChat[]): LhcTotals {
  const having = (result: LhcResult): LhcChat[] => chats.filter((chat) => chat.result === result);
  const waits = having("answered").map(({ wait }) => wait ?? Infinity);
  return {
    started: chats.length,
    answered: waits.length,
    within20: waits.filter((wait) => wait <= 20).length,
    within60: waits.filter((wait) => wait <= 60).length,
    over60: waits.filter((wait) => wait > 60).length,
    abandoned: having("abandoned").length,
    closedUnanswered: having("closed_unanswered").length,
    botOnly: having("bot_only").length,
    waiting: having("waiting").length,
  };
}

/** The same totals as the board counts them, of the chats whose entries are `departments`. */
export function countedTotals(events: readonly HelplineEvent[], departments: ReadonlySet<string>): LhcTotals {
  const board = new Board({ rules: {}, calendar: createCalendar("Europe/Rome") });
  for (const event of events) board.apply(event);
  const stories = [...board.stories()].filter(({ entry }) => departments.has(entry));
  const having = (fate: ContactStory["fate"]): ContactStory[] => stories.filter((one) => one.fate === fate);
  const waits = having("answered").map(({ wait }) => (wait ?? Infinity) / 1_000);
  return {
    started: stories.length,
    answered: waits.length,
    within20: waits.filter((wait) => wait <= 20).length,
    within60: waits.filter((wait) => wait <= 60).length,
    over60: waits.filter((wait) => wait > 60).length,
    abandoned: having("abandoned").length,
    closedUnanswered: having("unanswered").length,
    botOnly: having("botOnly").length,
    waiting: having("waiting").length,
  };
}

/** Chats by what their events say; the contact's key ends with `|` and the id of the chat. */
export function toldChats(events: readonly HelplineEvent[]): LhcChat[] {
  const ids = new Set(events.flatMap((event) => ("contact" in event ? [event.contact] : [])));
  return [...ids]
    .map((contact) =>
      toldChat(
        contact,
        events.filter((event) => "contact" in event && event.contact === contact),
      ),
    )
    .sort((a, b) => Number(a.id) - Number(b.id));
}

function toldChat(contact: string, events: readonly HelplineEvent[]): LhcChat {
  const sorted = [...events].sort((a, b) => a.at - b.at);
  const arrived = sorted.find((event) => event.type === "contact.arrived");
  const queued = sorted.find((event) => event.type === "contact.queued");
  const answers = sorted.filter((event) => event.type === "contact.answered");
  const backAt = sorted.findLast((event) => event.type === "contact.returned")?.at ?? 0;
  const since = sorted.filter(({ at }) => at > backAt);
  const corrected = since.findLast((event) => event.type === "contact.corrected");
  const ended = since.find((event) => event.type === "contact.ended");
  const outcome = corrected?.outcome ?? ended?.outcome;
  const real = answers.find((event) => event.estimated !== true);
  const answer = real ?? (outcome === undefined || outcome === "completed" ? answers[0] : undefined);
  const isAnswered = answer !== undefined;
  const result = isAnswered ? "answered" : resultOf(outcome, queued !== undefined);
  return {
    id: contact.slice(contact.lastIndexOf("|") + 1),
    department: arrived?.entry ?? "",
    result,
    wait: isAnswered && queued !== undefined ? (answer.at - queued.at) / 1_000 : null,
    estimated: isAnswered && real === undefined,
    unconfirmed: result === "waiting" && sorted.at(-1)?.type === "contact.unconfirmed",
  };
}

function resultOf(outcome: string | undefined, queued: boolean): LhcResult {
  if (outcome === "abandoned") return "abandoned";
  if (outcome === "bot-only" && !queued) return "bot_only";
  return outcome === undefined ? "waiting" : "closed_unanswered";
}
