/** What a plot shows, whatever it is of: instants along the bottom, counts upwards from zero. */
import { roundCeiling } from "./day-axis.ts";

export interface PlotTick {
  readonly atMs: number;
  readonly label: string;
}

/** Names of colours: what a token of the same name is on this page. */
export type PlotInk = "ink" | "accent" | "usual" | "soft" | "attention" | "line";

export interface PlotLine {
  readonly kind: "line";
  readonly atMs: readonly number[];
  /** `null`: nobody saw; the line has a gap. */
  readonly values: readonly (number | null)[];
  readonly ink: PlotInk;
  /** The one strong line of the plot; others are thin. */
  readonly isStrong?: boolean;
  readonly isDashed?: boolean;
  /** Stands beside the end of the line. */
  readonly label?: string;
  /** A point at its end. */
  readonly hasEnd?: boolean;
}

export interface PlotArea {
  readonly kind: "area";
  readonly atMs: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly ink: PlotInk;
  /** Lets the ground through. */
  readonly isFaint?: boolean;
}

export interface PlotColumns {
  readonly kind: "columns";
  readonly columns: readonly {
    readonly fromMs: number;
    readonly toMs: number;
    /** From the bottom up; `null`: nothing is known, which is drawn as nothing known and not as zero. */
    readonly parts: readonly number[] | null;
  }[];
  /** One for each part. */
  readonly inks: readonly PlotInk[];
}

export type PlotLayer = PlotLine | PlotArea | PlotColumns;

export interface PlotData {
  readonly fromMs: number;
  readonly toMs: number;
  readonly ceiling: number;
  readonly ticks: readonly PlotTick[];
  /** From the back to the front. */
  readonly layers: readonly PlotLayer[];
}

/** The end of a scale on which every layer has room. */
export function ceilingOf(layers: readonly PlotLayer[]): number {
  return roundCeiling(Math.max(0, ...layers.map(highest)));
}

function highest(layer: PlotLayer): number {
  switch (layer.kind) {
    case "line":
      return Math.max(0, ...layer.values.map((value) => value ?? 0));
    case "area":
      return Math.max(0, ...layer.high);
    case "columns":
      return Math.max(
        0,
        ...layer.columns.map(({ parts }) => (parts ?? []).reduce((sum, part) => sum + part, 0)),
      );
  }
}
