import {
  type DurationMs,
  earlier,
  type EpochMs,
  epochMs,
  later,
  minutes,
  ms,
  seconds,
} from "#domain/time.ts";
import { type Bookmarks, type Clock, JournalUnavailable } from "#engine/ports.ts";

/** Uptime comes in whole seconds. */
const PRECISION = seconds(1);
/** Uptime goes by the clock of the PBX, which is corrected a little now and then. */
const TOLERANCE = seconds(5);
/** A PBX that goes without a word may be back by the time it is missed: pings tell after 15 s. */
const LONGEST_UNNOTICED = seconds(20);
/** Over a restart of ours there is only the clock on the wall, which may have been set meanwhile. */
const WALL_CLOCK_TOLERANCE = minutes(10);

interface Connection {
  readonly uptime: DurationMs;
  /** When it was told so, and when the connection was lost, by the monotonic clock. */
  readonly toldAt: number;
  readonly lostAt: number | null;
}

export interface BootRecordOptions {
  readonly bookmarks: Bookmarks;
  readonly bookmark: string;
  readonly clock: Clock;
  /** Milliseconds since whenever. Unlike the clock it is never set. */
  readonly monotonic?: () => number;
}

/**
 * Whether the PBX was started since it was last heard. While we run that is told
 * by its uptime and the monotonic clock, for the clock on the wall may be set;
 * over a restart of ours by the moment of its start, which is remembered.
 */
export class BootRecord {
  readonly #options: BootRecordOptions;
  readonly #monotonic: () => number;
  #last: Connection | null = null;

  constructor(options: BootRecordOptions) {
    this.#options = options;
    this.#monotonic = options.monotonic ?? (() => performance.now());
  }

  /** Answers whether the PBX was restarted. `uptime`: null when the account is not told. */
  connected(uptime: DurationMs | null): boolean {
    if (uptime === null) return false;
    const bootedAt = earlier(this.#options.clock.now(), uptime);
    const restarted =
      this.#last === null
        ? this.#isAfterRemembered(bootedAt)
        : startedSince(this.#last, uptime, this.#monotonic());
    this.#last = { uptime, toldAt: this.#monotonic(), lostAt: null };
    this.#remember(bootedAt);
    return restarted;
  }

  /** From now on the PBX may be restarted at any moment. */
  disconnected(): void {
    if (this.#last !== null) this.#last = { ...this.#last, lostAt: this.#last.lostAt ?? this.#monotonic() };
  }

  /** When the PBX that is connected was started, by its own clock, which shows `pbxNow`; `null`: not known. */
  bootedAt(pbxNow: EpochMs): EpochMs | null {
    if (this.#last === null || this.#last.lostAt !== null) return null;
    const { uptime, toldAt } = this.#last;
    return earlier(pbxNow, ms(uptime + this.#monotonic() - toldAt));
  }

  #isAfterRemembered(bootedAt: EpochMs): boolean {
    const { bookmarks, bookmark } = this.#options;
    const saved = /^\d{13}$/.exec(bookmarks.read(bookmark) ?? "")?.[0];
    return saved !== undefined && bootedAt > later(epochMs(Number(saved)), WALL_CLOCK_TOLERANCE);
  }

  /** While the journal cannot write, the next run compares with an older start, which is as good. */
  #remember(bootedAt: EpochMs): void {
    const { bookmarks, bookmark } = this.#options;
    try {
      bookmarks.write(bookmark, String(Math.round(bootedAt)));
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
    }
  }
}

/**
 * A PBX that was started while it was away has run for less than that. One that
 * went unnoticed has run for little more, and for less than it should have.
 */
function startedSince(last: Connection, uptime: DurationMs, now: number): boolean {
  const gap = now - (last.lostAt ?? now);
  const grown = last.uptime + (now - last.toldAt);
  return uptime + PRECISION < gap || (uptime + TOLERANCE < grown && uptime < gap + LONGEST_UNNOTICED);
}
