/**
 * What nodes refuse on their own stream, on its way to the dead letters. Every node reads and refuses the
 * same entries, and only the one that has the duty writes letters of them. While nobody is known to have
 * it, as at a start or when its holder has died, every node keeps its letters: until it has the duty
 * itself, or knows that the holder was alive when they came, and so refused the same.
 */
import { seconds } from "#domain/time.ts";
import type { BusEntry, DecodedEntry } from "#engine/bus-ports.ts";
import type { Clock } from "#engine/ports.ts";

import { answersOf, ignoreExpected } from "./answers.ts";
import type { BusConnection } from "./connection.ts";
import { addDeadLetter, type DeadLetter, MOST_DEAD_LETTERS } from "./dead-letters.ts";
import { every } from "./every.ts";
import type { RunningLease } from "./redis-lease.ts";
import type { SharedNames } from "./shared-names.ts";

const LOOK_EVERY = seconds(1);
const AT_ONCE = 500;

export interface DeadLetterQueueOptions {
  readonly bus: Pick<BusConnection, "isUp" | "write">;
  readonly names: Pick<SharedNames, "events" | "deadLetters">;
  /** Who writes them. */
  readonly lease: Pick<RunningLease, "holder">;
  readonly clock: Clock;
  /** The same as that of the lease. */
  readonly monotonic: () => number;
}

export interface DeadLetterQueue {
  /** Takes the letters of an entry. As many wait as the stream keeps: of more the oldest go, as they would there. */
  bury(entry: BusEntry, refusals: DecodedEntry["refusals"]): void;
  /** Writes what it may still write. Call it before the duty is given up. */
  close(): Promise<void>;
}

interface Waiting {
  readonly letter: DeadLetter;
  readonly since: number;
}

export function startDeadLetterQueue(options: DeadLetterQueueOptions): DeadLetterQueue {
  const { bus, names, lease, clock, monotonic } = options;
  let waiting: readonly Waiting[] = [];
  let running: Promise<void> | null = null;

  /** What the bus refuses or does not answer is written again: twice then at the most. */
  const write = async (): Promise<void> => {
    while (waiting.length > 0 && bus.isUp) {
      const some = new Set(waiting.slice(0, AT_ONCE));
      const replies = await bus.write((redis) => {
        const batch = redis.multi();
        for (const { letter } of some) addDeadLetter(batch, names.deadLetters, letter);
        return batch.exec();
      });
      answersOf(replies);
      waiting = waiting.filter((one) => !some.has(one));
    }
  };

  const look = async (): Promise<void> => {
    const holder = lease.holder();
    if (holder.who === "this") await write();
    if (holder.who === "another") waiting = waiting.filter(({ since }) => since > holder.aliveAt);
  };

  const run = (): Promise<void> =>
    (running ??= look()
      .catch(ignoreExpected)
      .finally(() => (running = null)));
  const cancel = every(clock, LOOK_EVERY, () => void run());

  return {
    bury(entry, refusals) {
      const since = monotonic();
      const letters = refusals.map((refusal): DeadLetter => ({
        ...refusal,
        stream: names.events,
        entry: entry.id,
      }));
      waiting = [...waiting, ...letters.map((letter) => ({ letter, since }))].slice(-MOST_DEAD_LETTERS);
      void run();
    },
    async close() {
      cancel();
      await running;
      await run();
    },
  };
}
