import { type AlertBook, EMPTY_BOOK } from "#domain/alert/alert-book.ts";
import type { DurationMs } from "#domain/time.ts";
import type { AlertSnapshot } from "#wire/alert.ts";

import type { AlertStore, OutboxEntry, SavedAlerts } from "./alert-ports.ts";
import type { Logger } from "./ports.ts";

/** Grows with every change of the shape of `AlertMemory`. */
const VERSION = 1;
const MINUTE_MS = 60_000;

/** Everything of alerts that outlives the process. */
export interface AlertMemory {
  readonly book: AlertBook;
  /** Resolved ones, the newest first. */
  readonly past: readonly AlertSnapshot[];
  /** Messages that another node was to tell, and how long ago as lived; the newest last. */
  readonly withheld: readonly { readonly entry: OutboxEntry; readonly age: DurationMs }[];
  /** How many silences there ever were: it names the next. */
  readonly silenceCount: number;
}

const EMPTY: AlertMemory = { book: EMPTY_BOOK, past: [], withheld: [], silenceCount: 0 };

/** What was saved last; an empty memory when there is nothing that this version can read: then the log says what is gone. */
export function loadMemory(store: AlertStore, logger: Logger): AlertMemory {
  const saved = store.loadAlerts();
  if (saved?.version === VERSION && isMemory(saved.state)) return saved.state;
  if (saved !== null)
    logger.warn(
      { found: saved.version, known: VERSION },
      "saved alerts cannot be read: silences and acknowledgements are gone, and what still fires is told again",
    );
  return EMPTY;
}

export const savedOf = (memory: AlertMemory): SavedAlerts => ({ version: VERSION, state: memory });

/** Equal when saving again would tell nothing new: the time since receivers were told counts by the minute. */
export function fingerprintOf({ book, past, withheld, silenceCount }: AlertMemory): string {
  const alerts = book.alerts.map(({ toldFor, ...alert }) => [alert, Math.floor(toldFor / MINUTE_MS)]);
  const aside = withheld.map(({ entry }) => entry.message.id);
  return JSON.stringify([alerts, book.silences, past.length, past[0], aside, silenceCount]);
}

/** The journal is ours alone: what has our version and these parts was written here. */
const isMemory = (state: unknown): state is AlertMemory =>
  typeof state === "object" &&
  state !== null &&
  "book" in state &&
  "past" in state &&
  "withheld" in state &&
  "silenceCount" in state;
