import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Deliveries } from "#wire/deliveries.ts";
import type { SystemSnapshot } from "#wire/system.ts";

import { PolledAnswer } from "../controllers/polled-answer.ts";
import type { Desk } from "../desk/desk.ts";
import type { PlaceElement } from "../desk/places.ts";
import { sourcesTable, systemSections } from "../desk/system-sections.ts";
import { placeHead } from "../styles/place-head.ts";
import { reportPage } from "../styles/report-page.ts";
import { reportTable } from "../styles/report-table.ts";
import { base } from "../styles/shared.ts";
import { systemPage } from "../styles/system-page.ts";
import { attentionIcon } from "./icons.ts";
import { nameDocument } from "./name-document.ts";
import { reportTableTemplate } from "./report-table.ts";

const EVERY_MS = 5_000;

/** How the house's sources and this node stand, for whoever looks after them. */
@customElement("ve-system")
export class VeSystem extends LitElement implements PlaceElement {
  @property({ attribute: false }) desk!: Desk;

  static override styles = [base, reportTable, reportPage, placeHead, systemPage];

  readonly #system = new PolledAnswer<SystemSnapshot>(this, EVERY_MS);
  readonly #deliveries = new PolledAnswer<Deliveries>(this, EVERY_MS);

  protected override willUpdate(): void {
    this.#system.open("/api/v1/system");
    this.#deliveries.open("/api/v1/deliveries");
  }

  protected override render() {
    const { house, speech } = this.desk;
    const { words, page } = speech;
    const { system, placeNames, loading } = words;
    nameDocument(words.systemTitle(house.name), house, page);
    const { body, hasFailed } = this.#system;
    return html`<div class="head"><h1>${placeNames.system}</h1></div>
      <div class="told" role="status">
        ${hasFailed ? html`<p>${system.failed}</p>` : body ? nothing : html`<p>${loading}</p>`}
      </div>
      <section aria-labelledby="sources">
        <h2 id="sources">${system.sources}</h2>
        ${reportTableTemplate(sourcesTable(this.desk), "sources-table")}
      </section>
      <div class="facts">
        ${
          body
            ? systemSections(body, this.#deliveries.body?.receivers ?? null, this.desk).map(
                ({ id, title, facts, note, isBad }) =>
                  html`<section aria-labelledby=${id}>
                    <h2 id=${id}>${title}</h2>
                    ${note === "" ? nothing : html`<p>${isBad ? attentionIcon : nothing} ${note}</p>`}
                    ${
                      facts.length === 0
                        ? nothing
                        : html`<dl>
                            ${facts.map(
                              ({ term, text, isLow }) =>
                                html`<div>
                                  <dt>${term}</dt>
                                  <dd>${isLow ? attentionIcon : nothing} ${text}</dd>
                                </div>`,
                            )}
                          </dl>`
                    }
                  </section>`,
              )
            : nothing
        }
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-system": VeSystem;
  }
}
