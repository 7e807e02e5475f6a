import type { OperatorsNow } from "#wire/board-snapshot.ts";

import type { Speech } from "./speech.ts";

/** `busy`: a filled dot; `free`: hollow; `paused`: dotted; `missing`: an empty place. */
export type OperatorDot = "busy" | "free" | "paused" | "missing";

export interface OperatorsView {
  /** Empty when there are too many to be counted at a glance. */
  readonly dots: readonly OperatorDot[];
  /** `5 in linea`. */
  readonly onLine: string;
  /** `ne servono 5`; where nobody knows how many, `2 libere`, which says what the hollow dots mean. */
  readonly beside: string;
  /** Fewer are on line than are needed. */
  readonly isTooFew: boolean;
  /** `8 su 10 in linea`: both in one, where room is short and too few are on line. */
  readonly short: string;
  /** For those who cannot see the dots. */
  readonly spoken: string;
}

/** More dots than this are a texture, not a count. */
const MOST_DOTS = 16;

/**
 * People by state, counted, never named. Ringing counts as free, wrapping up as busy.
 * `needed`: how many the present volume asks for; `null`: not reckoned.
 */
export function operatorsView(
  operators: OperatorsNow,
  needed: number | null,
  { words, formats }: Speech,
): OperatorsView {
  const busy = operators.busy + operators.wrapUp;
  const free = operators.available + operators.ringing;
  const { paused } = operators;
  const missing = Math.max(0, (needed ?? 0) - operators.onLine);
  const dots = [
    ...Array.from({ length: busy }, (): OperatorDot => "busy"),
    ...Array.from({ length: free }, (): OperatorDot => "free"),
    ...Array.from({ length: missing }, (): OperatorDot => "missing"),
    ...Array.from({ length: paused }, (): OperatorDot => "paused"),
  ];
  const onLine = words.onLine(formats.integer(operators.onLine));
  const freeText = free === 1 ? words.freeOne : words.free(formats.integer(free));
  const busyText = busy === 1 ? words.busyOne : words.busy(formats.integer(busy));
  const neededText =
    needed === null ? null : needed === 1 ? words.neededOne : words.needed(formats.integer(needed));
  const spoken = [onLine, busyText, freeText, words.paused(formats.integer(paused))];
  return {
    dots: dots.length > MOST_DOTS ? [] : dots,
    onLine,
    beside: neededText ?? freeText,
    isTooFew: missing > 0,
    short:
      missing > 0 ? words.onLineOf(formats.integer(operators.onLine), formats.integer(needed ?? 0)) : onLine,
    spoken: formats.list(neededText === null ? spoken : [...spoken, neededText]),
  };
}
