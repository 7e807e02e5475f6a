import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import { ScreenPairing } from "../controllers/screen-pairing.ts";
import { ACCESS_CATALOGUE } from "../i18n/access-catalogue.ts";
import { chooseLocale } from "../i18n/catalogue.ts";
import { base } from "../styles/shared.ts";

/** A screen that is not paired: shows its code until somebody has typed it at the desk. */
@customElement("ve-pairing")
export class VePairing extends LitElement {
  /** The address's `lang`; `null` leaves the choice to the house. */
  @property({ attribute: false }) languageWish: string | null = null;

  static override styles = [
    base,
    css`
      main {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 1.5rem;
        min-block-size: 100vh;
        padding: 1.5rem;
        text-align: center;
      }
      .house {
        font-size: 2rem;
        font-weight: 700;
      }
      h1,
      .how {
        max-inline-size: 34em;
        color: var(--ve-ink-soft);
        text-wrap: balance;
      }
      .code {
        font-size: min(6.5rem, 13vw);
        font-weight: 700;
        line-height: 1.1;
        letter-spacing: 0.06em;
        white-space: nowrap;
      }
      .state {
        color: var(--ve-ink-soft);
      }
    `,
  ];

  readonly #pairing = new ScreenPairing(this, () => location.reload());

  protected override render() {
    const { offer, isOffline, isPaired } = this.#pairing;
    const locale = chooseLocale([this.languageWish, ...(offer?.locales ?? navigator.languages)]);
    const words = ACCESS_CATALOGUE[locale];
    document.documentElement.lang = locale;
    document.title = words.screenTitle;
    const state = isOffline ? words.noConnection : isPaired ? words.paired : words.waiting;
    return html`<main>
      ${offer ? html`<p class="house">${offer.house}</p>` : nothing}
      <h1>${words.screenTitle}</h1>
      ${
        offer
          ? html`<p
              class="code"
              role="img"
              aria-label=${words.codeIs(offer.code.replace("-", "").split("").join(" "))}
            >
              ${offer.code}
            </p>`
          : nothing
      }
      <p class="how">${words.howTo}</p>
      <p class="state" role="status">${state}</p>
    </main>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-pairing": VePairing;
  }
}
