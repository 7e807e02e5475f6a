/**
 * What happened in each queue, the way queue_log counts it: by stays, not by
 * contacts. For diagnosis; the wall shows contacts.
 */
import type { Visit } from "./visit.ts";

export interface QueueFigures {
  readonly entered: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly timedOut: number;
  readonly emptied: number;
  readonly withdrawn: number;
  readonly voicemail: number;
  /** Seconds in this queue, of those answered; sum and maximum. */
  readonly waitSeconds: number;
  readonly longestWaitSeconds: number;
  readonly talkSeconds: number;
}

const NOTHING: QueueFigures = {
  entered: 0,
  answered: 0,
  abandoned: 0,
  timedOut: 0,
  emptied: 0,
  withdrawn: 0,
  voicemail: 0,
  waitSeconds: 0,
  longestWaitSeconds: 0,
  talkSeconds: 0,
};

export type QueueTally = ReadonlyMap<string, QueueFigures>;

/** Adds the stays of one call. */
export function tallyVisits(tally: QueueTally, visits: readonly Visit[]): QueueTally {
  const sum = new Map(tally);
  for (const visit of visits) sum.set(visit.queue, withVisit(sum.get(visit.queue) ?? NOTHING, visit));
  return sum;
}

function withVisit(before: QueueFigures, visit: Visit): QueueFigures {
  const figures = { ...before, entered: before.entered + 1 };
  switch (visit.end?.how) {
    case "connected": {
      const wait = (visit.hold ?? 0) / 1_000;
      return {
        ...figures,
        answered: figures.answered + 1,
        waitSeconds: figures.waitSeconds + wait,
        longestWaitSeconds: Math.max(figures.longestWaitSeconds, wait),
        talkSeconds: figures.talkSeconds + (visit.talk ?? 0) / 1_000,
      };
    }
    case "caller":
      return { ...figures, abandoned: figures.abandoned + 1 };
    case "timeout":
    case "unsaid":
      return { ...figures, timedOut: figures.timedOut + 1 };
    case "empty":
      return { ...figures, emptied: figures.emptied + 1 };
    case "withdrawn":
      return { ...figures, withdrawn: figures.withdrawn + 1 };
    case "key":
    case "left":
      return { ...figures, voicemail: figures.voicemail + 1 };
    case undefined:
      return figures;
  }
}
