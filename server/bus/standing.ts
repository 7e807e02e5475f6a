import type { Redis } from "ioredis";
import { z } from "zod";

import { earlier, type EpochMs, epochMs } from "#domain/time.ts";
import { CONTACT_RETENTION } from "#engine/housekeeper.ts";

import { answersOf } from "./answers.ts";
import type { BusKeys } from "./bus-keys.ts";
import { BEFORE_ALL } from "./entry-id.ts";
import { UnsupportedServer } from "./guarded-redis.ts";

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

const streamFacts = z.object({
  "entries-added": z.int(),
  length: z.int(),
  "last-generated-id": z.string(),
});

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
  return { epoch, ...streamFactsOf(info), now };
}

/** From the answer of XINFO STREAM: name, value, name, value. Throws `UnsupportedServer` where it lacks one, as Redis 6 does. */
export function streamFactsOf(info: unknown): Pick<Standing, "added" | "length" | "last"> {
  const words = Array.isArray(info) ? info : [];
  const facts: Record<string, unknown> = {};
  for (let index = 0; index + 1 < words.length; index += 2) facts[String(words[index])] = words[index + 1];
  const found = streamFacts.safeParse(facts);
  if (!found.success) throw new UnsupportedServer();
  const { "entries-added": added, length, "last-generated-id": last } = found.data;
  return { added, length, last };
}

/** What `TIME` answers: seconds, and microseconds of the running one. */
export const serverTimeOf = (answer: unknown): EpochMs =>
  epochMs(Array.isArray(answer) ? Number(answer[0]) * 1_000 + Math.floor(Number(answer[1]) / 1_000) : 0);
