import { type BodyEncoding, encodeBody } from "./body-encoding.ts";

/**
 * One event on its way to all walls. Rendered at most once, and encoded at most
 * once per encoding, when the first wall asks: every wall of that encoding is
 * given the same Buffer. With 1,000 walls this halves what `res.write` of one
 * Buffer costs (`npm run bench -- fan-out`, docs/adr/0004-fan-out.md).
 */
export class Frame {
  readonly #render: () => string;
  #text: string | null = null;
  readonly #bodies = new Map<BodyEncoding, Buffer>();

  constructor(render: () => string) {
    this.#render = render;
  }

  body(encoding: BodyEncoding): Buffer {
    const known = this.#bodies.get(encoding);
    if (known !== undefined) return known;
    this.#text ??= this.#render();
    const body = encodeBody(this.#text, encoding);
    this.#bodies.set(encoding, body);
    return body;
  }
}
