/** A piece of text in one look. */
export interface Run {
  readonly text: string;
  readonly look: "plain" | "strong" | "projected";
}

/** Runs that stay together on a line. */
export type Segment = readonly Run[];

/** Stands between two segments of a line. */
export const SEPARATOR: Run = { text: " · ", look: "plain" };

/**
 * The first of the wordings, the fullest first, that fits into so many lines of a width,
 * broken into its lines; the last one when none does. `widthOf` measures a run.
 */
export function fitCaption(
  wordings: readonly (readonly Segment[])[],
  lineCount: number,
  width: number,
  widthOf: (run: Run) => number,
): readonly (readonly Segment[])[] {
  const between = widthOf(SEPARATOR);
  for (const segments of wordings) {
    const lines: Segment[][] = [];
    let left = 0;
    let isTooLong = false;
    for (const segment of segments) {
      const needs = segment.reduce((sum, run) => sum + widthOf(run), 0);
      if (needs > width) isTooLong = true;
      const line = lines.at(-1);
      if (line !== undefined && needs + between <= left) {
        line.push(segment);
        left -= needs + between;
      } else {
        lines.push([segment]);
        left = width - needs;
      }
    }
    if (!isTooLong && lines.length <= lineCount) return lines;
  }
  return [wordings.at(-1) ?? []];
}
