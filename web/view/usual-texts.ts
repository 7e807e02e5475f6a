import type { UsualPresentSnapshot } from "#wire/outlook.ts";

import { formatWait } from "../format/duration.ts";
import type { Speech } from "./speech.ts";

/** What usually stands in the place of a channel's three numbers. */
export interface UsualTexts {
  readonly waiting: string;
  readonly longestWait: string;
  readonly inConversation: string;
}

/** Waits of most are told in steps that people say: ten seconds, from a minute on whole minutes. */
const SHORT_STEP_MS = 10_000;
const LONG_STEP_MS = 60_000;

export function usualTexts(
  usual: UsualPresentSnapshot | null,
  { words, formats }: Speech,
): UsualTexts | null {
  if (usual === null) return null;
  const { waiting, inConversation, waitOfMostMs } = usual;
  return {
    waiting: words.usually(formats.integer(Math.round(waiting))),
    longestWait:
      waitOfMostMs === null ? words.usuallyNobody : words.usuallyBelow(formatWait(roundedUp(waitOfMostMs))),
    inConversation: words.usually(formats.integer(Math.round(inConversation))),
  };
}

function roundedUp(waitMs: number): number {
  const step = waitMs > LONG_STEP_MS ? LONG_STEP_MS : SHORT_STEP_MS;
  return Math.max(1, Math.ceil(waitMs / step)) * step;
}
