import type { LitElement, ReactiveController } from "lit";

import { textWidth } from "../elements/text-ruler.ts";

/**
 * How much room an element has for text: its width, its lines (a custom property) and its
 * type. Redraws the element when that changes, and when its face has arrived.
 */
export class LineRoom implements ReactiveController {
  readonly #host: LitElement;
  readonly #linesProperty: string;
  readonly #sizes = new ResizeObserver(() => this.#measure());
  #family = "sans-serif";
  lines = 1;
  typePx = 16;
  widthPx = 0;

  /** `linesProperty`: the custom property that says how many lines there are, such as `--ve-caption-lines`. */
  constructor(host: LitElement, linesProperty: string) {
    this.#host = host;
    this.#linesProperty = linesProperty;
    host.addController(this);
  }

  hostConnected(): void {
    this.#sizes.observe(this.#host);
    void document.fonts.ready.then(() => this.#redraw("another face"));
  }

  hostDisconnected(): void {
    this.#sizes.disconnect();
  }

  /** In CSS pixels, at `scale` times the type of the element. */
  widthOf(text: string, weight: number, scale = 1): number {
    return textWidth(`${weight} ${this.typePx * scale}px ${this.#family}`, text);
  }

  /** Under a name, because elements that skip equal values must not skip this. */
  #redraw(before: string): void {
    this.#host.requestUpdate("lineRoom", before);
  }

  #measure(): void {
    const tokens = getComputedStyle(this.#host);
    const before = `${this.lines} ${this.typePx} ${this.#family} ${this.widthPx}`;
    const lines = Number.parseInt(tokens.getPropertyValue(this.#linesProperty), 10);
    this.lines = Number.isNaN(lines) ? 1 : lines;
    this.typePx = Number.parseFloat(tokens.fontSize);
    this.#family = tokens.fontFamily;
    this.widthPx = this.#host.clientWidth;
    if (before !== `${this.lines} ${this.typePx} ${this.#family} ${this.widthPx}`) this.#redraw(before);
  }
}
