/**
 * Contacts whose truth is known, the events they would have sent by an instant,
 * and the figures computed from the truth by the definitions alone: lists and
 * filters, no windows, no folding. Shares no code with the board.
 */
import type { Channel, HelplineEvent } from "#domain/contact-event.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";

export interface Truth {
  readonly key: string;
  readonly channel: Channel;
  readonly language: string;
  readonly arrivedAt: number;
  readonly kind: "blacklisted" | "closed-in-welcome" | "answered" | "abandoned" | "unanswered" | "voicemail";
  readonly welcomeMs: number;
  readonly waitMs: number;
  readonly talkMs: number;
}

const BUCKET = 10_000;

export function eventsBy(truth: Truth, now: EpochMs): HelplineEvent[] {
  const base = { source: "pbx", contact: truth.key };
  const at = (offset: number) => epochMs(truth.arrivedAt + offset);
  const id = (fact: string): string => `${truth.key}:${fact}`;
  const queuedAt = truth.welcomeMs;
  const overAt = truth.welcomeMs + truth.waitMs;
  const events: HelplineEvent[] = [
    {
      ...base,
      type: "contact.arrived",
      id: id("a"),
      at: at(0),
      channel: truth.channel,
      entry: "phone",
      language: truth.language,
    },
  ];
  if (truth.kind === "blacklisted")
    events.push({ ...base, type: "contact.blacklisted", id: id("b"), at: at(0) });
  else if (truth.kind === "closed-in-welcome")
    events.push({
      ...base,
      type: "contact.ended",
      id: id("e"),
      at: at(queuedAt),
      outcome: "closed-in-welcome",
    });
  else {
    events.push({
      ...base,
      type: "contact.queued",
      id: id("q"),
      at: at(queuedAt),
      language: truth.language,
      queue: "q",
    });
    if (truth.kind === "answered") {
      events.push({ ...base, type: "contact.answered", id: id("n"), at: at(overAt) });
      events.push({
        ...base,
        type: "contact.ended",
        id: id("e"),
        at: at(overAt + truth.talkMs),
        outcome: "completed",
      });
    } else events.push({ ...base, type: "contact.ended", id: id("e"), at: at(overAt), outcome: truth.kind });
  }
  return events.filter((event) => event.at <= now);
}

export interface Question {
  readonly now: number;
  readonly thresholdMs: number;
  /** What the house does with abandonments in a service level. */
  readonly abandons: "against" | "ignored" | "credited";
  /** Whether an abandonment no longer than `shortAbandonMs` is in the rates. */
  readonly shortAbandons: "counted" | "leftOut";
  readonly shortAbandonMs: number;
  /** Contacts count for which this holds at the instant of their decision. */
  readonly counted: (truth: Truth, decidedAt: number) => boolean;
}

/** The figures as docs/formulas.md defines them. */
export function figuresBy(truths: readonly Truth[], question: Question) {
  const { now, thresholdMs, abandons, shortAbandons, shortAbandonMs, counted } = question;
  const overAt = (truth: Truth): number => truth.arrivedAt + truth.welcomeMs + truth.waitMs;
  const queued = truths.filter(
    (truth) =>
      !["blacklisted", "closed-in-welcome"].includes(truth.kind) && truth.arrivedAt + truth.welcomeMs <= now,
  );
  const over = (kind: Truth["kind"]) =>
    queued.filter((truth) => truth.kind === kind && overAt(truth) <= now && counted(truth, overAt(truth)));
  const answered = over("answered");
  const abandoned = over("abandoned");
  const isShort = ({ kind, waitMs }: Truth): boolean =>
    shortAbandons === "leftOut" && kind === "abandoned" && waitMs <= shortAbandonMs;
  const decided =
    answered.length +
    abandoned.filter((truth) => !isShort(truth)).length +
    over("unanswered").length +
    over("voicemail").length;
  const verdicts = queued
    .map((truth) => {
      const deadline = truth.arrivedAt + truth.welcomeMs + thresholdMs;
      const canMeet = truth.kind === "answered" || (abandons === "credited" && truth.kind === "abandoned");
      const met = canMeet && truth.waitMs <= thresholdMs;
      const at = Math.min(overAt(truth), deadline);
      const isOver = overAt(truth) <= now;
      const isLeftOut = ((abandons === "ignored" && truth.kind === "abandoned") || isShort(truth)) && isOver;
      const known = !isLeftOut && (isOver || deadline < now);
      return { truth, met: met && isOver, at, known };
    })
    .filter(({ truth, at, known }) => known && counted(truth, at));
  const ended = queued.filter((truth) => truth.kind === "answered" && overAt(truth) + truth.talkMs <= now);
  const talked = ended.filter((truth) => counted(truth, overAt(truth) + truth.talkMs));
  return {
    answered: answered.length,
    averageMs:
      answered.length === 0 ? null : Math.round(sum(answered.map((truth) => truth.waitMs)) / answered.length),
    abandonedN: abandoned.length,
    answerRate: decided === 0 ? null : answered.length / decided,
    serviceLevel: verdicts.length === 0 ? null : verdicts.filter(({ met }) => met).length / verdicts.length,
    serviceLevelN: verdicts.length,
    talkTotalMs: sum(talked.map((truth) => truth.talkMs)),
  };
}

/** Whether an instant lies in the window of `length` before `now`, which begins at a bucket's border. */
export const inWindow = (at: number, now: number, length: number): boolean =>
  Math.floor(at / BUCKET) >= Math.floor((now - length) / BUCKET) &&
  Math.floor(at / BUCKET) <= Math.floor(now / BUCKET);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
