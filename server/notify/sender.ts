import { randomUUID } from "node:crypto";

import { earlier, hours } from "#domain/time.ts";
import type { Outbox } from "#engine/alert-ports.ts";
import type { Lease } from "#engine/lease.ts";
import type { DeliveryDesk } from "#engine/delivery-ports.ts";
import { type Bookmarks, type Clock, JournalUnavailable, type Logger } from "#engine/ports.ts";

import { GoneMarks } from "./gone-marks.ts";
import { Line } from "./line.ts";
import type { Receiver } from "./receiver.ts";
import type { Labels } from "./story.ts";
import { isOver } from "./superseding.ts";
import { type TestHouse, testMessage } from "./test-message.ts";

/** What a desk is shown. */
const SHOWN = 200;
/** Delivered and dead messages are kept for a month. */
const KEPT = hours(31 * 24);
const TIDY_EVERY = hours(1);

export interface SenderOptions {
  readonly receivers: readonly Receiver[];
  readonly outbox: Outbox;
  /** Whether this node tells. Alone when left out. */
  readonly lease?: Lease;
  /** Where it is remembered who is gone. */
  readonly bookmarks: Bookmarks;
  /** Of the sources, as in the configuration. */
  readonly labels: Labels;
  /** Of whom a test speaks. */
  readonly house: TestHouse;
  /** The time of the outbox, which in a simulated house is not that of the machine. */
  readonly clock: Clock;
  /** How many times faster than life that clock runs. */
  readonly speed: number;
  readonly machine: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly logger: Logger;
}

export interface Sender extends DeliveryDesk {
  /** Messages were committed: they are sent now. */
  wake(): void;
  /** Resolves when no attempt is under way. What was not delivered stays in the outbox. */
  close(): Promise<void>;
}

/** Delivers what is in the outbox, from before too, each receiver by itself: one that is dead delays no other. */
export function startSender(options: SenderOptions): Sender {
  const { outbox, clock } = options;
  const gone = new GoneMarks(options.bookmarks);
  const lines = new Map(
    options.receivers.map((receiver) => [receiver.id, new Line({ ...options, receiver, gone })]),
  );
  const wake = (): void => {
    for (const line of lines.values()) line.wake();
  };
  let cancel: (() => void) | undefined;
  const tidy = (): void => {
    try {
      giveUpRemoved(options, lines);
      outbox.forgetBefore(earlier(clock.now(), KEPT));
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
    }
    cancel = clock.after(TIDY_EVERY, tidy);
  };
  tidy();
  wake();

  return {
    wake,
    deliveries() {
      const waiting = new Map(outbox.waiting().map((entry) => [entry.receiver, entry]));
      const standing = (id: string) => ({
        receiver: id,
        waiting: waiting.get(id)?.count ?? 0,
        waitingSinceMs: waiting.get(id)?.since ?? null,
      });
      const receivers = options.receivers.map((receiver) => {
        const { id, kind, severities } = receiver;
        return Object.assign(standing(id), { kind, severities, disabledSinceMs: gone.since(receiver) });
      });
      const deliveries = outbox.deliveries(SHOWN);
      const removed = new Set(deliveries.map(({ receiver }) => receiver).filter((id) => !lines.has(id)));
      const others = [...removed].map((id) =>
        Object.assign(standing(id), { kind: null, severities: [], disabledSinceMs: null }),
      );
      return { receivers: [...receivers, ...others], deliveries };
    },
    resend(receiver, id) {
      const line = lines.get(receiver);
      const known = line === undefined ? null : outbox.deadAnd(receiver, id);
      if (line === undefined || known === null) return "unknown";
      if (isOver(known.dead, known.after)) return "over";
      if (line.isGone) return "gone";
      if (!outbox.resend(receiver, id, clock.now())) return "unknown";
      line.wake();
      return "waits";
    },
    async sendTest(receiver) {
      const line = lines.get(receiver);
      if (line === undefined) return null;
      if (line.isTesting) return "waits";
      const outcome = await line.test(testMessage(options.house, clock.now(), randomUUID()));
      return outcome.kind === "delivered"
        ? { receiver, delivered: true, error: null }
        : { receiver, delivered: false, error: outcome.error };
    },
    async close() {
      cancel?.();
      await Promise.all([...lines.values()].map((line) => line.close()));
    },
  };
}

/** Nobody is left to take the messages of a receiver that is not in the configuration any more, or has another name in it. */
function giveUpRemoved({ outbox, clock, logger }: SenderOptions, lines: ReadonlyMap<string, Line>): void {
  for (const { receiver, count } of outbox.waiting()) {
    if (lines.has(receiver)) continue;
    for (const { seq } of outbox.next(receiver, count)) outbox.dead(seq, clock.now(), "receiver-removed");
    logger.error({ receiver, count }, "messages were given up: their receiver is no longer configured");
  }
}
