/** The life of one chat made up by chance, and the rows of it that REST and webhooks tell while it is lived. */
import fc from "fast-check";

import { seconds } from "#domain/time.ts";
import type { ChatSnapshot } from "#sources/livehelperchat/chat-snapshot.ts";

import { at, row } from "./told-chats.ts";

/** In seconds since the chat was started, or since what comes before; `null`: it does not happen. */
export interface ChatLife {
  readonly leavesAt: number | null;
  readonly leavesBy: "vanishing" | "tab" | "x";
  readonly backAfter: number | null;
  readonly acceptedAt: number | null;
  readonly repliedAfter: number;
  readonly closedAfter: number | null;
  /** REST does not answer, and webhooks come all the same. */
  readonly outage: { readonly from: number; readonly length: number } | null;
  /** The program is started again. */
  readonly restartAt: number | null;
}

export const LIFE_LENGTH = 450;
const POLL_EVERY = 5;
/** When what nobody accepted is closed. */
const CLEARED_AT = 150;

const upTo = (most: number) => fc.integer({ min: 1, max: most });

export const chatLives: fc.Arbitrary<ChatLife> = fc.record({
  leavesAt: fc.option(upTo(90)),
  leavesBy: fc.constantFrom("vanishing", "tab", "x"),
  backAfter: fc.option(upTo(120)),
  acceptedAt: fc.option(upTo(200)),
  repliedAfter: fc.integer({ min: 0, max: 60 }),
  closedAfter: fc.option(upTo(100)),
  outage: fc.option(fc.record({ from: upTo(200), length: fc.integer({ min: 5, max: 100 }) })),
  restartAt: fc.option(upTo(300)),
});

export const isOut = ({ outage }: ChatLife, second: number): boolean =>
  outage !== null && second >= outage.from && second < outage.from + outage.length;

/** In the order in which they are told. */
export function rowsOf(life: ChatLife): readonly ChatSnapshot[] {
  const { leavesAt, acceptedAt } = life;
  const { repliedAt, closedAt } = timesOf(life);
  const rows = [stateAt(life, 0, "hook")];
  if (acceptedAt !== null) rows.push(stateAt(life, acceptedAt, "hook"));
  if (repliedAt !== null) rows.push({ ...stateAt(life, repliedAt, "hook"), personWroteAt: at(repliedAt) });
  if (closedAt !== null) rows.push(stateAt(life, closedAt, "hook"));
  const isOver = leavesAt !== null && closedAt !== null && leavesAt >= closedAt;
  if (leavesAt !== null && life.leavesBy === "x" && !isOver) rows.push(stateAt(life, leavesAt, "hook"));
  // A program that starts reads everything first.
  const { restartAt } = life;
  if (restartAt !== null && !isOut(life, restartAt)) rows.push(stateAt(life, restartAt, "rest"));
  for (let second = 2; second < LIFE_LENGTH - 30; second += POLL_EVERY)
    if (!isOut(life, second)) rows.push(stateAt(life, second, "rest"));
  return rows.toSorted((a, b) => a.asOf - b.asOf);
}

function timesOf(life: ChatLife) {
  const { leavesAt, leavesBy, backAfter, acceptedAt, repliedAfter, closedAfter } = life;
  const repliedAt = acceptedAt === null ? null : acceptedAt + repliedAfter;
  return {
    backAt: leavesAt === null || backAfter === null || leavesBy === "x" ? Infinity : leavesAt + backAfter,
    repliedAt,
    closedAt: closedAfter === null ? null : (repliedAt ?? CLEARED_AT) + closedAfter,
  };
}

/** As Live Helper Chat has it. A webhook says nothing of the device, nor whether they are gone. */
function stateAt(life: ChatLife, second: number, via: "rest" | "hook"): ChatSnapshot {
  const { leavesAt, leavesBy, acceptedAt } = life;
  const { backAt, repliedAt, closedAt } = timesOf(life);
  const left = leavesAt !== null && second >= leavesAt;
  const isGone = left && second < backAt;
  const hasClosedPage = left && leavesBy !== "vanishing";
  const heardAt = isGone ? leavesAt : second;
  const isClosed = closedAt !== null && second >= closedAt;
  const isAccepted = acceptedAt !== null && second >= acceptedAt;
  const hasReplied = repliedAt !== null && second >= repliedAt;
  const endedWait = isAccepted ? acceptedAt : isClosed ? closedAt : left && leavesBy === "x" ? leavesAt : 0;
  return row(
    second,
    {
      via,
      status: isClosed ? "closed" : isAccepted ? "active" : "pending",
      waited: seconds(endedWait),
      assigned: isAccepted,
      operatorWroteAt: hasReplied ? at(repliedAt) : null,
      closedAt: isClosed ? at(closedAt) : null,
      firstResponse: seconds(isClosed && hasReplied ? life.repliedAfter : 0),
    },
    {
      away: hasClosedPage && isGone,
      ended: isGone && leavesBy === "x",
      closedAt: hasClosedPage ? at(leavesAt) : null,
      heardAt: at(heardAt),
      gone: via === "hook" ? null : isGone && (leavesBy === "x" || second - heardAt > 60),
      mobile: via === "hook" ? null : false,
    },
  );
}
