import type { EpochMs } from "#domain/time.ts";
import type { SharedHour, SharedLedgerPage } from "#engine/bus-ports.ts";
import type { ChannelSteps } from "#engine/ports.ts";

import { pageText } from "./ledger-day.ts";

/** Who is right about what both ledgers hold and hold differently. */
export interface MergeRules {
  /** From this hour on the own counts follow the contacts themselves. */
  readonly ownFrom: EpochMs;
  /** With what stands on the bus this node has agreed, now or once: the difference was made since, such as by an import. */
  readonly isOursNewer: boolean;
}

/**
 * What two ledgers know together of a day. Nothing is taken away: an hour that one of them lacks comes
 * from the other. An hour that was imported wins over one that was lived.
 */
export function mergeDays(
  ours: SharedLedgerPage,
  theirs: SharedLedgerPage,
  rules: MergeRules,
): SharedLedgerPage {
  const hours = new Map(theirs.hours.map((hour) => [keyOf(hour), hour]));
  for (const own of ours.hours) {
    const other = hours.get(keyOf(own));
    if (other === undefined || isOursRight(own, other, rules)) hours.set(keyOf(own), own);
  }
  const steps = new Map(theirs.steps.map((day) => [stepsKeyOf(day), day]));
  for (const own of ours.steps) {
    const other = steps.get(stepsKeyOf(own));
    steps.set(stepsKeyOf(own), other === undefined ? own : mergeSteps(own, other, rules.isOursNewer));
  }
  return { hours: [...hours.values()], steps: [...steps.values()] };
}

/** An hour that was otherwise here, and stands as the others have it. */
export interface YieldedHour {
  readonly hour: EpochMs;
  readonly state: SharedHour["state"];
  /** Contacts that were counted here, and that are now. */
  readonly before: number;
  readonly after: number;
}

/** Of what was lived here and there, or imported here and there. */
export function yieldedHours(ours: SharedLedgerPage, merged: SharedLedgerPage): readonly YieldedHour[] {
  const theirs = new Map(merged.hours.map((hour) => [keyOf(hour), hour]));
  return ours.hours.flatMap((own) => {
    const other = theirs.get(keyOf(own));
    if (own.state !== other?.state || hourText(own) === hourText(other)) return [];
    return { hour: own.hour, state: own.state, before: contactsOf(own), after: contactsOf(other) };
  });
}

const contactsOf = ({ cells }: SharedHour): number => cells.reduce((sum, { count }) => sum + count, 0);

const hourText = (hour: SharedHour): string => pageText({ hours: [hour], steps: [] });

function isOursRight(own: SharedHour, other: SharedHour, rules: MergeRules): boolean {
  if (own.state !== other.state) return own.state === "imported";
  if (own.state === "closed" && own.hour >= rules.ownFrom) return true;
  return rules.isOursNewer;
}

/** A step that one of them saw is known. */
function mergeSteps(own: ChannelSteps, other: ChannelSteps, isOursNewer: boolean): ChannelSteps {
  const [first, second] = isOursNewer ? [own, other] : [other, own];
  if (first.counts.length !== second.counts.length) return first;
  const from = first.known.map((known, index) => (known === 1 || second.known[index] !== 1 ? 0 : 1));
  return {
    day: first.day,
    channel: first.channel,
    counts: first.counts.map((count, index) => (from[index] === 0 ? count : (second.counts[index] ?? count))),
    known: first.known.map((known, index) => (known === 1 ? 1 : (second.known[index] ?? 0))),
  };
}

const keyOf = ({ hour, source }: SharedHour): string => `${hour} ${source}`;
const stepsKeyOf = ({ day, channel }: ChannelSteps): string => `${day} ${channel}`;
