import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import { base } from "../styles/shared.ts";
import type { AlertView } from "../view/alert-words.ts";
import type { AnnouncementView } from "../view/announcement-view.ts";
import type { SourceAge } from "../view/source-ages.ts";
import type { Speech } from "../view/speech.ts";
import { informationIcon, oldIcon } from "./icons.ts";
import "./ve-wall-alerts.ts";

/**
 * The strip at the bottom: active alerts, a great day that is near, and how old the data of
 * each source are. Alerts have lines of their own where the screen is high enough, and else the
 * place before the ages, to which the great day gives way.
 *
 * @csspart alerts - active alerts
 * @csspart announcement - the great day
 * @csspart sources - one age per source
 */
@customElement("ve-wall-footer")
export class VeWallFooter extends LitElement {
  /** The gravest first. */
  @property({ attribute: false }) alerts: readonly AlertView[] = [];
  /** They come besides the one that the sentence tells. */
  @property({ type: Boolean }) besides = false;
  /** `null`: no great day is near. */
  @property({ attribute: false }) announcement: AnnouncementView | null = null;
  /** How old the data of each source are. */
  @property({ attribute: false }) ages: readonly SourceAge[] = [];
  /** How the page speaks. */
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
      [part="alerts"] {
        --ve-alert-lines: 1;
        flex: 1 0 100%;
      }
      .alerted {
        padding-block: 0.25rem;
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
      li {
        display: flex;
        align-items: center;
        gap: 0.4rem;
        white-space: nowrap;
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
      /* One alert alone stands beside the ages, and the charts have its line. */
      @container (orientation: landscape) and (width >= 58rem) {
        .alone {
          flex-wrap: nowrap;
        }
        .alone [part="alerts"] {
          flex: 1 1 0;
        }
      }
      @container (orientation: landscape) and (18.5rem <= height < 21rem) {
        .alerted {
          flex-wrap: nowrap;
        }
        .alerted [part="alerts"] {
          flex: 1 1 0;
        }
        .alerted [part="announcement"] {
          display: none;
        }
      }
      @container (orientation: portrait) {
        [part="alerts"] {
          --ve-alert-lines: 3;
        }
        footer {
          padding-block: 0.3rem;
        }
      }
      @container (orientation: portrait) and (width < 26rem) {
        [part="alerts"] {
          --ve-alert-lines: 1;
        }
      }
      @container (orientation: portrait) and (width < 18.5rem) {
        .alerted {
          flex-wrap: nowrap;
          padding-block: 0;
        }
        .alerted [part="alerts"] {
          flex: 1 1 0;
          min-inline-size: 6rem;
        }
        .alerted [part="sources"] {
          justify-content: end;
        }
        .alerted li {
          white-space: normal;
        }
      }
      @container (orientation: portrait) and (width < 30rem) {
        [part="announcement"] {
          display: none;
        }
      }
      .old {
        color: var(--ve-ink);
        font-weight: 600;
      }
    `,
  ];

  protected override render() {
    const { words } = this.speech;
    const { alerts } = this;
    const isAlone = alerts.length === 1 && this.announcement === null;
    return html`<footer class="${alerts.length > 0 ? "alerted" : ""} ${isAlone ? "alone" : ""}">
      ${
        alerts.length > 0
          ? html`<ve-wall-alerts
              part="alerts"
              .alerts=${alerts}
              ?besides=${this.besides}
              .speech=${this.speech}
            ></ve-wall-alerts>`
          : nothing
      }
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
