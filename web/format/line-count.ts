/** How many lines a text takes in a width, broken at its spaces; `widthOf` measures a piece of it. */
export function lineCount(text: string, width: number, widthOf: (piece: string) => number): number {
  const space = widthOf(" ");
  let lines = 1;
  let left = width;
  for (const [at, word] of text.split(" ").entries()) {
    const needs = widthOf(word);
    if (at > 0 && needs + space <= left) {
      left -= needs + space;
    } else {
      if (at > 0) lines += 1;
      left = width - needs;
    }
  }
  return lines;
}
