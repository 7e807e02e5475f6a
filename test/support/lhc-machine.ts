/** The pure machine of the source, without sockets and timers: captures go in, events come out. */
import type { HelplineEvent } from "#domain/contact-event.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";
import { rulesOf } from "#sources/livehelperchat/chat-settings.ts";
import { Chats } from "#sources/livehelperchat/chats.ts";
import type { ChatSnapshot } from "#sources/livehelperchat/chat-snapshot.ts";
import { decodeHook } from "#sources/livehelperchat/decode-hook.ts";
import { decodeRestChat, learnDepartment } from "#sources/livehelperchat/decode-rest.ts";
import { Departments } from "#sources/livehelperchat/departments.ts";
import type { ChatRules } from "#sources/livehelperchat/fate.ts";
import type { Department, ToldBefore } from "#sources/livehelperchat/to-events.ts";

import { capturedPolls, finalRows, type LhcRow } from "./lhc-captures.ts";
import { lhcConfig } from "./lhc-config.ts";
import { readablePseudonyms } from "./memory-sink.ts";

const into = (entry: string): Department => ({ entry, queue: "chat_it", language: "it" });

/** Each with an entry of its own; some by id, some by identifier, as a house may mix them. */
export const LHC_DEPARTMENTS: ReadonlyMap<string, Department> = new Map([
  ["app", into("app")],
  ["site", into("site")],
  ["3", into("sitebot")],
  ["4", into("siteauto")],
  ["appassign", into("appassign")],
]);

export const LHC_RULES: ChatRules = rulesOf(lhcConfig);

/** No run before told anything. */
export const NOTHING_BEFORE: ToldBefore = { unconfirmedAt: () => null, interruptedAt: () => null };

export const lhcPseudonyms = readablePseudonyms(() => "day");

export class LhcMachine {
  readonly events: HelplineEvent[] = [];
  readonly departments = new Departments([...LHC_DEPARTMENTS.keys()]);
  readonly chats: Chats;

  /** `since`: chats that began before were perhaps told by another run. */
  constructor(rules: Partial<ChatRules> = {}, since = epochMs(0)) {
    this.chats = new Chats({
      source: "lhc",
      pseudonyms: lhcPseudonyms,
      before: NOTHING_BEFORE,
      since: () => since,
      rules: { ...LHC_RULES, ...rules },
      names: this.departments,
      departments: LHC_DEPARTMENTS,
    });
    const [first] = capturedPolls();
    for (const row of first?.deps ?? []) learnDepartment(row, this.departments);
  }

  hook(body: unknown, at: EpochMs): void {
    const decoded = decodeHook(body, this.departments, at);
    if (decoded.ok) this.snapshot(decoded.snapshot, at);
  }

  rest(rows: readonly LhcRow[], at: EpochMs): void {
    for (const row of rows) {
      const decoded = decodeRestChat(row, at);
      if (decoded.ok) this.snapshot(decoded.snapshot, at);
    }
  }

  snapshot(snapshot: ChatSnapshot, now: EpochMs): void {
    this.events.push(...this.chats.apply(snapshot, now));
  }

  advance(now: EpochMs): void {
    this.events.push(...this.chats.advance(now));
  }
}

/** Rows that were closed by then, as a read of all chats shows them besides the live ones. */
export const closedBy = (at: EpochMs): LhcRow[] =>
  finalRows(at / 1_000).filter((row) => row["status"] === 2 && Number(row["cls_time"]) * 1_000 <= at);

export const epochOf = (secondsSince1970: number): EpochMs => epochMs(Math.round(secondsSince1970 * 1_000));
