import { type EpochMs, epochMs } from "#domain/time.ts";
import type { Bookmarks } from "#engine/ports.ts";

import type { Receiver } from "./receiver.ts";

/**
 * Remembers over restarts which receivers said that they are gone (410). What is
 * remembered holds for the settings with which it was said: other settings begin anew.
 */
export class GoneMarks {
  readonly #bookmarks: Bookmarks;

  constructor(bookmarks: Bookmarks) {
    this.#bookmarks = bookmarks;
  }

  /** Since when; `null`: it takes messages. Throws `JournalUnavailable`, as do the others. */
  since(receiver: Receiver): EpochMs | null {
    const [at, settings] = (this.#bookmarks.read(nameOf(receiver)) ?? "").split(" ");
    return settings === receiver.settings ? epochMs(Number(at)) : null;
  }

  mark(receiver: Receiver, at: EpochMs): void {
    this.#bookmarks.write(nameOf(receiver), `${at} ${receiver.settings}`);
  }

  clear(receiver: Receiver): void {
    this.#bookmarks.write(nameOf(receiver), "");
  }
}

const nameOf = ({ id }: Receiver): string => `receiver-gone.${id}`;
