import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import { base } from "../styles/shared.ts";
import type { OperatorsView } from "../view/operators-view.ts";
import { attentionIcon } from "./icons.ts";

/**
 * People by state, as dots: filled, hollow, dotted; the places of those who are missing too. The words beside them say
 * the same. Nobody is named.
 *
 * @csspart dots - the row of dots
 */
@customElement("ve-operators")
export class VeOperators extends LitElement {
  /** `null`: no source can count them. */
  @property({ attribute: false }) view: OperatorsView | null = null;
  /** Name of the group for those who cannot see it. */
  @property() label = "";
  /** What stands there when nobody can count them. */
  @property() unknown = "";
  /** Other words stand on its line where room is shortest: the dots, or that nothing is known, give way there. */
  @property({ type: Boolean, reflect: true }) accompanied = false;

  static override styles = [
    base,
    css`
      p {
        display: flex;
        align-items: center;
        gap: 0.9rem;
        color: var(--ve-ink-soft);
        white-space: nowrap;
      }
      [part="dots"] {
        display: flex;
        flex: 0 1 auto;
        gap: 0.4rem;
        min-inline-size: 0;
      }
      i {
        flex: 0 1 0.82rem;
        inline-size: 0.82rem;
        min-inline-size: 0.3rem;
        aspect-ratio: 1;
        border-radius: 50%;
        border: 0.14rem solid var(--ve-ink-soft);
      }
      .busy {
        background: var(--ve-ink-soft);
      }
      .paused {
        border-style: dotted;
        border-color: var(--ve-ink-faint);
      }
      .missing {
        border-style: dotted;
        border-color: var(--ve-attention);
      }
      .too-few,
      .short svg {
        color: var(--ve-attention);
        font-weight: 600;
      }
      .alone {
        display: none;
      }
      .short {
        display: none;
        font-weight: 600;
        color: var(--ve-ink);
      }
      b {
        font-weight: 600;
        color: var(--ve-ink);
      }
      @container (height < 28rem) or (width < 30rem) or ((orientation: landscape) and (width < 46rem)) {
        [part="dots"] {
          gap: clamp(0.08rem, 1.2cqh - 0.1rem, 0.25rem);
        }
        .full {
          display: none;
        }
        .short {
          display: inline;
        }
      }
      @container ((height < 18.5rem) and (orientation: landscape)) or (width < 18.5rem) {
        :host([accompanied]) [part="dots"],
        :host([accompanied]) .unknown,
        :host([accompanied]) .of-needed {
          display: none;
        }
        :host([accompanied]) .alone {
          display: inline;
        }
      }
    `,
  ];

  protected override render() {
    const { view } = this;
    if (view === null) return html`<p class="unknown">${this.unknown}</p>`;
    const dots = html`<span part="dots" role="img" aria-label="${this.label}: ${view.spoken}">
      ${view.dots.map((dot) => html`<i class=${dot}></i>`)}
    </span>`;
    return html`<p>
      ${view.dots.length > 0 ? dots : nothing}
      <span class="full"
        ><b>${view.onLine}</b>,
        ${view.isTooFew ? html`<span class="too-few">${attentionIcon} ${view.beside}</span>` : view.beside}</span
      >
      <span class="short"
        >${view.isTooFew ? attentionIcon : nothing} <span class="of-needed">${view.short}</span
        ><span class="alone">${view.onLine}</span></span
      >
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-operators": VeOperators;
  }
}
