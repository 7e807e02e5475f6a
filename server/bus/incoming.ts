/**
 * Events of third-party producers, on a stream of their own. The node that holds the lease takes
 * them in through the same door as those that come over HTTP, and deletes each entry in the same
 * transaction that says what became of it; so ids of another system do not stay on the bus.
 * An entry that cannot be taken goes to the dead letters and stops nobody.
 */
import type { Redis } from "ioredis";

import { seconds } from "#domain/time.ts";
import type { Lease } from "#engine/lease.ts";
import { type Clock, JournalUnavailable, type Logger, type RunningSource } from "#engine/ports.ts";

import type { BusReader } from "./connection.ts";
import { addDeadLetter, type DeadLetter } from "./dead-letters.ts";
import type { SharedNames } from "./shared-names.ts";

const AT_A_TIME = 500;
const BLOCK_MS = 2_000;
const PAUSE = seconds(1);
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
  readonly names: SharedNames;
  /** Who takes them in. */
  readonly lease: Lease;
  /** Commits what can be taken, and answers what cannot. Rejects with `JournalUnavailable`: the same again later. */
  readonly receive: (texts: readonly IncomingText[]) => Promise<readonly IncomingRefusal[]>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function takeIncoming(options: IncomingOptions): RunningSource {
  const { reader, names, lease, receive, clock, logger } = options;
  const closing = new AbortController();
  let wake: (() => void) | null = null;
  let isHeldUp = false;

  const pause = async (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    wake = resolve;
    const cancel = clock.after(PAUSE, resolve);
    await promise;
    cancel();
  };

  /** What waited for longer than the past may change is refused as too late, by the door. */
  const takeSome = async (): Promise<void> => {
    const entries = await reader.read(async (redis) => readEntries(redis, names.incoming));
    if (entries.length === 0 || !lease.isHeld()) return;
    const refusals = await receive(entries.map(({ text }) => text));
    isHeldUp = false;
    const letters = refusals.map(({ index, path, reason }) => {
      const entry = entries[index]?.id ?? "";
      return { stream: names.incoming, entry, index: 0, path, reason };
    });
    const ids = entries.map(({ id }) => id);
    await reader.read(async (redis) => settle(redis, names, ids, letters));
  };

  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      if (!lease.isHeld()) {
        await pause();
        continue;
      }
      try {
        await takeSome();
      } catch (error) {
        // What the bus refuses or does not answer is tried again, and so is what the journal cannot write.
        if (error instanceof JournalUnavailable && !isHeldUp) {
          isHeldUp = true;
          logger.warn({}, "events on the bus wait until the journal can write");
        }
        if (!closing.signal.aborted) await pause();
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

/** From the beginning: what was taken in is not there any more. Waits a moment for the first. */
async function readEntries(
  redis: Redis,
  key: string,
): Promise<readonly { readonly id: string; readonly text: IncomingText }[]> {
  const reply = await redis.xread("COUNT", AT_A_TIME, "BLOCK", BLOCK_MS, "STREAMS", key, "0-0");
  return (reply?.[0]?.[1] ?? []).map(([id, fields]) => ({ id, text: textOf(fields) }));
}

/** Name, value, name, value; other fields than ours could hold anything. */
const textOf = (fields: readonly string[]): IncomingText =>
  fields.length === 2 && fields[0] === FIELD ? (fields[1] ?? null) : null;

async function settle(
  redis: Redis,
  names: SharedNames,
  ids: readonly string[],
  letters: readonly DeadLetter[],
): Promise<void> {
  const batch = redis.multi();
  for (const letter of letters) addDeadLetter(batch, names.deadLetters, letter);
  await batch.xdel(names.incoming, ...ids).exec();
}
