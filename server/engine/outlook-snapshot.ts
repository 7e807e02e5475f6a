/** Today against the usual, as walls get it. Pure. */
import type { OutlookReading } from "#domain/outlook.ts";
import type { FanPoint } from "#domain/projection.ts";
import type { SurgeReading } from "#domain/surge.ts";
import type { EpochMs } from "#domain/time.ts";
import type { UsualPresent } from "#domain/usual-present.ts";
import type {
  CountBesideUsual,
  OutlookSnapshot,
  ProjectionFan,
  SurgeReasonSnapshot,
  UsualPresentSnapshot,
} from "#wire/outlook.ts";

/** What a stream knows of its own learning. */
export interface LearningState {
  readonly learning: { readonly week: number; readonly of: number } | null;
  readonly newNormalSince: EpochMs | null;
}

/** `isDrawn`: somebody draws the fan, the longest part of it all. */
export function outlookSnapshotOf(
  reading: OutlookReading,
  state: LearningState,
  isDrawn = true,
): OutlookSnapshot {
  const { soFar, lastHour, projection, tooQuiet } = reading;
  return {
    asOfMs: reading.at,
    soFar: {
      ...besideUsual(soFar),
      ordinary: rounded(soFar.ordinary),
      seenSinceMs: soFar.seenSince,
      counted: rounded(soFar.counted),
      unseenMs: soFar.unseen,
    },
    lastHour: lastHour && { ...besideUsual(lastHour), unseenMs: lastHour.unseen },
    projection: {
      ...intervalOf(projection),
      isAtLeast: projection.mode === "surge",
      meanError: projection.pastError === null ? null : rounded(projection.pastError),
      fan: isDrawn ? fanOf(reading) : null,
    },
    surge: {
      level: reading.surge.level,
      sinceMs: reading.surge.since,
      reason: reasonOf(reading.surge.reason),
    },
    tooQuiet: tooQuiet && { sinceMs: tooQuiet.since, expected: rounded(tooQuiet.expected) },
    learning: state.learning,
    newNormalSinceMs: state.newNormalSince,
  };
}

export const presentSnapshotOf = (usual: UsualPresent): UsualPresentSnapshot => ({
  waiting: rounded(usual.waiting),
  inConversation: rounded(usual.inConversation),
  waitOfMostMs: usual.waitOfMost,
});

const besideUsual = (one: {
  readonly count: number;
  readonly expected: number;
  readonly band: { readonly low: number; readonly high: number };
}): CountBesideUsual => ({
  count: rounded(one.count),
  expected: rounded(one.expected),
  low: one.band.low,
  high: one.band.high,
});

const intervalOf = ({
  total,
  low,
  high,
}: {
  readonly total: number;
  readonly low: number;
  readonly high: number;
}) => ({
  total: rounded(total),
  low: rounded(low),
  high: rounded(high),
});

function fanOf({ at, fan }: OutlookReading): ProjectionFan | null {
  const present = fan.find((point) => point.at === at) ?? null;
  const ahead = fan.filter((point) => point.at > at).map(wholePoint);
  const [first] = ahead;
  if (first === undefined) return null;
  return {
    present: present && wholePoint(present).contacts,
    fromMs: first.at,
    toMs: ahead.at(-1)?.at ?? first.at,
    total: ahead.map(({ contacts }) => contacts.total),
    low: ahead.map(({ contacts }) => contacts.low),
    high: ahead.map(({ contacts }) => contacts.high),
  };
}

/** No chart is finer than a contact. */
const wholePoint = ({ at, total, low, high }: FanPoint) => ({
  at,
  contacts: { total: Math.round(total), low: Math.floor(low), high: Math.ceil(high) },
});

function reasonOf(reason: SurgeReading["reason"]): SurgeReasonSnapshot | null {
  if (reason === null) return null;
  return {
    windowMs: reason.window,
    count: rounded(reason.count),
    expected: rounded(reason.expected),
    ratio: rounded(reason.ratio),
    lowerBound: rounded(reason.lowerBound),
    threshold: reason.threshold,
    certainty: reason.certainty,
  };
}

/** Means are told to three digits behind the point: more would be noise, and longer. */
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
