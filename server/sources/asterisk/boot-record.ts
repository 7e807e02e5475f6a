import {
  type DurationMs,
  earlier,
  elapsed,
  type EpochMs,
  epochMs,
  later,
  ms,
  seconds,
} from "#domain/time.ts";
import { type Bookmarks, type Clock, JournalUnavailable } from "#engine/ports.ts";

/** Uptime comes in whole seconds, and clocks are set. */
const TOLERANCE = seconds(5);
const UPTIME_PRECISION = seconds(1);

/**
 * When the PBX was started: tells whether that was since it was last heard. The
 * moment is remembered over restarts of ours too, by our own clock: that of the
 * PBX is not known before its first event.
 */
export class BootRecord {
  readonly #bookmarks: Bookmarks;
  readonly #name: string;
  readonly #clock: Clock;
  #bootedAt: EpochMs | null = null;

  constructor(bookmarks: Bookmarks, name: string, clock: Clock) {
    this.#bookmarks = bookmarks;
    this.#name = name;
    this.#clock = clock;
  }

  /**
   * Answers whether the PBX was restarted. `uptime`: null when the account is not
   * told. `lostAt`: when it was last in step; null at our own start.
   */
  connected(uptime: DurationMs | null, lostAt: EpochMs | null): boolean {
    if (uptime === null) return false;
    const now = this.#clock.now();
    const saved = /^\d{13}$/.exec(this.#bookmarks.read(this.#name) ?? "")?.[0];
    const bootedAt = earlier(now, uptime);
    this.#bootedAt = bootedAt;
    this.#remember(bootedAt);
    if (lostAt !== null && ms(uptime + UPTIME_PRECISION) < elapsed(lostAt, now)) return true;
    return saved !== undefined && bootedAt > later(epochMs(Number(saved)), TOLERANCE);
  }

  /** From now on the PBX may be restarted at any moment. */
  disconnected(): void {
    this.#bootedAt = null;
  }

  /** When the PBX that is connected was started, by its own clock, which shows `pbxNow`; `null`: not known. */
  bootedAt(pbxNow: EpochMs): EpochMs | null {
    return this.#bootedAt === null ? null : earlier(pbxNow, elapsed(this.#bootedAt, this.#clock.now()));
  }

  /** While the journal cannot write, the next connection compares with an older start, which is as good. */
  #remember(bootedAt: EpochMs): void {
    try {
      this.#bookmarks.write(this.#name, String(Math.round(bootedAt)));
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
    }
  }
}
