import type { FigureReading } from "#wire/figures.ts";

import type { KeyFigure } from "../report/document.ts";

/** Which of all readings a figure is. */
export type FigureKey = Pick<
  FigureReading,
  "figure" | "channel" | "window" | "thresholdMs" | "language" | "entry"
>;

/** A figure that can explain itself. */
export interface DeskFigure extends KeyFigure {
  readonly key: FigureKey;
  /** Somebody should look: by colour, and by a mark. */
  readonly isLow?: boolean;
}

/** What a figure says of itself. */
export interface Explanation {
  readonly value: string;
  /** Name and what is said, in order. */
  readonly facts: readonly { readonly term: string; readonly text: string }[];
}

/** A figure of the past, which explains itself by what it came with. */
export interface SettledFigure extends KeyFigure {
  readonly explanation: Explanation;
  readonly isLow?: boolean;
}

/** What opens a sheet. */
export type ExplainedFigure = DeskFigure | SettledFigure;

const PARTS = ["figure", "channel", "window", "thresholdMs", "language", "entry"] as const;

export const isOf = (key: FigureKey, reading: FigureKey): boolean =>
  PARTS.every((part) => key[part] === reading[part]);
