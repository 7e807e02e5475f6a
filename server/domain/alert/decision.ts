/**
 * What people decide about alerts, as facts that nodes can hand to each other in any order and
 * any number of times: of two about the same thing the later one holds.
 */
import { type EpochMs, later } from "#domain/time.ts";

import type { AlertBook } from "./alert-book.ts";
import { withAcknowledgement } from "./alert-state.ts";
import { isInForce, LONGEST_SILENCE, type Silence } from "./silence.ts";

export type AlertDecision =
  | {
      readonly kind: "acknowledgement";
      readonly fingerprint: string;
      /** `null`: nobody takes care of it any more. */
      readonly by: string | null;
      readonly at: EpochMs;
    }
  | {
      readonly kind: "silence";
      readonly silence: Silence;
      /** When somebody ended it before its time; `null`: nobody has. */
      readonly endedAt: EpochMs | null;
    };

/** What it is about: of two decisions with one key only the later one holds. */
export const subjectOf = (decision: AlertDecision): string =>
  decision.kind === "silence" ? `silence/${decision.silence.id}` : `acknowledgement/${decision.fingerprint}`;

/** Whether `decision` holds where `known` was known before. Two of one instant are decided alike on every node. */
export function isLater(decision: AlertDecision, known: AlertDecision | undefined): boolean {
  if (known === undefined) return true;
  if (decision.kind === "silence") return known.kind === "silence" && endOf(decision) < endOf(known);
  if (known.kind === "silence") return false;
  return decision.at > known.at || (decision.at === known.at && (decision.by ?? "") > (known.by ?? ""));
}

const endOf = ({ endedAt }: Extract<AlertDecision, { kind: "silence" }>): number => endedAt ?? Infinity;

/** The book after it. An acknowledgement is of the alert as it fired before; one that began later is another. */
export function decided(book: AlertBook, decision: AlertDecision, now: EpochMs): AlertBook {
  if (decision.kind === "silence") {
    const { silence, endedAt } = decision;
    const others = book.silences.filter(({ id }) => id !== silence.id);
    const isOn = endedAt === null && isInForce(silence, now);
    return { ...book, silences: isOn ? [...others, silence] : others };
  }
  const { fingerprint, by, at } = decision;
  const alerts = book.alerts.map((alert) =>
    alert.fingerprint === fingerprint && alert.startsAt !== null && alert.startsAt <= at
      ? withAcknowledgement(alert, by, at)
      : alert,
  );
  return { ...book, alerts };
}

/** Whether it may still have to be told to another node: no silence lasts longer. */
export function isOfUse(decision: AlertDecision, now: EpochMs): boolean {
  if (decision.kind === "silence") return decision.silence.until > now;
  return later(decision.at, LONGEST_SILENCE) > now;
}
