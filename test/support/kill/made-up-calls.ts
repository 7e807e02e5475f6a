/**
 * Calls that were made up, and the figures that a wall must show of them: counted
 * from the calls themselves by filters and sums. Shares no code with the board.
 */
import type { ContactFact } from "#domain/contact-event.ts";
import { epochMs, seconds } from "#domain/time.ts";
import type { BoardSnapshot } from "#wire/board-snapshot.ts";

export interface MadeUpCall {
  readonly arrivedAt: number;
  readonly fate: "talked" | "talking" | "abandoned" | "waiting";
  /** As the source measured it when it was answered; the caller's own patience when not. */
  readonly waitSeconds: number;
  readonly talkSeconds: number;
  /** What a producer tells of it, in no particular order. */
  readonly events: readonly ContactFact[];
}

const FATES = ["talked", "abandoned", "talked", "talking", "talked", "waiting", "abandoned"] as const;
/** Between arriving and queueing, in milliseconds. */
const WELCOME_MS = 2_000;
/** Calls arrive over this time; the longest is over three minutes after its arrival. */
const SPAN_MS = 1_500_000;

/** The call with this number. `began` lies half an hour before the present. */
export function callNumber(number: number, began: number): MadeUpCall {
  const arrivedAt = began + ((number * 1_013) % SPAN_MS);
  const fate = FATES[number % FATES.length] ?? "talked";
  const waitSeconds = number % 90;
  const talkSeconds = (number * 7) % 60;
  const language = number % 3 === 0 ? "en" : "it";
  const queuedAt = arrivedAt + WELCOME_MS;
  const waitedUntil = queuedAt + waitSeconds * 1_000;
  const base = (fact: string, at: number) => ({
    source: "pbx",
    id: `call-${number}-${fact}`,
    contact: `call-${number}`,
    at: epochMs(at),
  });
  const events: ContactFact[] = [
    { ...base("arrived", arrivedAt), type: "contact.arrived", channel: "phone", entry: "phone" },
    { ...base("queued", queuedAt), type: "contact.queued", language, queue: `q_${language}` },
  ];
  if (fate === "abandoned")
    events.push({ ...base("ended", waitedUntil), type: "contact.ended", outcome: "abandoned" });
  if (fate === "talked" || fate === "talking")
    events.push({ ...base("answered", waitedUntil), type: "contact.answered", wait: seconds(waitSeconds) });
  if (fate === "talked")
    events.push({
      ...base("ended", waitedUntil + talkSeconds * 1_000),
      type: "contact.ended",
      outcome: "completed",
      talk: seconds(talkSeconds),
    });
  return {
    arrivedAt,
    fate,
    waitSeconds,
    talkSeconds,
    events: number % 2 === 0 ? events : events.toReversed(),
  };
}

/** What a wall shows of calls whose events have all been delivered. */
export interface CallFigures {
  readonly arrived: number;
  readonly queued: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly answerRate: number | null;
  readonly averageWaitMs: number | null;
  readonly averageAbandonedWaitMs: number | null;
  readonly talkTotalMs: number;
  readonly waitingNow: number;
  readonly longestWaitSinceMs: number | null;
  readonly inConversationNow: number;
}

/** By hand. `dayStartMs`: the local midnight that began today. */
export function figuresByHand(calls: readonly MadeUpCall[], dayStartMs: number): CallFigures {
  const today = calls.filter(({ arrivedAt }) => arrivedAt >= dayStartMs);
  const answered = today.filter(({ fate }) => fate === "talked" || fate === "talking");
  const abandoned = today.filter(({ fate }) => fate === "abandoned");
  const waiting = calls.filter(({ fate }) => fate === "waiting");
  const decided = answered.length + abandoned.length;
  return {
    arrived: today.length,
    queued: today.length,
    answered: answered.length,
    abandoned: abandoned.length,
    answerRate: decided === 0 ? null : answered.length / decided,
    averageWaitMs: averageMs(answered.map(({ waitSeconds }) => waitSeconds)),
    averageAbandonedWaitMs: averageMs(abandoned.map(({ waitSeconds }) => waitSeconds)),
    talkTotalMs: sum(
      today.filter(({ fate }) => fate === "talked").map(({ talkSeconds }) => talkSeconds * 1_000),
    ),
    waitingNow: waiting.length,
    longestWaitSinceMs:
      waiting.length === 0 ? null : Math.min(...waiting.map(({ arrivedAt }) => arrivedAt + WELCOME_MS)),
    inConversationNow: calls.filter(({ fate }) => fate === "talking").length,
  };
}

/** The same figures as the wall got them. */
export function figuresShown({ channels }: BoardSnapshot): CallFigures | null {
  const phone = channels.find(({ channel }) => channel === "phone");
  if (phone === undefined) return null;
  const { now, today } = phone;
  return {
    arrived: today.counts.arrived,
    queued: today.counts.queued,
    answered: today.counts.answered,
    abandoned: today.counts.abandoned,
    answerRate: today.answerRate.value,
    averageWaitMs: today.wait.averageMs,
    averageAbandonedWaitMs: today.abandonedWait.averageMs,
    talkTotalMs: today.talk.totalMs,
    waitingNow: now.waiting,
    longestWaitSinceMs: now.longestWaitSinceMs,
    inConversationNow: now.inConversation,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const averageMs = (lengths: readonly number[]): number | null =>
  lengths.length === 0 ? null : Math.round((sum(lengths) * 1_000) / lengths.length);

/** As a producer sends it over HTTP. */
export function asCloudEvent(event: ContactFact): object {
  const { type, id, source, at, ...data } = event;
  const { wait, talk, ...rest } = { wait: undefined, talk: undefined, ...data };
  const measured = {
    ...(wait === undefined ? {} : { waitSeconds: wait / 1_000 }),
    ...(talk === undefined ? {} : { talkSeconds: talk / 1_000 }),
  };
  return {
    specversion: "1.0",
    type,
    id,
    source,
    time: new Date(at).toISOString(),
    data: { ...rest, ...measured },
  };
}
