/** A fact of a call that is not known yet: whether the call begins with it, and when it began. */
import { earlier, type EpochMs, ms, seconds } from "#domain/time.ts";

import type { CallFact, CompletedFact } from "./call-fact.ts";
import type { Call } from "./call.ts";

/** queue_log has whole seconds. */
const SAME_MOMENT = seconds(2);

/** Facts that can be the first one of a call; the others alone tell nothing. */
export function isBeginning(fact: CallFact): boolean {
  return fact.type !== "left" && fact.type !== "hangup-requested" && fact.type !== "hung-up";
}

export function beginningOf(fact: CallFact): EpochMs {
  if (fact.type === "completed") return earlier(fact.at, ms(fact.hold + fact.talk));
  return "hold" in fact ? earlier(fact.at, fact.hold) : fact.at;
}

/** Whether a row that ends a conversation under an id never seen belongs to this call: queue, operator and length tell. */
export function isSameConversation(call: Call, fact: CompletedFact): boolean {
  return (
    call.answered !== undefined &&
    call.completed === undefined &&
    Math.abs(call.answered.at + fact.talk - fact.at) <= SAME_MOMENT &&
    call.visits.some(
      ({ queue, operator, end }) =>
        queue === fact.queue && operator === fact.operator && end?.how === "connected",
    )
  );
}
