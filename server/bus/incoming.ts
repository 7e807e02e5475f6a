/**
 * Events of third-party producers, on a stream of their own. The node that holds the lease takes
 * them in through the same door as those that come over HTTP, and deletes each entry when it is committed
 * or its dead letter is written; so ids of another system do not stay on the bus. An entry that cannot
 * be taken stops nobody, and is fetched no further than it takes to say so.
 */
import type { Redis } from "ioredis";

import { type DurationMs, ms, seconds } from "#domain/time.ts";
import type { Lease } from "#engine/lease.ts";
import { type Clock, JournalUnavailable, type Logger, type RunningSource } from "#engine/ports.ts";

import { isExpected, wordOf } from "./answers.ts";
import type { BusReader } from "./connection.ts";
import { bury, type DeadLetter } from "./dead-letters.ts";
import { BEFORE_ALL } from "./entry-id.ts";
import { isRefusal } from "./guarded-redis.ts";
import { createRareWarning } from "./rare-warning.ts";
import type { SharedNames } from "./shared-names.ts";

/** As many entries at a time, or as many bytes and one entry. */
const AT_A_TIME = 500;
const BYTES_AT_A_TIME = 1_000_000;
const PAUSE = seconds(1);
/** Between looks when nothing waits: who waits on the bus for an entry gets the whole of it, however long. */
const LOOK_EVERY = ms(100);
const FIELD = "event";

/** What an entry holds: one event in JSON, or `null` without the field it should be in. */
export type IncomingText = string | null;

export interface IncomingRefusal {
  /** Place among the texts, from 0. */
  readonly index: number;
  readonly path: string;
  readonly reason: string;
}

export interface IncomingOptions {
  readonly reader: BusReader;
  readonly names: Pick<SharedNames, "incoming" | "deadLetters">;
  /** Bytes that an event may have. A longer text is handed on with one byte more, and no longer. */
  readonly longest: number;
  /** Who takes them in. */
  readonly lease: Lease;
  /** Commits what can be taken, and answers what cannot. Rejects with `JournalUnavailable`: the same again later. */
  readonly receive: (texts: readonly IncomingText[]) => Promise<readonly IncomingRefusal[]>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function takeIncoming(options: IncomingOptions): RunningSource {
  const { reader, names, longest, lease, receive, clock, logger } = options;
  const warnOfRefusal = createRareWarning(logger);
  const closing = new AbortController();
  let wake: (() => void) | null = null;
  let isHeldUp = false;
  /** What stands before it is to be tried again when nothing stands behind it: its letters could not be written. */
  let place = BEFORE_ALL;

  const pause = async (length: DurationMs): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    wake = resolve;
    const cancel = clock.after(length, resolve);
    await promise;
    cancel();
  };

  /** What waited for longer than the past may change is refused as too late, by the door. */
  const takeSome = async (): Promise<void> => {
    const entries = await reader.read((redis) => readEntries(redis, names.incoming, place, longest));
    if (closing.signal.aborted || !lease.isHeld()) return;
    const last = entries.at(-1);
    if (last === undefined) {
      const isStart = place === BEFORE_ALL;
      place = BEFORE_ALL;
      return isStart ? pause(LOOK_EVERY) : undefined;
    }
    const refusals = await receive(entries.map(({ text }) => text));
    isHeldUp = false;
    place = last.id;
    const letters = refusals.map(({ index, path, reason }): DeadLetter => {
      const entry = entries[index]?.id ?? "";
      return { stream: names.incoming, entry, index: 0, path, reason };
    });
    const refused = new Set(letters.map(({ entry }) => entry));
    const taken = entries.map(({ id }) => id).filter((id) => !refused.has(id));
    await remove(taken);
    await reader.read((redis) => bury(redis, names.deadLetters, letters));
    await remove([...refused]);
  };

  const remove = async (ids: readonly string[]): Promise<void> => {
    if (ids.length > 0) await reader.read((redis) => redis.xdel(names.incoming, ...ids));
  };

  /** What the bus refuses or does not answer is tried again, and so is what the journal cannot write. */
  const tell = (error: unknown): void => {
    if (error instanceof JournalUnavailable) {
      if (!isHeldUp) logger.warn({}, "events on the bus wait until the journal can write");
      isHeldUp = true;
    } else if (!isExpected(error)) throw error;
    else if (isRefusal(error))
      warnOfRefusal(
        { reason: wordOf(error) },
        "the bus refuses what becomes of events of others: tried again until it does not",
      );
  };

  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      if (!lease.isHeld()) {
        await pause(PAUSE);
        continue;
      }
      try {
        await takeSome();
      } catch (error) {
        tell(error);
        if (!closing.signal.aborted) await pause(PAUSE);
      }
    }
  };
  const ended = run();
  return {
    async close() {
      closing.abort();
      wake?.();
      reader.close();
      await ended;
    },
  };
}

/** One entry after the other, because any of them may be very long. Name, value, name, value; other fields than ours could hold anything. */
const READ = `
local place, most, bytes, longest = '(' .. ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local found = {}
while #found < most and bytes > 0 do
  local entry = redis.call('XRANGE', KEYS[1], place, '+', 'COUNT', 1)[1]
  if not entry then break end
  local id, words = entry[1], entry[2]
  local isOurs = #words == 2 and words[1] == ARGV[5]
  found[#found + 1] = { id, isOurs and string.sub(words[2], 1, longest + 1) }
  for _, word in ipairs(words) do bytes = bytes - #word end
  place = '(' .. id
end
return found`;

/** Those behind `place`. */
async function readEntries(
  redis: Redis,
  key: string,
  place: string,
  longest: number,
): Promise<readonly { readonly id: string; readonly text: IncomingText }[]> {
  const found = await redis.eval(READ, 1, key, place, AT_A_TIME, BYTES_AT_A_TIME, longest, FIELD);
  if (!Array.isArray(found)) return [];
  return found.map((entry: readonly unknown[]) => {
    const [id, text] = entry;
    return { id: String(id), text: typeof text === "string" ? text : null };
  });
}
