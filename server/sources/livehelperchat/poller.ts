/**
 * Asks the REST interface: live chats every few seconds, operators less often, and from time to
 * time all chats of late, closed ones included, for what was missed. One question at a time.
 */
import { type DurationMs, earlier, type EpochMs, hours, minutes, ms, seconds } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

import { isChatRow } from "./decode-rest.ts";
import { isOperatorRow } from "./operators.ts";
import type { LhcRest, RestAnswer, RestFailure } from "./rest-client.ts";
import { CATCH_UP_LIMIT, chatsSince, LIVE_CHATS } from "./rest-queries.ts";

export interface PollerOptions {
  readonly rest: LhcRest;
  readonly clock: Clock;
  /** The present of Live Helper Chat. */
  readonly now: () => EpochMs;
  readonly needsDepartments: boolean;
  /** An answer came to what was asked at `askedAt`, by our clock. */
  readonly onDate: (date: EpochMs, askedAt: EpochMs) => void;
  readonly onDepartments: (rows: readonly unknown[]) => void;
  /** They could not be had where chats could. */
  readonly onDepartmentsDenied: (failure: RestFailure) => void;
  /** All chats started after `since`, if `complete`; rows were so at `asOf`. */
  readonly onAllChats: (
    rows: readonly unknown[],
    read: { readonly since: EpochMs; readonly asOf: EpochMs; readonly complete: boolean },
  ) => void;
  /** Answers whether one that should be there is missing, so that all chats are to be read. */
  readonly onLiveChats: (rows: readonly unknown[], asOf: EpochMs) => boolean;
  readonly onOperators: (rows: readonly unknown[]) => void;
  /** The oldest chat that may not be over yet. */
  readonly openSince: () => EpochMs | null;
  /** What the answer to a question about chats was; `null`: it was good. */
  readonly onPolled: (failure: RestFailure | null) => void;
  /** They could not be had twice or more in a row. */
  readonly onOperatorsDenied: (failure: RestFailure) => void;
}

const POLL_EVERY = seconds(5);
/** Live Helper Chat may take a wrong key for an attack, and lock the account. */
const REFUSED_PAUSE = minutes(2);
/** One refusal, or one slow answer, may be a slip. */
const PATIENCE = 2;
const OPERATORS_EVERY = seconds(12);
/** Until they are told. */
const DEPARTMENTS_EVERY = minutes(1);
const CATCH_UP_EVERY = minutes(3);
/** Not oftener, whatever is missing. */
const CATCH_UP_PAUSE = seconds(10);
/** What is older cannot change anything any more. */
const FIRST_CATCH_UP = hours(24);
const CATCH_UP = hours(1);

export class Poller {
  readonly #options: PollerOptions;
  #cancel: () => void = () => undefined;
  #closed = false;
  #inStep = false;
  /** Refusals one after the other. */
  #refusals = 0;
  #knowsDepartments = false;
  #departmentsAt: EpochMs | null = null;
  #departmentsDenied: RestFailure | null = null;
  #isMissing = false;
  #caughtUpAt: EpochMs | null = null;
  #operatorsAt: EpochMs | null = null;
  /** How often in a row they could not be had. */
  #operatorsMissed = 0;

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  start(): void {
    void this.#round();
  }

  /** Everything is to be read again. */
  restart(): void {
    this.#caughtUpAt = null;
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  async #round(): Promise<void> {
    const { clock, onPolled, onDepartmentsDenied } = this.#options;
    const failure = await this.#ask();
    if (this.#closed) return;
    // After a gap all is read again before anything else is believed.
    if (failure !== null) this.#caughtUpAt = null;
    this.#inStep = failure === null;
    if (this.#inStep && this.#departmentsDenied !== null) onDepartmentsDenied(this.#departmentsDenied);
    onPolled(failure);
    if (this.#inStep) await this.#askOperators();
    this.#refusals = failure === "error-true" ? this.#refusals + 1 : 0;
    const pause = this.#refusals >= PATIENCE ? REFUSED_PAUSE : POLL_EVERY;
    if (!this.#closed) this.#cancel = clock.after(pause, () => void this.#round());
  }

  async #ask(): Promise<RestFailure | null> {
    const { rest, clock, onLiveChats } = this.#options;
    // One refusal a round is enough.
    if (this.#refusals === 0) await this.#askDepartments();
    if (this.#isDue(this.#caughtUpAt, this.#isMissing ? CATCH_UP_PAUSE : CATCH_UP_EVERY)) {
      const failure = await this.#catchUp();
      if (failure !== null) return failure;
    }
    const askedAt = clock.now();
    const answer = await this.#answer(() => rest.chats(LIVE_CHATS), isChatRow);
    if (!answer.ok) return answer.reason;
    if (!this.#closed) this.#isMissing = onLiveChats(answer.rows, this.#theirTimeOf(askedAt));
    return null;
  }

  async #catchUp(): Promise<RestFailure | null> {
    const { rest, clock, now, openSince, onAllChats } = this.#options;
    const askedAt = clock.now();
    const recent = earlier(now(), this.#caughtUpAt === null ? FIRST_CATCH_UP : CATCH_UP);
    const open = openSince();
    const since = open === null || open > recent ? recent : earlier(open, seconds(1));
    const answer = await this.#answer(() => rest.chats(chatsSince(since)), isChatRow);
    if (!answer.ok) return answer.reason;
    if (this.#closed) return null;
    this.#caughtUpAt = clock.now();
    const asOf = this.#theirTimeOf(askedAt);
    onAllChats(answer.rows, { since, asOf, complete: answer.rows.length < CATCH_UP_LIMIT });
    return null;
  }

  /** Houses that name departments by identifier need it once; without the permission, webhooks tell. */
  async #askDepartments(): Promise<void> {
    const { rest, needsDepartments, onDepartments } = this.#options;
    if (!needsDepartments || this.#knowsDepartments) return;
    if (!this.#isDue(this.#departmentsAt, DEPARTMENTS_EVERY)) return;
    const answer = await this.#answer(() => rest.departments());
    // When nobody is there at all it is asked again at once.
    if (answer.ok || answer.reason !== "unreachable") this.#departmentsAt = this.#options.clock.now();
    this.#departmentsDenied = answer.ok ? null : answer.reason;
    if (!answer.ok || this.#closed) return;
    this.#knowsDepartments = true;
    onDepartments(answer.rows);
  }

  async #askOperators(): Promise<void> {
    const { rest, clock, onOperators, onOperatorsDenied } = this.#options;
    if (!this.#isDue(this.#operatorsAt, OPERATORS_EVERY)) return;
    this.#operatorsAt = clock.now();
    const answer = await this.#answer(() => rest.onlineUsers(), isOperatorRow);
    if (this.#closed) return;
    this.#operatorsMissed = answer.ok ? 0 : this.#operatorsMissed + 1;
    if (answer.ok) onOperators(answer.rows);
    else if (this.#operatorsMissed >= PATIENCE) onOperatorsDenied(answer.reason);
  }

  /** Rows of which none is readable are no answer; nothing is concluded from what is not in them. */
  async #answer(
    ask: () => Promise<RestAnswer>,
    isReadable: (row: unknown) => boolean = () => true,
  ): Promise<RestAnswer> {
    const { clock, onDate } = this.#options;
    const askedAt = clock.now();
    const answer = await ask();
    if (answer.ok && answer.rows.length > 0 && !answer.rows.some(isReadable))
      return { ok: false, reason: "malformed" };
    if (answer.ok && answer.date !== null && !this.#closed) onDate(answer.date, askedAt);
    return answer;
  }

  /** An instant of ours in the time of Live Helper Chat, which the answer may have told only now. */
  #theirTimeOf(askedAt: EpochMs): EpochMs {
    const { clock, now } = this.#options;
    return earlier(now(), ms(clock.now() - askedAt));
  }

  #isDue(last: EpochMs | null, every: DurationMs): boolean {
    // Our clock may have been set back.
    return last === null || Math.abs(this.#options.clock.now() - last) >= every;
  }
}
