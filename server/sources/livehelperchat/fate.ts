/** What became of a chat, by all that is known of it at `now`. Definitions: docs/sources/livehelperchat.md. */
import { type DurationMs, earlier, type EpochMs, later, seconds } from "#domain/time.ts";
import type { Outcome } from "#domain/contact-event.ts";

import { type Chat, goneAt, hiddenSince } from "./chat.ts";
import { leftBefore, type VisitorRules } from "./visitor.ts";

export interface ChatRules extends VisitorRules {
  readonly answeredAt: "firstReply" | "accept";
  /** Webhooks are configured: they tell the first message of a person at once. */
  readonly hooks: boolean;
  /** REST is configured: it tells on which device the visitor is, if not at once. */
  readonly rest: boolean;
  /** Who waits and of whom nothing was heard for so long may be gone: REST would show them all the time. */
  readonly unconfirmed: DurationMs;
}

export interface Standing {
  /** When it began to wait for a person; `null`: a bot has it. */
  readonly queuedAt: EpochMs | null;
  /** `null` also for one who left before. */
  readonly answer: Answer | null;
  /** `null`: it is not over. */
  readonly fate: { readonly outcome: Outcome; readonly at: EpochMs } | null;
  /** End of the conversation, when the visitor left it long before it was closed. */
  readonly leftAt: EpochMs | null;
  /** It waits, and since then nobody can tell whether the visitor is still there; `null`: they can, or it does not wait. */
  readonly unconfirmedAt: EpochMs | null;
}

export interface Answer {
  readonly at: EpochMs;
  /** A person answered, as far as is known about then; what is learnt later may tell when, or that nobody did. */
  readonly estimated: boolean;
}

/** Snapshots that come so soon after the accept saw the chat from its beginning. */
const SEEN_IN_TIME = seconds(10);
/** A webhook that was sent is here by then. */
const HOOK_IS_LATE = seconds(10);
/** A closed row adds up spans in whole seconds; a webhook has the time of the message itself. */
const ROUNDING = seconds(2);
/** Between the first message and the second, if they are of one breath. */
const SECOND_MESSAGE = seconds(5);
/** A canned greeting has the time of the accept, or nearly. */
const CANNED_WITHIN = seconds(2);

export function standingOf(chat: Chat, rules: ChatRules, now: EpochMs): Standing {
  const queuedAt = chat.bot ? chat.pendingSince : chat.createdAt;
  const answer = rules.answeredAt === "accept" ? acceptOf(chat) : firstReplyOf(chat, queuedAt, rules, now);
  const deletedAt = goneAt(chat);
  const when = { now, endedAt: chat.closedAt ?? deletedAt };
  const left = leftBefore(chat.visitor, answer?.at ?? null, rules, when);
  const leftAtAll = leftBefore(chat.visitor, null, rules, when).leftAt;
  const base = { queuedAt, leftAt: leftAtAll, unconfirmedAt: null };
  if (queuedAt === null) {
    const at = leftAtAll ?? chat.closedAt ?? deletedAt;
    return { ...base, answer: null, fate: at === null ? null : { outcome: "bot-only", at } };
  }
  if (left.leftAt !== null) return { ...base, answer: null, fate: { outcome: "abandoned", at: left.leftAt } };
  const heard = left.unsure ? null : asSureAs(answer, rules.rest && left.onDesktop);
  if (chat.closedAt !== null) {
    const outcome = heard === null ? "closed-by-staff" : "completed";
    return { ...base, answer: heard, fate: { outcome, at: chat.closedAt } };
  }
  if (deletedAt !== null) return { ...base, answer: heard, fate: { outcome: "interrupted", at: deletedAt } };
  const missedAt = hiddenSince(chat) ?? later(chat.lastSeenAt, rules.unconfirmed);
  const isMissed = heard === null && missedAt <= now;
  return { ...base, answer: heard, fate: null, unconfirmedAt: isMissed ? missedAt : null };
}

/** It may turn out that nobody was there any more. */
const asSureAs = (answer: Answer | null, isDoubtful: boolean): Answer | null =>
  answer !== null && isDoubtful ? { ...answer, estimated: true } : answer;

const acceptOf = ({ acceptedAt }: Chat): Answer | null =>
  acceptedAt === null ? null : { at: acceptedAt, estimated: false };

/** The first message by a person. REST tells it at the close only; before, that somebody wrote. */
function firstReplyOf(chat: Chat, queuedAt: EpochMs | null, rules: ChatRules, now: EpochMs): Answer | null {
  const { personWroteAt, response, acceptedAt, operatorWroteAt } = chat;
  // Of a chat that was put back, a closed row tells the first message of the last stay.
  const responded = response !== null && response.pendingSince === queuedAt ? response.at : null;
  if (responded !== null) {
    const isHeard = personWroteAt !== null && personWroteAt <= later(responded, ROUNDING);
    return isHeard ? { at: personWroteAt, estimated: false } : closedReplyOf(responded, operatorWroteAt);
  }
  const watched =
    acceptedAt === null || chat.wasUnwritten || chat.firstSeenAt <= later(acceptedAt, SEEN_IN_TIME);
  if (personWroteAt !== null)
    return watched
      ? { at: personWroteAt, estimated: false }
      : { at: acceptedAt ?? personWroteAt, estimated: true };
  if (acceptedAt === null) return null;
  if (response !== null) return { at: acceptedAt, estimated: true };
  if (operatorWroteAt === null || isToldOtherwise(chat, acceptedAt, operatorWroteAt, rules, now)) return null;
  return { at: watched ? operatorWroteAt : acceptedAt, estimated: true };
}

/**
 * The first message by what the closed row says, which is a second or two early, and later for one who answers by
 * writing without opening: of that chat it tells the second message. The time of the message itself is seen
 * in a row that was read before another followed.
 */
function closedReplyOf(responded: EpochMs, wroteAt: EpochMs | null): Answer {
  if (wroteAt === null || wroteAt > later(responded, ROUNDING)) return { at: responded, estimated: true };
  if (wroteAt >= responded) return { at: wroteAt, estimated: false };
  // What was written before is a canned greeting, unless the second message came soon after the first.
  const isUnclear = wroteAt >= earlier(responded, SECOND_MESSAGE);
  return isUnclear ? { at: wroteAt, estimated: true } : { at: responded, estimated: false };
}

/** Webhooks say that no person wrote: what a row shows was a canned greeting. */
function isToldOtherwise(
  chat: Chat,
  acceptedAt: EpochMs,
  operatorWroteAt: EpochMs,
  rules: ChatRules,
  now: EpochMs,
): boolean {
  if (!rules.hooks) return false;
  if (now < later(operatorWroteAt, HOOK_IS_LATE)) return true;
  return chat.hooked && operatorWroteAt <= later(acceptedAt, CANNED_WITHIN);
}
