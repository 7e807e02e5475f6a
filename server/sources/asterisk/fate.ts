/** What became of a call, by all that is known of it at an instant. Pure; `now` is time of the PBX. */
import type { Outcome, Phase } from "#domain/contact-event.ts";
import { type DurationMs, elapsed, type EpochMs, hours, seconds } from "#domain/time.ts";

import { type Call, openVisit } from "./call.ts";
import type { Visit } from "./visit.ts";

export interface Fate {
  readonly outcome: Outcome;
  readonly at: EpochMs;
  readonly talk?: DurationMs;
}

/** QueueCallerLeave stands at most 3 ms before AgentConnect; without it a key was pressed. */
const CONNECT_GRACE = seconds(1);
/** A queue that let the caller go may be followed by another one, after an announcement. */
const OVERFLOW_GRACE = seconds(8);
/** AgentComplete may come after `HelplineEnd`. */
const COMPLETE_GRACE = seconds(2);
/** Longer than any conversation: AgentComplete was lost. */
const LONGEST_CONVERSATION = hours(4);
/** Longer than any wait or message: the end was lost. */
const LONGEST_WAIT = hours(4);

const EARLY_STAGES: ReadonlySet<string> = new Set(["", "arrived", "welcome", "ivr"]);

/** `null`: the call goes on, or what became of it cannot be told yet. */
export function fateOf(call: Call, now: EpochMs): Fate | null {
  if (call.interruptedAt !== undefined) return { outcome: "interrupted", at: call.interruptedAt };
  if (call.completed !== undefined) return { outcome: "completed", ...call.completed };
  if (call.answered !== undefined) return fateOfConversation(call, call.answered.at, now);
  const marked = call.finished === undefined ? null : fateByMarker(call, call.finished, now);
  if (marked !== null) return marked;
  const last = call.visits.at(-1);
  if (last !== undefined) return fateByQueue(call, last, now);
  if (call.stage === "voicemail" && call.finished === undefined) return null;
  if (call.hungUp !== undefined && !call.marked) return fateBeforeQueue(call, call.hungUp);
  return elapsed(call.arrivedAt, now) > LONGEST_WAIT ? { outcome: "interrupted", at: now } : null;
}

/** Where an open call stands. A caller whom the queue let go is still in the house, and waits until told otherwise. */
export function phaseOf(call: Call): { readonly phase: Phase; readonly since: EpochMs } {
  if (call.answered !== undefined) return { phase: "conversation", since: call.answered.at };
  const first = call.visits[0];
  if (first !== undefined) return { phase: "waiting", since: first.joinedAt };
  return { phase: "welcome", since: call.arrivedAt };
}

/** Whether a listing of the queues must name this call. */
export function isInQueue(call: Call): boolean {
  return call.answered === undefined && call.finished === undefined && openVisit(call) !== undefined;
}

/**
 * Whether a PBX that went down between `from` and `to` made up how this call
 * ended, or left it open. A request to hang up was no making up.
 */
export function wasCut(call: Call, fate: Fate | null, from: EpochMs, to: EpochMs): boolean {
  if (fate === null) return true;
  if (fate.at < from || fate.at > to || call.hangupRequestedAt !== undefined) return false;
  return fate.outcome === "abandoned" || fate.outcome === "completed" || fate.outcome === "closed-in-welcome";
}

/** Ends by AgentComplete alone: `HelplineEnd` comes early when a Local pair goes away after the answer. */
function fateOfConversation(call: Call, answeredAt: EpochMs, now: EpochMs): Fate | null {
  if (elapsed(answeredAt, now) <= LONGEST_CONVERSATION) return null;
  const end = call.finished?.at ?? call.hungUp?.at;
  return end === undefined ? { outcome: "interrupted", at: now } : { outcome: "completed", at: end };
}

function fateByMarker(call: Call, finished: NonNullable<Call["finished"]>, now: EpochMs): Fate | null {
  const at = call.visits.at(-1)?.end?.at ?? finished.at;
  const waited = call.visits.length > 0;
  if (call.elsewhere && !waited) return { outcome: "closed-in-welcome", at };
  switch (finished.outcome) {
    case "blacklisted":
    case "voicemail":
    case "abandoned":
    case "unanswered":
      return { outcome: finished.outcome, at };
    case "closed_welcome":
    case "closed_ivr":
    case "ivr_invalid":
      return waited ? null : { outcome: "closed-in-welcome", at };
    default:
      // `answered` is also what is left when a dialplan knows nothing better.
      if (!waited && EARLY_STAGES.has(finished.stage)) return { outcome: "closed-in-welcome", at };
      if (waited && openVisit(call) === undefined) return null;
      return elapsed(finished.at, now) > COMPLETE_GRACE ? { outcome: "completed", at: finished.at } : null;
  }
}

function fateByQueue(call: Call, last: Visit, now: EpochMs): Fate | null {
  const { end } = last;
  if (end === undefined)
    return elapsed(last.joinedAt, now) > LONGEST_WAIT ? { outcome: "interrupted", at: now } : null;
  const since = elapsed(end.at, now);
  const gone = call.hungUp !== undefined || call.finished !== undefined;
  switch (end.how) {
    case "caller":
      return { outcome: "abandoned", at: end.at };
    case "key":
      return { outcome: "voicemail", at: end.at };
    case "left":
      return gone || since > CONNECT_GRACE ? { outcome: "voicemail", at: end.at } : null;
    case "unsaid":
    case "timeout":
    case "empty":
    case "withdrawn":
      return gone || since > OVERFLOW_GRACE ? { outcome: "unanswered", at: end.at } : null;
    case "connected":
      return null;
  }
}

/** Gone without a queue and without markers: the caller left in the welcome, or the PBX turned the call away. */
function fateBeforeQueue(call: Call, hungUp: NonNullable<Call["hungUp"]>): Fate {
  const refused = hungUp.refused && call.hangupRequestedAt === undefined;
  return { outcome: refused ? "blacklisted" : "closed-in-welcome", at: hungUp.at };
}
