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

const PARTS = ["figure", "channel", "window", "thresholdMs", "language", "entry"] as const;

export const isOf = (key: FigureKey, reading: FigureKey): boolean =>
  PARTS.every((part) => key[part] === reading[part]);
