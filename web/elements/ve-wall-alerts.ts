import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";

import { LineRoom } from "../controllers/line-room.ts";
import { fitItems } from "../format/fit-items.ts";
import { base } from "../styles/shared.ts";
import type { AlertView } from "../view/alert-words.ts";
import type { Speech } from "../view/speech.ts";
import { moodIcon } from "./icons.ts";

/** The mark before an item and its distance; between two items; with a hair to spare. */
const MARK_EM = 1.35;
const GAP_EM = 1.4;

/**
 * Active alerts in `--ve-alert-lines` lines, the gravest first: as many as fit, and how many
 * others there are. Nothing is ever cut.
 */
@customElement("ve-wall-alerts")
export class VeWallAlerts extends LitElement {
  /** The gravest first. */
  @property({ attribute: false }) alerts: readonly AlertView[] = [];
  /** They come besides one that is told elsewhere. */
  @property({ type: Boolean }) besides = false;
  /** How the page speaks. */
  @property({ attribute: false }) speech!: Speech;
  readonly #room = new LineRoom(this, "--ve-alert-lines");

  static override styles = [
    base,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        column-gap: 1.4em;
        color: var(--ve-ink);
      }
      li {
        white-space: nowrap;
      }
      b {
        font-weight: 700;
      }
      svg {
        margin-inline-end: 0.35em;
      }
      .information svg {
        color: var(--ve-information);
      }
      .attention svg {
        color: var(--ve-attention);
      }
      .alarm svg {
        color: var(--ve-alarm);
      }
      .quiet,
      .rest {
        color: var(--ve-ink-soft);
      }
      .quiet b {
        font-weight: 400;
      }
      .quiet svg {
        opacity: 0.6;
      }
    `,
  ];

  protected override shouldUpdate(changed: PropertyValues): boolean {
    return !changed.has("alerts") || changed.size > 1 || !isSame(changed.get("alerts"), this.alerts);
  }

  protected override render() {
    const { alerts } = this;
    const { words, formats } = this.speech;
    if (alerts.length === 0) return nothing;
    const { count: shown, wording } = fitItems(
      alerts.map((alert) => alert.wordings.map((text) => this.#widthOf(alert, text))),
      (others) => this.#room.widthOf(this.#restText(others), 400),
      { lines: this.#room.lines, width: this.#room.widthPx, gap: GAP_EM * this.#room.typePx },
    );
    const others = alerts.length - shown;
    const [gravest] = alerts;
    if (shown === 0 && gravest) {
      const count = others === 1 ? words.alertCountOne : words.alertCount(formats.integer(others));
      const text = this.besides ? this.#restText(others) : count;
      return html`<ul role="list" aria-label=${words.alerts}>
        <li class=${gravest.mood}>${moodIcon(gravest.mood)}<b>${text}</b></li>
      </ul>`;
    }
    return html`<ul role="list" aria-label=${words.alerts}>
      ${alerts
        .slice(0, shown)
        .map(
          ({ mood, word, isQuiet, wordings }) =>
            html`<li class="${mood} ${isQuiet ? "quiet" : ""}">
              ${moodIcon(mood)}<b>${word}</b> ${wordings[wording] ?? wordings.at(-1)}
            </li>`,
        )}
      ${others === 0 ? nothing : html`<li class="rest">${this.#restText(others)}</li>`}
    </ul>`;
  }

  #restText(others: number): string {
    const { words, formats } = this.speech;
    return others === 1 ? words.moreAlertsOne : words.moreAlerts(formats.integer(others));
  }

  #widthOf({ word, isQuiet }: AlertView, text: string): number {
    const words = this.#room.widthOf(word, isQuiet ? 400 : 700) + this.#room.widthOf(` ${text}`, 400);
    return MARK_EM * this.#room.typePx + words;
  }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

declare global {
  interface HTMLElementTagNameMap {
    "ve-wall-alerts": VeWallAlerts;
  }
}
