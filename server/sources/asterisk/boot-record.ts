import { type DurationMs, earlier, type EpochMs, epochMs, later, ms, seconds } from "#domain/time.ts";
import { type Bookmarks, JournalUnavailable } from "#engine/ports.ts";

/** Uptime comes in whole seconds, and clocks are set. */
const TOLERANCE = seconds(5);
const UPTIME_PRECISION = seconds(1);

/**
 * Tells whether the PBX was started again since it was last heard: by the moment
 * of its start, which is remembered over restarts of ours too.
 */
export class BootRecord {
  readonly #bookmarks: Bookmarks;
  readonly #name: string;

  constructor(bookmarks: Bookmarks, name: string) {
    this.#bookmarks = bookmarks;
    this.#name = name;
  }

  /** `uptime`: null when the account is not told. `gap`: how long the link was down; null at our own start. */
  isRestarted(uptime: DurationMs | null, gap: DurationMs | null, now: EpochMs): boolean {
    if (uptime === null) return false;
    const booted = earlier(now, uptime);
    const saved = /^\d{13}$/.exec(this.#bookmarks.read(this.#name) ?? "")?.[0];
    this.#remember(booted);
    if (gap !== null && ms(uptime + UPTIME_PRECISION) < gap) return true;
    return saved !== undefined && booted > later(epochMs(Number(saved)), TOLERANCE);
  }

  /** Not remembered while the journal cannot write: the next connection compares with an older start, which is as good. */
  #remember(booted: EpochMs): void {
    try {
      this.#bookmarks.write(this.#name, String(Math.round(booted)));
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
    }
  }
}
