import type { OperatorsNow } from "#wire/board-snapshot.ts";

import type { Speech } from "./speech.ts";

/** `busy`: a filled dot; `free`: hollow; `paused`: dotted. */
export type OperatorDot = "busy" | "free" | "paused";

export interface OperatorsView {
  /** Empty when there are too many to be counted at a glance. */
  readonly dots: readonly OperatorDot[];
  /** `5 in linea`. */
  readonly onLine: string;
  /** `2 libere`; says what the hollow dots mean. */
  readonly free: string;
  /** For those who cannot see the dots. */
  readonly spoken: string;
}

/** More dots than this are a texture, not a count. */
const MOST_DOTS = 16;

/** People by state, counted, never named. Ringing counts as free, wrapping up as busy. */
export function operatorsView(operators: OperatorsNow, { words, formats }: Speech): OperatorsView {
  const busy = operators.busy + operators.wrapUp;
  const free = operators.available + operators.ringing;
  const { paused } = operators;
  const dots = [
    ...Array.from({ length: busy }, (): OperatorDot => "busy"),
    ...Array.from({ length: free }, (): OperatorDot => "free"),
    ...Array.from({ length: paused }, (): OperatorDot => "paused"),
  ];
  const onLine = words.onLine(formats.integer(operators.onLine));
  const freeText = free === 1 ? words.freeOne : words.free(formats.integer(free));
  const busyText = busy === 1 ? words.busyOne : words.busy(formats.integer(busy));
  return {
    dots: dots.length > MOST_DOTS ? [] : dots,
    onLine,
    free: freeText,
    spoken: formats.list([onLine, busyText, freeText, words.paused(formats.integer(paused))]),
  };
}
