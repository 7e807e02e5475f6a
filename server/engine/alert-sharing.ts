/** Alerts as nodes hand them to each other: the one that tells says what it has told, and all say what people decided. */
import type { AlertDecision } from "#domain/alert/decision.ts";

import type { AlertHand } from "./alert-hand.ts";
import type { AlertKeeper } from "./alert-keeper.ts";
import type { Outbox, OutboxEntry, SavedAlerts } from "./alert-ports.ts";
import type { Lease } from "./lease.ts";
import { type Clock, JournalUnavailable } from "./ports.ts";
import { decodeDecision, readable } from "./readable-alerts.ts";
import { fingerprintOf, memoryOf, savedOf } from "./saved-alerts.ts";

/** More wait nowhere: a receiver is given up after a day. */
const MOST_WAITING = 500;

/** What a node tells the others, and what changes when it has something new to tell. */
export interface ToldAlerts {
  readonly fingerprint: string;
  readonly saved: SavedAlerts;
}

/** Offered to `bus/`. */
export interface SharedAlerts {
  /** `null`: another node tells. Throws `JournalUnavailable`. */
  told(): ToldAlerts | null;
  /** What the node that tells has told: this one goes on from there when it takes over. False: it cannot be read. */
  adopt(saved: SavedAlerts): boolean;
  decisions(): readonly AlertDecision[];
  /** What was decided elsewhere; anything else is left out. What cannot be written now is left for the next time. */
  takeDecisions(decisions: readonly unknown[]): void;
}

export interface AlertSharingOptions {
  readonly keeper: AlertKeeper;
  readonly hand: AlertHand;
  readonly outbox: Pick<Outbox, "waiting" | "next" | "delivered">;
  readonly lease: Lease;
  readonly clock: Clock;
  readonly changed: () => void;
}

export function shareAlerts(options: AlertSharingOptions): SharedAlerts {
  const { keeper, hand, outbox, lease, clock, changed } = options;
  const rows = () => outbox.waiting().flatMap(({ receiver }) => outbox.next(receiver, MOST_WAITING));
  const take = (decisions: readonly AlertDecision[]): void => {
    try {
      hand.take(decisions);
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
    }
  };
  return {
    told() {
      if (!lease.isHeld()) return null;
      const waiting = rows().map(({ receiver, message }): OutboxEntry => ({ receiver, message }));
      // How long receivers are stuck is the affair of the outbox here.
      const memory = { ...keeper.memory, waiting, stuck: [] };
      return { fingerprint: fingerprintOf(memory), saved: savedOf(memory) };
    },
    adopt(saved) {
      const memory = memoryOf(saved);
      if (memory === null) return false;
      if (lease.isHeld()) return true;
      const { decisions, silenceCount, stuck } = keeper.memory;
      keeper.adopt({ ...memory, silenceCount, stuck });
      take(decisions);
      // The node that tells has them among its own, or has told the same in its own words.
      for (const { seq } of rows()) outbox.delivered(seq, clock.now(), [], "superseded");
      changed();
      return true;
    },
    decisions: () => keeper.memory.decisions,
    takeDecisions: (decisions) => take(readable(decisions, decodeDecision).read),
  };
}
