/** What is to be told of the end of a chat: that it is over, how, since when, and that it is not after all. */
import type { Outcome } from "#domain/contact-event.ts";
import { type DurationMs, earlier, elapsed, type EpochMs, later, ms } from "#domain/time.ts";

import type { Chat } from "./chat.ts";
import type { Standing } from "./fate.ts";

/** What the engine knows of the end of a chat. */
export interface ToldEnd {
  /** The one that counts by what was told. */
  readonly ended: { readonly outcome: Outcome; readonly at: EpochMs } | null;
  readonly correctedAt: EpochMs | null;
  /** When it was there again, after it was told as ended. */
  readonly returnedAt: EpochMs | null;
  /** Ends before it may have been told of which this run knows nothing; `null`: there can be none that counts. */
  readonly unknownBefore: EpochMs | null;
}

export type EndFact =
  | { readonly type: "contact.returned"; readonly at: EpochMs }
  | {
      readonly type: "contact.ended";
      readonly at: EpochMs;
      readonly outcome: Outcome;
      readonly talk?: DurationMs;
    }
  | { readonly type: "contact.corrected"; readonly at: EpochMs; readonly outcome: Outcome };

/** The facts, in order, that bring the engine from what it was told to what is known. */
export function endFacts(
  chat: Chat,
  standing: Standing,
  before: ToldEnd,
): { readonly facts: readonly EndFact[]; readonly told: ToldEnd } {
  const { answer, fate, leftAt } = standing;
  const facts: EndFact[] = [];
  let told = before;
  const backAt = backSince(chat, fate?.at ?? null, told);
  if (backAt !== null) {
    facts.push({ type: "contact.returned", at: backAt });
    const { unknownBefore } = told;
    const isKnown = unknownBefore === null || backAt >= unknownBefore;
    told = {
      ended: null,
      correctedAt: null,
      returnedAt: backAt,
      unknownBefore: isKnown ? null : unknownBefore,
    };
  }
  if (fate === null) return { facts, told };
  const { outcome } = fate;
  const at = inForce(fate.at, told);
  const talk = answer !== null && leftAt !== null && leftAt < at ? { talk: elapsed(answer.at, leftAt) } : {};
  const { ended, correctedAt } = told;
  if (ended === null) {
    facts.push({ type: "contact.ended", at, outcome, ...talk });
    return { facts, told: { ...told, ended: { outcome, at } } };
  }
  let known = ended;
  if (at < ended.at) {
    facts.push({ type: "contact.ended", at, outcome, ...talk });
    // Of several ends the earliest counts, but the last once one was taken back: then at least the word is put right.
    const counts = told.returnedAt === null && correctedAt === null;
    known = { at, outcome: counts ? outcome : ended.outcome };
  }
  if (known.outcome === outcome) return { facts, told: { ...told, ended: known } };
  // Of several corrections too.
  const sooner = correctedAt === null ? null : earlier(correctedAt, ms(1));
  const wordAt = sooner !== null && sooner < at && told.returnedAt === null ? sooner : at;
  facts.push({ type: "contact.corrected", at: wordAt, outcome });
  return { facts, told: { ...told, ended: { ...known, outcome }, correctedAt: wordAt } };
}

/** From when on nothing counts that was told of its end; `null`: all of it does. */
function backSince({ createdAt, visitor }: Chat, fateAt: EpochMs | null, told: ToldEnd): EpochMs | null {
  const { backFrom } = visitor;
  const { ended, returnedAt, unknownBefore } = told;
  if (ended !== null) {
    if (fateAt === null) return latest(backFrom, ended.at);
    // Who was told as gone was there until later.
    return inForce(fateAt, told) > ended.at ? ended.at : null;
  }
  const at = fateAt === null || backFrom < fateAt ? backFrom : earlier(fateAt, ms(1));
  return unknownBefore !== null && at > latest(createdAt, returnedAt ?? createdAt) ? at : null;
}

/** What is known of an end may be older than a return that was told; told as such it would be void. */
const inForce = (at: EpochMs, { returnedAt }: ToldEnd): EpochMs =>
  returnedAt === null ? at : latest(at, later(returnedAt, ms(1)));

const latest = (a: EpochMs, b: EpochMs): EpochMs => (a < b ? b : a);
