/**
 * What became of a contact, read from its events by the definitions of
 * docs/formulas.md: plain searches in a list. Shares no code with the board.
 */
import type { ContactFact } from "#domain/contact-event.ts";

export interface NaiveContact {
  readonly channel: string;
  readonly entry: string;
  readonly language: string | null;
  readonly fate:
    | "blacklisted"
    | "closedInWelcome"
    | "botOnly"
    | "interruptedBeforeQueue"
    | "inWelcome"
    | "answered"
    | "abandoned"
    | "unanswered"
    | "voicemail"
    | "interruptedWaiting"
    | "waiting";
  readonly arrivedAt: number;
  readonly waitingSince: number | null;
  readonly answeredAt: number | null;
  readonly estimated: boolean;
  readonly unconfirmed: boolean;
  readonly endedAt: number | null;
  readonly waitMs: number | null;
  readonly talkMs: number | null;
}

/** `null` before the arrival is known. Copies and the order of events do not matter. */
export function naiveContact(events: readonly ContactFact[]): NaiveContact | null {
  const known = [...events].sort((a, b) => a.at - b.at || Number(isMissing(a)) - Number(isMissing(b)));
  const arrived = known.find((event) => event.type === "contact.arrived");
  if (arrived === undefined) return null;
  const queued = known.find((event) => event.type === "contact.queued");
  const answers = known.filter((event) => event.type === "contact.answered");
  const answer = answers.find((event) => !event.estimated);
  // Who comes back has not ended before, and ends when they leave for the last time.
  const backAt = known.findLast((event) => event.type === "contact.returned")?.at ?? Number.NEGATIVE_INFINITY;
  const ends = known.filter((event) => event.type === "contact.ended");
  const ended = inForce(ends, backAt);
  const measured = inForce(
    ends.filter(({ talk }) => talk !== undefined),
    backAt,
  )?.talk;
  const corrected = inForce(
    known.filter((event) => event.type === "contact.corrected"),
    backAt,
  );
  const outcome = corrected?.outcome ?? ended?.outcome ?? null;
  const endedAt = ended?.at ?? corrected?.at ?? null;
  // An end without an answer says that an estimated one was none.
  const mayBeAnswered = [null, "completed", "interrupted"].includes(outcome);
  const guess = mayBeAnswered ? answers.find((event) => event.estimated) : undefined;
  const told = answer ?? guess;
  const wasAnswered = told !== undefined || outcome === "completed";
  const isBlacklisted =
    outcome === "blacklisted" || known.some((event) => event.type === "contact.blacklisted");
  const fate = isBlacklisted
    ? "blacklisted"
    : wasAnswered
      ? "answered"
      : withoutAnswer(outcome, queued !== undefined);
  return {
    channel: arrived.channel,
    entry: arrived.entry,
    language: queued?.language ?? arrived.language ?? null,
    fate,
    arrivedAt: arrived.at,
    waitingSince: queued?.at ?? null,
    // Who was completed was answered, even if nobody told when: as long before the end as was talked.
    answeredAt: told?.at ?? (wasAnswered && endedAt !== null ? endedAt - (measured ?? 0) : null),
    estimated: fate === "answered" && answer === undefined && guess !== undefined,
    unconfirmed: fate === "waiting" && known.at(-1)?.type === "contact.unconfirmed",
    endedAt,
    waitMs: answer?.wait ?? between(queued?.at, wasAnswered ? told?.at : endedAt),
    talkMs: outcome === "interrupted" ? null : (measured ?? between(answer?.at, endedAt)),
  };
}

/** The first, or the last once somebody came back after the first. */
function inForce<T extends ContactFact>(facts: readonly T[], backAt: number): T | undefined {
  const [first] = facts;
  return first !== undefined && first.at > backAt ? first : facts.findLast(({ at }) => at > backAt);
}

/** Of the same instant it comes last: nothing later was heard. */
const isMissing = ({ type }: ContactFact): boolean => type === "contact.unconfirmed";

function withoutAnswer(outcome: string | null, queued: boolean): NaiveContact["fate"] {
  if (outcome === null) return queued ? "waiting" : "inWelcome";
  if (outcome === "abandoned" || outcome === "voicemail") return outcome;
  if (outcome === "closed-in-welcome") return queued ? "abandoned" : "closedInWelcome";
  if (outcome === "bot-only") return queued ? "unanswered" : "botOnly";
  if (outcome === "interrupted") return queued ? "interruptedWaiting" : "interruptedBeforeQueue";
  return "unanswered";
}

/** Clocks of hosts disagree: what seems to end before it began took no time. */
const between = (from: number | undefined, to: number | null | undefined): number | null =>
  from === undefined || to === undefined || to === null ? null : Math.max(0, to - from);
