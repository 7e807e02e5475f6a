/** What was refused on the bus, for whoever wrote it: where and why, never a value of it. */
import type { Redis } from "ioredis";

import { millisecondsOf } from "./entry-id.ts";

/** About so many are kept; the oldest go first. */
export const MOST_DEAD_LETTERS = 10_000;

export interface DeadLetter {
  /** The stream on which it stood, and its id there. */
  readonly stream: string;
  readonly entry: string;
  /** Place in the entry, from 0. */
  readonly index: number;
  readonly path: string;
  readonly reason: string;
}

/** Adds those that are not there. No letter is older than its entry, so only those since are looked at. */
const BURY = `
local known = {}
for _, letter in ipairs(redis.call('XRANGE', KEYS[1], ARGV[2], '+')) do
  local words = letter[2]
  if words[6] then known[words[2] .. ' ' .. words[4] .. ' ' .. words[6]] = true end
end
for at = 3, #ARGV, 5 do
  local stream, entry, index, path, reason = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
  local name = stream .. ' ' .. entry .. ' ' .. index
  if not known[name] then
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*',
      'stream', stream, 'entry', entry, 'index', index, 'path', path, 'reason', reason)
    known[name] = true
  end
end`;

/** Each is written once, however often and by however many nodes this is called. Rejects as the bus does. */
export async function bury(redis: Redis, key: string, letters: readonly DeadLetter[]): Promise<void> {
  if (letters.length === 0) return;
  const oldest = letters.reduce((least, { entry }) => Math.min(least, millisecondsOf(entry)), Infinity);
  const words = letters.flatMap(({ stream, entry, index, path, reason }) => [
    stream,
    entry,
    index,
    path,
    reason,
  ]);
  await redis.eval(BURY, 1, key, MOST_DEAD_LETTERS, oldest, ...words);
}
