/** All that is known of one call, folded from facts in any order. */
import { type DurationMs, earlier, elapsed, type EpochMs, seconds } from "#domain/time.ts";

import type { CallFact, CompletedFact, FinishedFact, GivenUpFact } from "./call-fact.ts";
import { type Visit, type VisitEnd, withEnd, withJoin, withLastEnd } from "./visit.ts";

export interface Call {
  readonly linkedid: string;
  /** Earliest knowledge of the call. */
  readonly arrivedAt: EpochMs;
  /** Context of its first channel, when that was seen. */
  readonly context?: string;
  /** A marker of the dialplan was seen: it is a helpline call, and `HelplineEnd` will tell its end. */
  readonly marked: boolean;
  /** Known from a listing alone so far: its times are estimates. */
  readonly estimated: boolean;
  /** It was in a queue that is not configured. */
  readonly elsewhere: boolean;
  readonly stage: string;
  readonly language?: string;
  /** Stays in configured queues, oldest first. */
  readonly visits: readonly Visit[];
  /** `exact`: from AgentConnect; otherwise reckoned back from AgentComplete, or whole seconds of queue_log. */
  readonly answered?: { readonly at: EpochMs; readonly exact: boolean };
  readonly completed?: { readonly at: EpochMs; readonly talk: DurationMs };
  readonly finished?: FinishedFact;
  readonly hangupRequestedAt?: EpochMs;
  readonly hungUp?: { readonly at: EpochMs; readonly refused: boolean };
  /** The PBX went down with it. */
  readonly interruptedAt?: EpochMs;
}

/** A caller who hangs up does so within milliseconds before QueueCallerAbandon. */
const HANGUP_WINDOW = seconds(5);

export function newCall(linkedid: string, at: EpochMs): Call {
  return {
    linkedid,
    arrivedAt: at,
    marked: false,
    estimated: false,
    elsewhere: false,
    stage: "",
    visits: [],
  };
}

/** Folds one fact into a call. Total: a fact that makes no sense changes nothing that counts. */
export function applyFact(before: Call, fact: CallFact): Call {
  const call: Call = { ...before, estimated: false };
  switch (fact.type) {
    case "channel":
      return { ...call, context: fact.context };
    case "joined":
      return { ...call, visits: withJoin(call.visits, fact) };
    case "left":
      return { ...call, visits: withEnd(call.visits, leaving(fact, "left")) };
    case "given-up":
      return {
        ...call,
        visits: withEnd(call.visits, leaving(fact, hungUpBefore(call, fact) ? "caller" : "unsaid")),
      };
    case "exited":
      return { ...call, visits: withEnd(call.visits, leaving(fact, fact.how)) };
    case "connected": {
      const visits = ofOperator(withEnd(call.visits, leaving(fact, "connected")), fact);
      return { ...call, visits, answered: call.answered ?? { at: fact.at, exact: fact.origin === "ami" } };
    }
    case "completed":
      return withCompletion(call, fact);
    case "stage":
      return withStage(call, fact);
    case "finished":
      return withFinish(call, fact);
    case "hangup-requested":
      return isCallersChannel(call, fact.uniqueid) ? { ...call, hangupRequestedAt: fact.at } : call;
    case "hung-up":
      return isEndOfCall(call, fact.uniqueid)
        ? { ...call, hungUp: { at: fact.at, refused: fact.refused } }
        : call;
  }
}

/** The stay in a queue that goes on at present, if any. */
export function openVisit(call: Call): Visit | undefined {
  const last = call.visits.at(-1);
  return last?.end === undefined ? last : undefined;
}

/**
 * The whole wait over all queues passed: by event times when both ends are
 * exact, else the sum of what Asterisk measured in each queue (whole seconds).
 * `undefined` when the beginning was not seen.
 */
export function waitOf(call: Call): DurationMs | undefined {
  const first = call.visits[0];
  if (call.answered === undefined || first === undefined) return undefined;
  if (first.joinTold.ami && call.answered.exact) return elapsed(first.joinedAt, call.answered.at);
  if (!first.joinTold.ami && !first.joinTold.log) return undefined;
  const passed = call.visits.slice(0, call.visits.findIndex((visit) => visit.end?.how === "connected") + 1);
  let sum = 0;
  for (const visit of passed) sum += visit.hold ?? elapsed(visit.joinedAt, visit.end?.at ?? visit.joinedAt);
  return seconds(sum / 1_000);
}

function leaving(
  fact: {
    readonly queue: string;
    readonly uniqueid: string;
    readonly at: EpochMs;
    readonly hold?: DurationMs;
  },
  how: VisitEnd,
): Parameters<typeof withEnd>[1] {
  const { queue, uniqueid, at, hold } = fact;
  return hold === undefined ? { queue, uniqueid, at, how } : { queue, uniqueid, at, how, hold };
}

function ofOperator(
  visits: readonly Visit[],
  fact: { readonly queue: string; readonly operator: string | undefined; readonly talk?: DurationMs },
): readonly Visit[] {
  const index = visits.findLastIndex((visit) => visit.queue === fact.queue && visit.end?.how === "connected");
  const visit = visits[index];
  if (visit === undefined) return visits;
  const talk = fact.talk === undefined ? {} : { talk: fact.talk };
  const operator = fact.operator === undefined ? {} : { operator: fact.operator };
  return visits.with(index, { ...talk, ...operator, ...visit });
}

/** AgentComplete repeats HoldTime, so a call whose AgentConnect was missed is counted from it alone. */
function withCompletion(call: Call, fact: CompletedFact): Call {
  const answeredAt = earlier(fact.at, fact.talk);
  const ended = withEnd(call.visits, leaving({ ...fact, at: answeredAt }, "connected"));
  return {
    ...call,
    visits: ofOperator(ended, fact),
    answered: call.answered ?? { at: answeredAt, exact: false },
    completed: call.completed ?? { at: fact.at, talk: fact.talk },
  };
}

function withStage(call: Call, fact: CallFact & { readonly type: "stage" }): Call {
  const visits = fact.stage === "voicemail" ? withLastEnd(call.visits, "key", fact.at) : call.visits;
  return { ...call, marked: true, stage: fact.stage, visits, ...languageOf(call, fact.language) };
}

function withFinish(call: Call, fact: FinishedFact): Call {
  const how = exitOf(fact);
  const visits = how === undefined ? call.visits : withLastEnd(call.visits, how, fact.at);
  const { stage } = fact;
  return {
    ...call,
    marked: true,
    stage,
    visits,
    finished: call.finished ?? fact,
    ...languageOf(call, fact.language),
  };
}

/** The outcome comes first: QUEUESTATUS is not reset when a second queue starts. */
function exitOf(fact: FinishedFact): VisitEnd | undefined {
  if (fact.outcome === "abandoned") return "caller";
  if (fact.outcome === "voicemail") return "key";
  if (fact.outcome !== "unanswered") return undefined;
  if (fact.queueStatus === "LEAVEEMPTY") return "empty";
  return fact.queueStatus === "WITHDRAW" ? "withdrawn" : "timeout";
}

/** The first language told is kept: after an overflow the queue speaks another one. */
function languageOf(call: Call, told: string | undefined): { readonly language?: string } {
  const language = call.language ?? told;
  return language === undefined || language === "" ? {} : { language };
}

function hungUpBefore(call: Call, fact: GivenUpFact): boolean {
  const at = call.hangupRequestedAt;
  return at !== undefined && at <= fact.at && elapsed(at, fact.at) <= HANGUP_WINDOW;
}

function isCallersChannel(call: Call, uniqueid: string): boolean {
  return uniqueid === call.linkedid || uniqueid === call.visits.at(-1)?.uniqueid;
}

/** A Local pair in the queue may go away after the answer while the conversation goes on. */
function isEndOfCall(call: Call, uniqueid: string): boolean {
  return uniqueid === call.linkedid || (call.answered === undefined && isCallersChannel(call, uniqueid));
}
