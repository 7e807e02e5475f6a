import { type AlertBook, EMPTY_BOOK } from "#domain/alert/alert-book.ts";
import type { AlertDecision } from "#domain/alert/decision.ts";
import type { Silence } from "#domain/alert/silence.ts";
import type { AlertSnapshot } from "#wire/alert.ts";

import type { AlertStore, OutboxEntry, SavedAlerts } from "./alert-ports.ts";
import type { Logger } from "./ports.ts";
import {
  decodeAlert,
  decodeDecision,
  decodeEntry,
  decodePast,
  decodeSilence,
  decodeStuck,
  fieldsOf,
  readable,
  type StuckReceiver,
} from "./readable-alerts.ts";

/** Grows with every change of the shape of `AlertMemory`, for the log: what can be read is read, whatever the number. */
const VERSION = 3;
const MINUTE_MS = 60_000;

/** Everything of alerts that outlives the process. */
export interface AlertMemory {
  readonly book: AlertBook;
  /** Resolved ones, the newest first. */
  readonly past: readonly AlertSnapshot[];
  /** What people decided in the last day, here or at another node; one for each subject. */
  readonly decisions: readonly AlertDecision[];
  /** Messages that the node that tells has not delivered yet, as far as this one knows; none when it tells itself. */
  readonly waiting: readonly OutboxEntry[];
  /** Receivers whose oldest message waits. */
  readonly stuck: readonly StuckReceiver[];
  /** How many silences there ever were: it names the next. */
  readonly silenceCount: number;
}

const EMPTY: AlertMemory = {
  book: EMPTY_BOOK,
  past: [],
  decisions: [],
  waiting: [],
  stuck: [],
  silenceCount: 0,
};

/**
 * What was saved last. Of what another version saved all that can be read: since when alerts fire,
 * their clocks, acknowledgements, silences. The log says what could not be.
 */
export function loadMemory(store: AlertStore, logger: Logger): AlertMemory {
  const saved = store.loadAlerts();
  if (saved === null) return EMPTY;
  const { memory, lost } = readMemory(saved.state);
  const fields = { found: saved.version, known: VERSION, lost };
  if (lost > 0)
    logger.warn(
      fields,
      "some saved alerts or silences cannot be read: what of them still fires is told again",
    );
  else if (saved.version !== VERSION) logger.info(fields, "alerts that another version saved were read");
  return memory;
}

/** What another node saved; `null`: it cannot be read, or not all of it. */
export function memoryOf({ state }: SavedAlerts): AlertMemory | null {
  const { memory, lost } = readMemory(state);
  return lost === 0 ? memory : null;
}

function readMemory(state: unknown): { readonly memory: AlertMemory; readonly lost: number } {
  const saved = fieldsOf(state);
  const book = fieldsOf(saved["book"]);
  const alerts = readable(book["alerts"], decodeAlert);
  const silences = readable(book["silences"], decodeSilence);
  const past = readable(saved["past"], decodePast);
  const decisions = readable(saved["decisions"], decodeDecision);
  const waiting = readable(saved["waiting"], decodeEntry);
  const stuck = readable(saved["stuck"], decodeStuck);
  const memory = {
    book: { alerts: alerts.read, silences: silences.read },
    past: past.read,
    decisions: decisions.read,
    waiting: waiting.read,
    stuck: stuck.read,
    silenceCount: Math.max(Number(saved["silenceCount"]) || 0, ...silences.read.map(numberOf)),
  };
  const isUnreadable = state === null || !Array.isArray(book["alerts"]);
  return { memory, lost: alerts.lost + silences.lost + waiting.lost + (isUnreadable ? 1 : 0) };
}

/** Of `silence-7`: the next one must have another name. */
const numberOf = ({ id }: Silence): number => Number(/\d+$/.exec(id)?.[0] ?? 0);

export const savedOf = (memory: AlertMemory): SavedAlerts => ({ version: VERSION, state: memory });

/**
 * Equal when saving again would tell nothing new: the time since receivers were told, and for which their
 * messages wait, counts by the minute.
 */
export function fingerprintOf({ book, past, decisions, waiting, stuck, silenceCount }: AlertMemory): string {
  const alerts = book.alerts.map(({ toldFor, ...alert }) => [alert, Math.floor(toldFor / MINUTE_MS)]);
  const messages = waiting.map(({ receiver, message }) => [receiver, message.id]);
  const lengths = stuck.map(({ receiver, since, stuckFor }) => [
    receiver,
    since,
    Math.floor(stuckFor / MINUTE_MS),
  ]);
  const rest = [past.length, past[0], decisions, messages, lengths, silenceCount];
  return JSON.stringify([alerts, book.silences, ...rest]);
}
