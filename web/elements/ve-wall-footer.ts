import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import { base } from "../styles/shared.ts";
import type { AnnouncementView } from "../view/announcement-view.ts";
import type { SourceAge } from "../view/source-ages.ts";
import type { Speech } from "../view/speech.ts";
import { informationIcon, oldIcon } from "./icons.ts";

/**
 * The strip at the bottom: a great day that is near, and how old the data of each
 * source are. The place before them is left to alerts; as long as there are none to
 * know of, nothing is said there.
 *
 * @csspart announcement - the great day
 * @csspart sources - one age per source
 */
@customElement("ve-wall-footer")
export class VeWallFooter extends LitElement {
  @property({ attribute: false }) announcement: AnnouncementView | null = null;
  @property({ attribute: false }) ages: readonly SourceAge[] = [];
  @property({ attribute: false }) speech!: Speech;

  static override styles = [
    base,
    css`
      footer {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 1rem;
        min-block-size: var(--ve-footer-height);
        color: var(--ve-ink-soft);
      }
      [part="sources"] {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.3rem;
        margin-inline-start: auto;
      }
      [part="announcement"] svg {
        color: var(--ve-information);
        margin-inline-end: 0.3rem;
      }
      .short {
        display: none;
      }
      @container (orientation: landscape) and (width < 58rem) {
        .full {
          display: none;
        }
        .short {
          display: inline;
        }
      }
      @container (orientation: landscape) and (width < 40rem) {
        [part="announcement"] {
          display: none;
        }
      }
      @container (orientation: portrait) {
        footer {
          padding-block: 0.3rem;
        }
      }
      @container (orientation: portrait) and (width < 30rem) {
        [part="announcement"] {
          display: none;
        }
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
      ${this.#announcement()}
      <ul part="sources" aria-label=${words.sources}>
        ${this.ages.map(({ text, isOld }) => (isOld ? html`<li class="old">${oldIcon}${text}</li>` : html`<li>${text}</li>`))}
      </ul>
    </footer>`;
  }

  #announcement() {
    if (!this.announcement) return nothing;
    const { text, short } = this.announcement;
    return html`<p part="announcement">
      ${informationIcon}<span class="full">${text}</span
      ><span class="short" aria-hidden="true">${short}</span>
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-wall-footer": VeWallFooter;
  }
}
