/**
 * What nodes refuse on their own stream, on its way to the dead letters. Every node reads and refuses the
 * same entries. The one that has the duty writes letters of them at once; every other one keeps its own
 * and writes, a while later, those that are not there: their writer may have died before it wrote them.
 */
import { type DurationMs, seconds } from "#domain/time.ts";
import type { BusEntry, DecodedEntry } from "#engine/bus-ports.ts";
import type { Lease } from "#engine/lease.ts";
import type { Clock, Logger } from "#engine/ports.ts";

import { ignoreExpected, wordOf } from "./answers.ts";
import type { BusConnection } from "./connection.ts";
import { bury, type DeadLetter, MOST_DEAD_LETTERS } from "./dead-letters.ts";
import { every } from "./every.ts";
import { isRefusal } from "./guarded-redis.ts";
import { createRareWarning } from "./rare-warning.ts";
import type { SharedNames } from "./shared-names.ts";

const LOOK_EVERY = seconds(1);
const AT_ONCE = 500;
/** Longer than a duty takes to pass on. */
const PATIENCE = seconds(30);

export interface DeadLetterQueueOptions {
  readonly bus: Pick<BusConnection, "isUp" | "write">;
  readonly names: Pick<SharedNames, "events" | "deadLetters">;
  /** Who writes them at once. */
  readonly lease: Lease;
  readonly clock: Clock;
  /** Milliseconds that no step of the clock changes. */
  readonly monotonic: () => number;
  readonly logger: Logger;
  /** How long those who have not the duty wait for the one that has it. */
  readonly patience?: DurationMs;
}

export interface DeadLetterQueue {
  /** Takes the letters of an entry. As many wait as the stream keeps: of more the oldest go, as they would there. */
  bury(entry: BusEntry, refusals: DecodedEntry["refusals"]): void;
  /** Writes what waits, whoever has the duty. Call it when nothing is read any more. */
  close(): Promise<void>;
}

interface Waiting {
  readonly letter: DeadLetter;
  readonly since: number;
}

export function startDeadLetterQueue(options: DeadLetterQueueOptions): DeadLetterQueue {
  const { bus, names, lease, clock, monotonic, logger, patience = PATIENCE } = options;
  const warnOfRefusal = createRareWarning(logger);
  let waiting: readonly Waiting[] = [];
  let running: Promise<void> | null = null;
  let isEnding = false;

  /** In the order in which they came, so that those that are due come first. */
  const due = (): readonly Waiting[] => {
    const isOurs = isEnding || lease.isHeld();
    const latest = isOurs ? Infinity : monotonic() - patience;
    return waiting.filter(({ since }) => since <= latest).slice(0, AT_ONCE);
  };

  const write = async (): Promise<void> => {
    for (let some = due(); some.length > 0 && bus.isUp; some = due()) {
      const letters = some.map(({ letter }) => letter);
      await bus.write((redis) => bury(redis, names.deadLetters, letters));
      const written = new Set(some);
      waiting = waiting.filter((one) => !written.has(one));
    }
  };

  const run = (): Promise<void> =>
    (running ??= write()
      .catch((error: unknown) => {
        ignoreExpected(error);
        if (isRefusal(error))
          warnOfRefusal(
            { reason: wordOf(error) },
            "the bus refuses dead letters: tried again until it does not",
          );
      })
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
      isEnding = true;
      await run();
    },
  };
}
