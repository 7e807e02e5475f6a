import { css, html, LitElement, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";

import { LineRoom } from "../controllers/line-room.ts";
import { fitCaption, type Run, type Segment, SEPARATOR } from "../format/fit-caption.ts";
import { base } from "../styles/shared.ts";

/** Weight and size beside the text around it; the style sheet below says the same. */
const LOOKS: Readonly<Record<Run["look"], { readonly weight: number; readonly scale: number }>> = {
  plain: { weight: 400, scale: 1 },
  strong: { weight: 700, scale: 1.1 },
  projected: { weight: 400, scale: 1 },
};

/**
 * A heading that says as much as there is room for: the fullest of its wordings that
 * fits into `--ve-caption-lines` lines, and the shortest where that is 0. Nothing is ever cut.
 */
@customElement("ve-trend-caption")
export class VeTrendCaption extends LitElement {
  /** The fullest first. */
  @property({ attribute: false }) wordings: readonly (readonly Segment[])[] = [];
  readonly #room = new LineRoom(this, "--ve-caption-lines");

  static override styles = [
    base,
    css`
      :host {
        display: block;
        min-inline-size: 0;
        color: var(--ve-ink-soft);
      }
      h2 > span {
        display: block;
        white-space: pre;
      }
      .strong {
        font-weight: 700;
        font-size: 1.1em;
        line-height: 1;
        color: var(--ve-ink);
      }
      .projected {
        color: var(--ve-information);
      }
    `,
  ];

  protected override shouldUpdate(changed: PropertyValues): boolean {
    return !changed.has("wordings") || changed.size > 1 || !isSame(changed.get("wordings"), this.wordings);
  }

  protected override render() {
    const fitted = fitCaption(this.wordings, this.#room.lines, this.#room.widthPx, ({ text, look }) =>
      this.#room.widthOf(text, LOOKS[look].weight, LOOKS[look].scale),
    );
    const lines = fitted.map((line, at) => {
      const runs = line.flatMap((segment, index) => (index === 0 ? segment : [SEPARATOR, ...segment]));
      const spans = runs.map(({ text, look }) => html`<span class=${look}>${text}</span>`);
      return html`${at === 0 ? "" : " "}<span>${spans}</span>`;
    });
    return html`<h2>${lines}</h2>`;
  }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

declare global {
  interface HTMLElementTagNameMap {
    "ve-trend-caption": VeTrendCaption;
  }
}
