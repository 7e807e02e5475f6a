/** What a plot shows and how it is painted: the one thing that the wall's charts and the desk's give to `ve-plot`. */
import type { PlotInk } from "../format/plot-data.ts";

/** Where a picture is painted. Sizes in device pixels. */
export interface PlotCanvas {
  readonly ctx: CanvasRenderingContext2D;
  /** The room between the scales. */
  readonly bbox: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  readonly xOf: (atMs: number) => number;
  readonly yOf: (value: number) => number;
}

/** Colours, and the type in CSS pixels, as they are on the page at this moment. */
export interface PlotLook {
  readonly inks: Readonly<Record<PlotInk | "faint" | "information" | "shade" | "ground", string>>;
  readonly typePx: number;
  readonly family: string;
}

/** A line that lies between what is painted behind and before. */
export interface PictureLine {
  readonly atMs: readonly number[];
  /** `null`: nobody saw; the line has a gap. */
  readonly values: readonly (number | null)[];
  /** Of the type size. */
  readonly width: number;
  /** The room below it is shaded. */
  readonly isFilled: boolean;
}

/** Never changed: another picture is another object, and only that is drawn anew. */
export interface Picture {
  readonly fromMs: number;
  readonly toMs: number;
  /** The end of the scale, which begins at zero. */
  readonly ceiling: number;
  /** Room around it, of the type size. */
  readonly margins: { readonly top: number; readonly bottom: number; readonly left: number };
  readonly line: PictureLine | null;
  readonly paintBack: (canvas: PlotCanvas, look: PlotLook) => void;
  readonly paintFront: (canvas: PlotCanvas, look: PlotLook) => void;
}
