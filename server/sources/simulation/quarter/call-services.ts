import type { QuarterFigures } from "#config/quarter-schema.ts";
import { seconds } from "#domain/time.ts";

import type { Random } from "../random.ts";
import { take } from "./draws.ts";
import { toExactSum } from "./exact-sum.ts";
import type { Service } from "./quarter-contact.ts";
import { type QueueEntry, runVirtualQueue } from "./virtual-queue.ts";

/** A call in the queue, its wait and talk as a simulated queue suggests them. In seconds. */
interface Trial {
  /** Position among the calls. */
  readonly place: number;
  readonly offered: number;
  readonly patience: number;
  readonly ring: number;
  readonly talk: number;
}

/** A queue call as it comes: how many people are on shift, and how long it would wait and talk. */
export interface QueueCall extends QueueEntry {
  readonly talk: number;
}

/**
 * How it goes for every call in the queue, in their order. A small queue is
 * simulated for the shape of waits; then exactly as many are lost as the report
 * says, those first who would wait longest beyond their patience, and the waits
 * and talk times of the answered are stretched to the sums of the report.
 */
export function callServices(
  calls: readonly QueueCall[],
  figures: QuarterFigures,
  random: Random,
): Service[] {
  const { answered } = figures.calls.queued;
  const { ring, lostNoiseSeconds } = figures.assumed.calls;
  const trials = runVirtualQueue(calls).map(({ offered, patience }, place) => ({
    place,
    offered,
    patience,
    ring: ring.atLeastSeconds + random.exponential(ring.furtherSeconds),
    talk: calls[place]?.talk ?? 0,
    impatience: offered - patience + lostNoiseSeconds * random.normal(),
  }));
  trials.sort((a, b) => a.impatience - b.impatience);
  const services = [
    ...lostServices(trials.slice(answered), figures),
    ...answeredServices(trials.slice(0, answered), figures, random),
  ];
  return services.sort((a, b) => a.place - b.place).map(({ service }) => service);
}

interface Placed {
  readonly place: number;
  readonly service: Service;
}

/** The longest waits end when the house gives up, the others when the caller does. */
function lostServices(lost: Trial[], { calls, assumed }: QuarterFigures): Placed[] {
  const { unanswered, voicemail } = calls.queued;
  const { longestWaitSeconds } = assumed.calls;
  lost.sort((a, b) => b.offered - a.offered);
  return lost.map(({ place, offered, patience, ring }, rank) => {
    const outcome =
      rank < unanswered ? "unanswered" : rank < unanswered + voicemail ? "voicemail" : "abandoned";
    const borne = outcome === "abandoned" ? patience : longestWaitSeconds;
    const wait = Math.max(1, Math.round(Math.min(offered + ring, borne)));
    return { place, service: { wait: seconds(wait), outcome, talk: seconds(0) } };
  });
}

function answeredServices(answered: Trial[], { calls }: QuarterFigures, random: Random): Placed[] {
  const waits = answeredWaits(answered, calls.averageWaitSeconds * answered.length);
  const silent = take(answered, calls.withoutTalk, () => 1, random);
  const talking = answered.filter((trial) => !silent.has(trial));
  const talks = toExactSum(
    talking.map(({ talk }) => talk),
    calls.totalTalkSeconds,
  );
  const talkOf = new Map(talking.map((trial, index) => [trial, talks[index] ?? 0]));
  return answered.map((trial, index) => ({
    place: trial.place,
    service: {
      wait: seconds(waits[index] ?? 1),
      outcome: "completed",
      talk: seconds(talkOf.get(trial) ?? 0),
    },
  }));
}

/** Until the answer: the ringing as it is, the wait before it stretched until the sum is right. */
function answeredWaits(answered: readonly Trial[], total: number): number[] {
  const ringing = sum(answered.map(({ ring }) => ring));
  const offered = sum(answered.map((trial) => trial.offered));
  const stretch = offered > 0 ? Math.max(0, total - ringing) / offered : 0;
  return toExactSum(
    answered.map((trial) => trial.ring + stretch * trial.offered),
    total,
  );
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
