/** Rows of one chat in seconds from its start, and the pure machine of the source, which tells short words. */
import type { HelplineEvent } from "#domain/contact-event.ts";
import { type EpochMs, epochMs, later, ms, seconds } from "#domain/time.ts";
import { Chats } from "#sources/livehelperchat/chats.ts";
import type { ChatSnapshot } from "#sources/livehelperchat/chat-snapshot.ts";
import { Departments } from "#sources/livehelperchat/departments.ts";
import type { ChatRules } from "#sources/livehelperchat/fate.ts";

import { LHC_RULES, lhcPseudonyms, NOTHING_BEFORE } from "./lhc-machine.ts";

/** When every chat of these tests was started. */
export const START = epochMs(1_795_408_000_000);
export const at = (second: number): EpochMs => later(START, seconds(second));

/** A chat that has waited since the start, by a row read at `second`. */
export function row(
  second: number,
  other: Partial<ChatSnapshot> = {},
  visitor: Partial<ChatSnapshot["visitor"]> = {},
) {
  const snapshot: ChatSnapshot = {
    id: "7",
    asOf: at(second),
    via: "rest",
    status: "pending",
    createdAt: START,
    pendingSince: START,
    waited: ms(0),
    assigned: false,
    departmentId: 2,
    bot: false,
    visitor: {
      away: false,
      ended: false,
      closedAt: null,
      heardAt: at(second),
      gone: false,
      mobile: false,
      ...visitor,
    },
    firstResponse: ms(0),
    operatorWroteAt: null,
    closedAt: null,
    personWroteAt: null,
    deleted: false,
    ...other,
  };
  return snapshot;
}

/** `since`: chats that began before were perhaps told by another run. */
export function machine(rules: Partial<ChatRules> = {}, since = epochMs(0)) {
  const names = new Departments(["site"]);
  names.learn(2, "site");
  const chats = new Chats({
    source: "lhc",
    pseudonyms: lhcPseudonyms,
    before: NOTHING_BEFORE,
    since: () => since,
    names,
    departments: new Map([["site", { entry: "site", queue: "q", language: "it" }]]),
    rules: { ...LHC_RULES, ...rules },
  });
  const take = (...rows: readonly ChatSnapshot[]): string[] =>
    rows.flatMap((one) => told(chats.apply(one, one.asOf)));
  return { chats, names, take, advance: (second: number) => told(chats.advance(at(second))) };
}

/** `answered 12`, `ended abandoned 30`: in seconds from the start. */
export const told = (events: readonly HelplineEvent[]): string[] =>
  events.map((event) =>
    [
      event.type.replace("contact.", ""),
      ...("outcome" in event ? [event.outcome] : []),
      ...("estimated" in event ? ["about"] : []),
      (event.at - START) / 1_000,
    ].join(" "),
  );
