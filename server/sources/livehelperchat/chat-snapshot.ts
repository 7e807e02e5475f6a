import type { DurationMs, EpochMs } from "#domain/time.ts";

/**
 * What may be known of a chat at an instant: a row of Live Helper Chat without anything
 * personal. Webhooks and REST both bring such rows, in any order and any number of times;
 * `asOf` says when one was true, by the clock of Live Helper Chat. Its times are whole seconds.
 */
export interface ChatSnapshot {
  readonly id: string;
  readonly asOf: EpochMs;
  readonly via: "hook" | "rest";
  readonly status: ChatStatus;
  readonly createdAt: EpochMs;
  /** When it entered the queue of people; moved when it is put back, and meaningless while a bot has it. */
  readonly pendingSince: EpochMs;
  /** From `pendingSince` to when it was opened, or given up, or closed. */
  readonly waited: DurationMs;
  /** An operator is written down in it, by opening it or by automatic assignment. */
  readonly assigned: boolean;
  readonly departmentId: number;
  readonly bot: boolean;
  readonly visitor: VisitorState;
  /** From the accept to the first message by a person; written at the close, 0 when there was none or at once. */
  readonly firstResponse: DurationMs;
  /** The last message of an operator, which may be a canned greeting. */
  readonly operatorWroteAt: EpochMs | null;
  readonly closedAt: EpochMs | null;
  /** The message this is about, if a person wrote it: not a bot, not an automatic answer, not a note for colleagues. */
  readonly personWroteAt: EpochMs | null;
  /** The row was deleted at `asOf`. */
  readonly deleted: boolean;
}

export type ChatStatus = "bot" | "pending" | "active" | "closed";

export interface VisitorState {
  /** The page was closed at `closedAt`, and not opened again since. */
  readonly away: boolean;
  /** They ended it themselves, by the X or by the survey after it. */
  readonly ended: boolean;
  /** When the page was closed last, also when it is open again. */
  readonly closedAt: EpochMs | null;
  readonly heardAt: EpochMs | null;
  /** What Live Helper Chat makes of it; `null`: it does not say. */
  readonly gone: boolean | null;
  /** `null`: it does not say. */
  readonly mobile: boolean | null;
}
