/**
 * What a contact's merged facts mean: its fate, its wait, its talk time. Pure
 * projection of a row of the table; the definitions are those of docs/formulas.md.
 */
import { type Channel, type Entry, type Language, type Outcome, type SourceId } from "./contact-event.ts";
import { endOf, measuredTalkOf } from "./contact-end.ts";
import { COLUMN, type ContactTable } from "./contact-table.ts";
import { type DurationMs, elapsed, type EpochMs, epochMs, ms } from "./time.ts";

/**
 * Where a contact stands, or how it went. The fates of one channel add up:
 * arrived = blacklisted + closedInWelcome + botOnly + interruptedBeforeQueue + inWelcome + queued, and
 * queued = answered + abandoned + unanswered + voicemail + interruptedWaiting + waiting.
 */
export const FATES = [
  "blacklisted",
  "closedInWelcome",
  "botOnly",
  "interruptedBeforeQueue",
  "inWelcome",
  "answered",
  "abandoned",
  "unanswered",
  "voicemail",
  "interruptedWaiting",
  "waiting",
] as const;
export type Fate = (typeof FATES)[number];

/** Fates of contacts that reached a queue. */
export const QUEUED_FATES: ReadonlySet<Fate> = new Set([
  "answered",
  "abandoned",
  "unanswered",
  "voicemail",
  "interruptedWaiting",
  "waiting",
]);

export interface ContactStory {
  readonly source: SourceId;
  readonly channel: Channel;
  readonly entry: Entry;
  /** The language first asked for. */
  readonly language: Language | null;
  readonly fate: Fate;
  /** Decides the hour and the day the contact belongs to. */
  readonly arrivedAt: EpochMs;
  /** First wait start; `null` when it never waited or nobody saw it begin. */
  readonly waitingSince: EpochMs | null;
  readonly answeredAt: EpochMs | null;
  /** Answered, and its source could only tell about when: so is its wait. */
  readonly estimated: boolean;
  /** It waits, and its source has said since it was last heard of that it cannot tell whether it is still there. */
  readonly unconfirmed: boolean;
  readonly endedAt: EpochMs | null;
  /** From the first queueing to the answer, or to the end of an unanswered wait; `null`: not known. */
  readonly wait: DurationMs | null;
  /** `null`: not answered, not ended, or cut off by the system. */
  readonly talk: DurationMs | null;
}

/** `null` while no event has said which channel the contact belongs to: it is held, and counted once that is known. */
export function storyOf(table: ContactTable, row: number): ContactStory | null {
  const arrived = table.known(row, COLUMN.arrivedAt);
  const channel = channelOf(table.word(row, arrived ? COLUMN.arrivedChannel : COLUMN.listedChannel));
  if (channel === null) return null;

  const end = endOf(table, row);
  const outcome = end?.outcome ?? (table.known(row, COLUMN.lostAt) ? "interrupted" : null);
  const endedAt = end?.at ?? table.at(row, COLUMN.lostAt);
  const waitingSince = table.at(row, COLUMN.queuedAt) ?? table.at(row, COLUMN.listedQueueingAt);
  const estimatedAt = estimatedAnswerOf(outcome, table, row);
  const answeredAt =
    table.at(row, COLUMN.answeredAt) ??
    estimatedAt ??
    table.at(row, COLUMN.listedAnswerAt) ??
    answerImpliedBy(outcome, endedAt, table, row);
  const fate = fateOf(
    table.known(row, COLUMN.blacklistedAt),
    outcome,
    waitingSince !== null,
    answeredAt !== null,
  );
  return {
    source: table.word(row, COLUMN.source) ?? "",
    channel,
    entry: table.word(row, arrived ? COLUMN.arrivedEntry : COLUMN.listedEntry) ?? "",
    language: languageOf(table, row, arrived),
    fate,
    arrivedAt: table.at(row, COLUMN.arrivedAt) ?? firstSeenAt(table, row),
    waitingSince,
    answeredAt,
    estimated: fate === "answered" && estimatedAt !== null && !table.known(row, COLUMN.answeredAt),
    unconfirmed: fate === "waiting" && isMissed(table, row),
    endedAt,
    wait: waitOf(table, row, fate, waitingSince, answeredAt, endedAt),
    talk: fate === "answered" && outcome !== "interrupted" ? talkOf(table, row, endedAt) : null,
  };
}

/** The language first asked for, then the one that was listed, then that of the arrival. */
function languageOf(table: ContactTable, row: number, arrived: boolean): Language | null {
  return (
    table.word(row, COLUMN.queuedLanguage) ??
    table.word(row, COLUMN.listedQueueingLanguage) ??
    table.word(row, arrived ? COLUMN.arrivedLanguage : COLUMN.listedLanguage)
  );
}

function fateOf(blacklisted: boolean, outcome: Outcome | null, queued: boolean, answered: boolean): Fate {
  if (blacklisted || outcome === "blacklisted") return "blacklisted";
  if (answered) return "answered";
  switch (outcome) {
    case null:
      return queued ? "waiting" : "inWelcome";
    case "completed":
      return "answered";
    case "abandoned":
    case "unanswered":
    case "voicemail":
      return outcome;
    case "closed-by-staff":
      return "unanswered";
    case "closed-in-welcome":
      return queued ? "abandoned" : "closedInWelcome";
    case "bot-only":
      return queued ? "unanswered" : "botOnly";
    case "interrupted":
      return queued ? "interruptedWaiting" : "interruptedBeforeQueue";
  }
}

/** Yields to an answer that was not estimated, and to an end without any. */
function estimatedAnswerOf(outcome: Outcome | null, table: ContactTable, row: number): EpochMs | null {
  const isOpen = outcome === null || outcome === "completed" || outcome === "interrupted";
  return isOpen ? table.at(row, COLUMN.estimatedAnswerAt) : null;
}

/** A completed contact was answered, even when the answer fell into a lost connection. */
function answerImpliedBy(
  outcome: Outcome | null,
  endedAt: EpochMs | null,
  table: ContactTable,
  row: number,
): EpochMs | null {
  if (outcome !== "completed" || endedAt === null) return null;
  return epochMs(endedAt - (measuredTalkOf(table, row) ?? 0));
}

/** Nothing was heard of it after its source missed it. */
function isMissed(table: ContactTable, row: number): boolean {
  const missedAt = table.at(row, COLUMN.unconfirmedAt);
  const lastSeenAt = table.at(row, COLUMN.lastSeenAt);
  return missedAt !== null && (lastSeenAt === null || lastSeenAt <= missedAt);
}

function waitOf(
  table: ContactTable,
  row: number,
  fate: Fate,
  waitingSince: EpochMs | null,
  answeredAt: EpochMs | null,
  endedAt: EpochMs | null,
): DurationMs | null {
  const answered = fate === "answered";
  const measured = answered ? table.get(row, COLUMN.measuredWait) : null;
  if (measured !== null) return ms(measured);
  const over = answered
    ? (table.at(row, COLUMN.answeredAt) ??
      table.at(row, COLUMN.estimatedAnswerAt) ??
      table.at(row, COLUMN.listedAnswerAt))
    : endedAt;
  if (waitingSince === null || over === null || fate === "waiting") return null;
  // A contact that a listing found in conversation began to wait at a time nobody saw.
  if (answered && !table.known(row, COLUMN.queuedAt) && answeredAt === waitingSince) return null;
  return elapsed(waitingSince, over);
}

function talkOf(table: ContactTable, row: number, endedAt: EpochMs | null): DurationMs | null {
  const measured = measuredTalkOf(table, row);
  if (measured !== null) return measured;
  const from = table.at(row, COLUMN.answeredAt);
  return from === null || endedAt === null ? null : elapsed(from, endedAt);
}

const SEEN = [
  COLUMN.listedArrivalAt,
  COLUMN.blacklistedAt,
  COLUMN.queuedAt,
  COLUMN.listedQueueingAt,
  COLUMN.answeredAt,
  COLUMN.listedAnswerAt,
  COLUMN.estimatedAnswerAt,
  COLUMN.endedAt,
  COLUMN.correctedAt,
  COLUMN.returnedAt,
];

/** Only needed for contacts known from a listing, whose arrival itself nobody saw. */
function firstSeenAt(table: ContactTable, row: number): EpochMs {
  return epochMs(Math.min(...SEEN.map((column) => table.get(row, column) ?? Number.POSITIVE_INFINITY)));
}

const channelOf = (word: string | null): Channel | null =>
  word === "phone" || word === "chat" ? word : null;
