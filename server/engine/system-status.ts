import type { EpochMs } from "#domain/time.ts";
import type { NodeOnBus, SystemSnapshot } from "#wire/system.ts";

import type { Freshness } from "./delivery-ports.ts";
import { type Clock, JournalUnavailable, type Readiness } from "./ports.ts";

/** How much the journal holds. */
export interface JournalSize {
  readonly bytes: number;
  /** By the clock of the house; `null`: nothing was committed yet. */
  readonly lastCommit: EpochMs | null;
}

/** What walls there are, as far as anybody has to know. */
export interface WallsNow {
  readonly count: number;
  readonly stalled: number;
}

export interface SystemStatusParts {
  /** The machine's own. */
  readonly clock: Clock;
  readonly version: string;
  readonly build: string;
  readonly runtime: string;
  readonly simulated: object | null;
  readonly engine: Readiness;
  readonly journal: { size(): JournalSize };
  readonly notifier: { readonly hasWatchdog: boolean; freshness(): Freshness };
}

/** For whoever looks after this node. */
export interface SystemReader {
  system(): SystemSnapshot;
}

/** Gathers how the parts of this node stand, at the moment it is asked. */
export class SystemStatus implements SystemReader {
  readonly #parts: SystemStatusParts;
  readonly #startedAt: EpochMs;
  /** Told by whoever builds them, as soon as they are there. */
  walls: () => WallsNow = () => ({ count: 0, stalled: 0 });
  bus: () => NodeOnBus | null = () => null;

  constructor(parts: SystemStatusParts) {
    this.#parts = parts;
    this.#startedAt = parts.clock.now();
  }

  system(): SystemSnapshot {
    const { clock, version, build, runtime, simulated, engine, notifier } = this.#parts;
    const { count, stalled } = this.walls();
    const size = this.#size();
    const freshness = freshnessOf(notifier);
    return {
      asOfMs: clock.now(),
      startedAtMs: this.#startedAt,
      version,
      build,
      runtime,
      simulated: simulated !== null,
      journal: {
        writable: size !== null && engine.check().journalWritable,
        bytes: size?.bytes ?? 0,
        lastCommitMs: size?.lastCommit ?? null,
      },
      walls: { connected: count, stalled },
      watchdog: {
        configured: notifier.hasWatchdog,
        fresh: freshness.fresh,
        reason: freshness.fresh ? null : freshness.reason,
      },
      bus: this.bus(),
    };
  }

  /** `null`: the journal cannot be read. */
  #size(): JournalSize | null {
    try {
      return this.#parts.journal.size();
    } catch (error) {
      if (error instanceof JournalUnavailable) return null;
      throw error;
    }
  }
}

function freshnessOf(notifier: SystemStatusParts["notifier"]): Freshness {
  try {
    return notifier.freshness();
  } catch (error) {
    if (error instanceof JournalUnavailable) return { fresh: false, reason: "journal-unavailable" };
    throw error;
  }
}
