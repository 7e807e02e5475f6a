/** Asks Live Helper Chat what the wallboard asks, once, and keeps what a judgement needs. GET only. */
import { earlier, type EpochMs, epochMs, hours, type DurationMs } from "#domain/time.ts";

import { createLhcRest, type RestAnswer } from "../rest-client.ts";
import { chatsSince, LIVE_CHATS } from "../rest-queries.ts";
import { type ChatFacts, chatFactsOf, identifiersOf, type OperatorFacts, operatorFactsOf } from "./facts.ts";
import { type Failure, failureOf } from "./failure.ts";
import { listeningFetch } from "./listening-fetch.ts";
import { type Reach, reachOfMessages, reachOfStaff } from "./reach.ts";

export type Examined<Facts> =
  | { readonly ok: true; readonly facts: Facts; readonly timing: Timing }
  | { readonly ok: false; readonly failure: Failure };

/** When an answer was asked for and came, by our clock, and what the server's clock said in between. */
export interface Timing {
  readonly sentAt: EpochMs;
  readonly answeredAt: EpochMs;
  readonly date: EpochMs | null;
}

/** `null`: it was no use to ask. */
export interface RestExam {
  readonly live: Examined<ChatFacts>;
  /** The last 24 hours. */
  readonly day: Examined<ChatFacts> | null;
  readonly operators: Examined<OperatorFacts> | null;
  readonly identifiers: Examined<ReadonlyMap<number, string>> | null;
  readonly messages: Reach | null;
  readonly staff: Reach | null;
}

export interface RestExamOptions {
  readonly baseUrl: string;
  readonly username: string;
  readonly apiKey: string;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => EpochMs;
  readonly timeoutMs: DurationMs;
}

/** Until when a chat that nobody will answer is a leftover. */
const FORGOTTEN_AFTER = hours(24);

/**
 * After a refusal of the user name or the key nothing more is asked: Live Helper Chat counts failed
 * logins, and may lock the user.
 */
export async function examineRest(options: RestExamOptions): Promise<RestExam> {
  const { baseUrl, username, apiKey, timeoutMs, now } = options;
  const listening = listeningFetch(options.fetch);
  const rest = createLhcRest({ baseUrl, username, apiKey, timeoutMs, fetch: listening.fetch });
  const authorization = `Basic ${Buffer.from(`${username}:${apiKey}`, "utf8").toString("base64")}`;
  const reachOptions = { baseUrl, authorization, timeoutMs, fetch: options.fetch };

  const ask = async <Facts>(
    question: () => Promise<RestAnswer>,
    factsOf: (rows: readonly unknown[], present: EpochMs) => Facts,
  ): Promise<Examined<Facts>> => {
    const sentAt = now();
    const answer = await question();
    if (!answer.ok) return { ok: false, failure: failureOf(answer.reason, listening.last()) };
    const timing = { sentAt, answeredAt: now(), date: answer.date };
    return { ok: true, facts: factsOf(answer.rows, presentOf(timing)), timing };
  };
  const askDay = (since: EpochMs): Promise<Examined<ChatFacts>> =>
    ask(
      () => rest.chats(chatsSince(since)),
      (rows, present) => chatFactsOf(rows, { since, present, forgottenAfter: FORGOTTEN_AFTER }),
    );

  const live = await ask(
    () => rest.chats(LIVE_CHATS),
    (rows, present) => chatFactsOf(rows, { since: epochMs(0), present, forgottenAfter: FORGOTTEN_AFTER }),
  );
  if (!live.ok && !isPermission(live.failure))
    return { live, day: null, operators: null, identifiers: null, messages: null, staff: null };
  return {
    live,
    day: live.ok ? await askDay(earlier(presentOf(live.timing), hours(24))) : null,
    operators: await ask(() => rest.onlineUsers(), operatorFactsOf),
    identifiers: await ask(() => rest.departments(), identifiersOf),
    messages: await reachOfMessages(reachOptions),
    staff: await reachOfStaff(reachOptions),
  };
}

/** The clock of Live Helper Chat, by which its chats have their times, if it tells. */
const presentOf = ({ date, answeredAt }: Timing): EpochMs => date ?? answeredAt;

const isPermission = (failure: Failure): boolean =>
  failure.kind === "refused" && failure.refusal.kind === "permission";
