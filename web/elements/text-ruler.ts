/** One for the whole page: only its sense of width is used. */
const ruler = document.createElement("canvas").getContext("2d");

/** Width of a text in CSS pixels. `font` as CSS writes it; 0 where nothing can be measured. */
export function textWidth(font: string, text: string): number {
  if (ruler === null) return 0;
  ruler.font = font;
  return ruler.measureText(text).width;
}
