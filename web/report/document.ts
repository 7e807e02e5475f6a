/**
 * The report as words, ready to be set: sections of blocks. What is drawn is in here
 * as ratios 0..1; everything else is text, formatted for its reader.
 */
export interface ReportSection {
  /** `4`, as the table of contents of a printed report counts. */
  readonly number: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "figures"; readonly figures: readonly KeyFigure[] }
  | { readonly kind: "table"; readonly table: TableView }
  | { readonly kind: "bars"; readonly bars: BarsView }
  | { readonly kind: "panels"; readonly panels: PanelsView }
  /** Side by side where there is room. */
  | { readonly kind: "pair"; readonly blocks: readonly [Block, Block] };

/** A figure that is worth a large digit. */
export interface KeyFigure {
  readonly value: string;
  readonly label: string;
  /** What it rests on or is compared with; empty when there is nothing to add. */
  readonly beside: string;
}

export interface TableView {
  readonly caption: string;
  /** The first is the heading of the rows' names. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** Below the table: its source. */
  readonly note: string;
  /** Needs a region of its own to scroll in on a narrow screen. */
  readonly isWide: boolean;
}

export interface TableRow {
  readonly head: string;
  readonly cells: readonly string[];
  /** `part`: a part of the row above that is not one. `sum`: adds up the others. */
  readonly role: "plain" | "part" | "lead" | "sum";
  /** One for each cell that is shaded by its size, 0..1. */
  readonly heat?: readonly number[];
}

/** Horizontal bars, each with its name and value beside it. */
export interface BarsView {
  readonly title: string;
  readonly bars: readonly { readonly label: string; readonly value: string; readonly ratio: number }[];
}

/** Small charts of columns beside each other. */
export interface PanelsView {
  readonly title: string;
  readonly note: string;
  /** `shaded`: columns get darker from first to last, so that the same band is found again in every panel. */
  readonly isShaded: boolean;
  readonly panels: readonly Panel[];
}

export interface Panel {
  readonly title: string;
  /** The highest column in words. */
  readonly peak: string;
  /** Heights, 1 is the full height of a panel. */
  readonly columns: readonly number[];
  /** Below the columns, evenly spread: one for each column, or fewer. */
  readonly ticks: readonly string[];
}

export const text = (words: string): Block => ({ kind: "text", text: words });

export const tableBlock = (table: TableView): Block => ({ kind: "table", table });
