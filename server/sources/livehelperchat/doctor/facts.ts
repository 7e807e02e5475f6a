/** What a doctor keeps of the rows of an answer: counts and ids of departments. The rows themselves are dropped. */
import { type EpochMs, later, type DurationMs } from "#domain/time.ts";

import { instantOf, integerOf, isPositive, isRow } from "../row-fields.ts";

export interface ChatFacts {
  readonly rows: number;
  /** Rows that are no chats, as far as one can see. */
  readonly strange: number;
  /** Chats that are neither pending nor active nor with a bot. */
  readonly notLive: number;
  /** Chats started before what was asked for. */
  readonly older: number;
  /** Chats by id of department. */
  readonly departments: ReadonlyMap<number, number>;
  /** Fields about people that came all the same. */
  readonly personal: readonly string[];
  /** Rows that do not say whether the visitor is there. */
  readonly withoutPresence: number;
  /** Pending for long, and the visitor gone. */
  readonly forgotten: number;
}

/** Closed, chatbox and chats among operators are none of these. */
const LIVE: ReadonlySet<number | null> = new Set([0, 1, 5]);

const PERSONAL_FIELDS = [
  "nick",
  "email",
  "phone",
  "ip",
  "hash",
  "city",
  "lat",
  "lon",
  "referrer",
  "session_referrer",
  "additional_data",
  "chat_variables",
  "remarks",
  "uagent",
  "user_typing_txt",
  "messages",
];

export function chatFactsOf(
  rows: readonly unknown[],
  asked: { readonly since: EpochMs; readonly present: EpochMs; readonly forgottenAfter: DurationMs },
): ChatFacts {
  const all = rows.filter(isRow);
  const chats = all.filter(
    (row) => isPositive(row, "id") && isPositive(row, "dep_id") && integerOf(row, "status") !== null,
  );
  const departments = new Map<number, number>();
  for (const chat of chats) {
    const id = integerOf(chat, "dep_id");
    if (id !== null) departments.set(id, (departments.get(id) ?? 0) + 1);
  }
  return {
    rows: rows.length,
    strange: rows.length - chats.length,
    notLive: chats.filter((chat) => !LIVE.has(integerOf(chat, "status"))).length,
    older: chats.filter((chat) => (instantOf(chat, "time") ?? asked.since) < asked.since).length,
    departments,
    personal: PERSONAL_FIELDS.filter((field) => all.some((row) => field in row)),
    withoutPresence: chats.filter((chat) => integerOf(chat, "user_status_front") === null).length,
    forgotten: chats.filter(
      (chat) =>
        integerOf(chat, "status") === 0 &&
        integerOf(chat, "user_status_front") === 1 &&
        later(instantOf(chat, "time") ?? asked.present, asked.forgottenAfter) < asked.present,
    ).length,
  };
}

export interface OperatorFacts {
  readonly rows: number;
  /** Rows without what is counted. */
  readonly strange: number;
  /** Fields that would name people. */
  readonly personal: readonly string[];
}

const NAMES = ["user", "name", "surname", "username", "email"];

export function operatorFactsOf(rows: readonly unknown[]): OperatorFacts {
  const all = rows.filter(isRow);
  const operators = all.filter((row) => isPositive(row, "user_id") && "is_online" in row);
  return {
    rows: rows.length,
    strange: rows.length - operators.length,
    personal: NAMES.filter((field) => all.some((row) => field in row)),
  };
}

/** Identifiers of departments by id. What could not be typed into a configuration is left out. */
export function identifiersOf(rows: readonly unknown[]): ReadonlyMap<number, string> {
  const identifiers = new Map<number, string>();
  for (const row of rows.filter(isRow)) {
    const id = integerOf(row, "id");
    const identifier = row["identifier"];
    if (id !== null)
      identifiers.set(
        id,
        typeof identifier === "string" && /^[\w.-]{1,80}$/.test(identifier) ? identifier : "",
      );
  }
  return identifiers;
}
