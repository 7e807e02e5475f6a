import type { Redis } from "ioredis";

import { earlier, type EpochMs, epochMs } from "#domain/time.ts";
import { CONTACT_RETENTION } from "#engine/housekeeper.ts";

import { answersOf } from "./answers.ts";
import type { BusKeys } from "./bus-keys.ts";
import { BEFORE_ALL } from "./entry-id.ts";

/** How the stream of events stands at one moment. */
export interface Standing {
  /** `null`: nobody has begun an epoch, or it was lost. */
  readonly epoch: string | null;
  /** How many entries were ever added. */
  readonly added: number;
  /** How many of them are still there. */
  readonly length: number;
  readonly last: string;
  /** By the clock of the server, which the ids of entries follow. The clock of a node may be wrong by days. */
  readonly now: EpochMs;
}

/** What is older may have been trimmed. */
export const oldestIn = ({ now }: Standing): EpochMs => earlier(now, CONTACT_RETENTION);

/** Asks for it. XINFO counts every entry ever added, also those trimmed since: what was lost unread shows by that. */
export async function readStanding(redis: Redis, keys: BusKeys): Promise<Standing> {
  const replies = await redis.pipeline().get(keys.epoch).time().xinfo("STREAM", keys.events).exec();
  const isMissing = /no such key/i.test(replies?.[2]?.[0]?.message ?? "");
  const [epochAnswer, time, info] = answersOf(isMissing && replies !== null ? replies.slice(0, 2) : replies);
  const epoch = typeof epochAnswer === "string" ? epochAnswer : null;
  const now = serverTimeOf(time);
  if (isMissing) return { epoch, added: 0, length: 0, last: BEFORE_ALL, now };
  const facts = factsOf(info);
  return {
    epoch,
    added: Number(facts.get("entries-added")),
    length: Number(facts.get("length")),
    last: String(facts.get("last-generated-id")),
    now,
  };
}

/** What `TIME` answers: seconds, and microseconds of the running one. */
export const serverTimeOf = (answer: unknown): EpochMs =>
  epochMs(Array.isArray(answer) ? Number(answer[0]) * 1_000 + Math.floor(Number(answer[1]) / 1_000) : 0);

/** Name, value, name, value. */
function factsOf(info: unknown): ReadonlyMap<unknown, unknown> {
  const facts = new Map<unknown, unknown>();
  if (!Array.isArray(info)) return facts;
  for (let index = 0; index + 1 < info.length; index += 2) facts.set(info[index], info[index + 1]);
  return facts;
}
