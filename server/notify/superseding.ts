import { earlier, type EpochMs, hours } from "#domain/time.ts";
import type { OutboxRow } from "#engine/alert-ports.ts";
import type { AlertSnapshot, NotificationMessage } from "#wire/alert.ts";

/** Somebody who was not told of a beginning for so long is told of its end alone. */
const TOLD_TOO_LATE = hours(1);

/** What to send next. */
export interface Step {
  readonly row: OutboxRow;
  /** Messages before it that it makes needless. */
  readonly carried: readonly number[];
  /** It tells of an end whose beginning was not told. */
  readonly delayed: boolean;
}

/**
 * The next message of a line; `null` for an empty one. It is the oldest, unless
 * that one is older than an hour and a later message says that all its alerts are
 * over: then, with what else that message makes needless, it goes with it. A
 * beginning is never dropped alone.
 */
export function nextStep(rows: readonly OutboxRow[], now: EpochMs): Step | null {
  const carrierOf = new Map<number, number>();
  for (const row of rows) {
    const carrier = rows.find((other) => other.seq > row.seq && ends(other, row));
    if (carrier === undefined) continue;
    const isOld = row.createdAt < earlier(now, TOLD_TOO_LATE);
    // A repeat within the hour goes the way of its beginning.
    const follows = [...carrierOf.values()].includes(carrier.seq);
    if (isOld || follows) carrierOf.set(row.seq, carrier.seq);
  }
  const row = rows.find(({ seq }) => !carrierOf.has(seq));
  if (row === undefined) return null;
  const carried = [...carrierOf].filter(([, carrier]) => carrier === row.seq).map(([seq]) => seq);
  return { row, carried, delayed: carried.length > 0 };
}

/** Whether all that a message tells has been told to be over by others. */
export const isOver = (message: NotificationMessage, told: readonly NotificationMessage[]): boolean =>
  message.cause !== "resolved" &&
  message.alerts.length > 0 &&
  message.alerts.every((alert) => told.some(({ alerts }) => alerts.some((other) => isEndOf(other, alert))));

/** Whether one message tells the end of everything that another tells the beginning of. */
function ends(later: OutboxRow, row: OutboxRow): boolean {
  const { alerts, cause } = row.message;
  if (cause === "test" || cause === "resolved" || alerts.length === 0) return false;
  return alerts.every((alert) => later.message.alerts.some((other) => isEndOf(other, alert)));
}

const isEndOf = (end: AlertSnapshot, begin: AlertSnapshot): boolean =>
  end.status === "resolved" && end.fingerprint === begin.fingerprint && end.startsAtMs === begin.startsAtMs;
