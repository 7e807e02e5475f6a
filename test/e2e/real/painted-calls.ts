/** Which deliveries a painted frame contains, read from the numbers that stood on the glass. */
import type { Page } from "@playwright/test";

import { type PaintedSample, quantile } from "../support/painted.ts";
import { call, type Delivered, type Producer } from "./producer.ts";

/** Calls that wait, and calls in conversation, while the others come and go. */
const QUEUE = 3;
const CONVERSATIONS = 4;

export interface PaintedCalls extends Pick<PaintedSample, "asOfMs" | "paintedAtMs"> {
  readonly waiting: number;
  readonly inConversation: number;
  readonly today: number;
}

declare global {
  interface Window {
    vedettaPaintedCalls?: PaintedCalls[];
  }
}

/** Starts to read the panel of the calls at each painted frame; call after `recordPainted`, before the page is opened. */
export async function recordPaintedCalls(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const painted: PaintedCalls[] = [];
    window.vedettaPaintedCalls = painted;
    addEventListener("ve-painted", () => {
      const wall = document.querySelector("ve-wall")?.shadowRoot;
      const panel = wall?.querySelector("ve-channel")?.shadowRoot;
      const [waiting, , inConversation] = [...(panel?.querySelectorAll("ve-number") ?? [])].map((number) =>
        Number(number.shadowRoot?.querySelector("[part=value]")?.textContent),
      );
      const caption = wall?.querySelector("ve-trend")?.shadowRoot?.querySelector("ve-trend-caption");
      const today = Number(caption?.shadowRoot?.querySelector(".strong")?.textContent);
      const sample = window.vedettaPainted?.at(-1);
      if (sample === undefined || waiting === undefined || inConversation === undefined) return;
      const { asOfMs, paintedAtMs } = sample;
      painted.push({ asOfMs, paintedAtMs, waiting, inConversation, today });
    });
  });
}

export const paintedCalls = (page: Page): Promise<readonly PaintedCalls[]> =>
  page.evaluate(() => window.vedettaPaintedCalls ?? []);

/**
 * Deliveries without end, one step of one call each: a few calls wait, a few are in
 * conversation, the rest have ended. No two of them leave the same numbers.
 */
export function* callSteps(): Generator<Parameters<Producer["deliver"]>[0], never> {
  for (let number = 0; ; number += 1) {
    yield call.waits(number);
    if (number >= QUEUE) yield call.isAnswered(number - QUEUE);
    if (number >= QUEUE + CONVERSATIONS) yield call.ends(number - QUEUE - CONVERSATIONS);
  }
}

/** How many of the deliveries of `callSteps` the frame contains: calls that came, were answered and ended. */
export function deliveriesIn({ waiting, inConversation, today }: PaintedCalls): number {
  const answered = today - waiting;
  return today + answered + (answered - inConversation);
}

/** Milliseconds from each delivery, one after the other in the order of `callSteps`, to the first frame that contains it. */
export function delaysOf(
  delivered: readonly Delivered[],
  painted: readonly PaintedCalls[],
  since: keyof Delivered = "acceptedAtMs",
): readonly number[] {
  return delivered.map((one, index) => {
    const frame = painted.find((candidate) => deliveriesIn(candidate) > index);
    return frame === undefined ? Infinity : frame.paintedAtMs - one[since];
  });
}

export const inWords = (delays: readonly number[]): string =>
  [0.5, 0.95, 1]
    .map((share) => `p${share * 100} ${quantile(delays, share)?.toFixed(1)} ms`)
    .concat(`n ${delays.length}`)
    .join(", ");
