import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";

import { base } from "../styles/shared.ts";
import type { SourceAge } from "../view/source-ages.ts";
import type { Speech } from "../view/speech.ts";
import { oldIcon } from "./icons.ts";

/**
 * The strip at the bottom: how old the data of each source are. The place before
 * them is left to alerts; as long as there are none to know of, nothing is said there.
 *
 * @csspart sources - one age per source
 */
@customElement("ve-wall-footer")
export class VeWallFooter extends LitElement {
  @property({ attribute: false }) ages: readonly SourceAge[] = [];
  @property({ attribute: false }) speech!: Speech;

  static override styles = [
    base,
    css`
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        align-items: center;
        gap: 0 1rem;
        min-block-size: var(--ve-footer-height);
        color: var(--ve-ink-soft);
      }
      [part="sources"] {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.3rem;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.4rem;
        white-space: nowrap;
      }
      .old {
        color: var(--ve-ink);
        font-weight: 600;
      }
    `,
  ];

  protected override render() {
    const { words } = this.speech;
    return html`<footer>
      <ul part="sources" aria-label=${words.sources}>
        ${this.ages.map(({ text, isOld }) => (isOld ? html`<li class="old">${oldIcon}${text}</li>` : html`<li>${text}</li>`))}
      </ul>
    </footer>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-wall-footer": VeWallFooter;
  }
}
