import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { AlertCard } from "../alerts/alert-card.ts";
import type { AlertsWords } from "../i18n/alerts-catalogue.ts";
import { moodIcon } from "./icons.ts";

/** What is being filled in on the page; one form at a time. */
export interface OpenForm {
  readonly kind: "acknowledge" | "silence";
  /** `null`: a silence of a rule. */
  readonly fingerprint: string | null;
}

export interface CardActions {
  readonly open: (form: OpenForm) => void;
  /** The form that belongs to this card; `null`: none is open there. */
  readonly formOf: (card: AlertCard) => TemplateResult | null;
}

/** Alerts that go on, each with its reason, what is known of it and what may be done about it. */
export function alertSection(cards: readonly AlertCard[], words: AlertsWords, actions: CardActions) {
  return html`<section aria-labelledby="active">
    <h2 id="active">${words.active}</h2>
    ${
      cards.length === 0
        ? html`<p class="standing">${words.noneActive}</p>`
        : repeat(
            cards,
            ({ fingerprint }) => fingerprint,
            (card) => cardTemplate(card, words, actions),
          )
    }
  </section>`;
}

function cardTemplate(card: AlertCard, words: AlertsWords, { open, formOf }: CardActions) {
  const { fingerprint, mood, severity, about, reason, facts, mayAcknowledge, maySilence } = card;
  const id = `alert-${fingerprint.replaceAll(/[^\w-]/g, "-")}`;
  const form = formOf(card);
  return html`<article class="card ${mood}" aria-labelledby=${id} tabindex="-1" data-alert=${fingerprint}>
    <h3 id=${id}>${moodIcon(mood)} <span>${severity}</span> ${about}</h3>
    <p>${reason}</p>
    <dl class="terms">
      ${facts.map(
        ({ term, text }) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>
    ${
      form ??
      html`<div class="row screen">
        ${
          mayAcknowledge
            ? html`<button
                class="primary"
                aria-label=${words.acknowledgeOf(about)}
                data-opens="acknowledge"
                @click=${() => open({ kind: "acknowledge", fingerprint })}
              >
                ${words.acknowledge}
              </button>`
            : nothing
        }
        ${
          maySilence
            ? html`<button
                aria-label=${words.silenceOf(about)}
                data-opens="silence"
                @click=${() => open({ kind: "silence", fingerprint })}
              >
                ${words.doSilence}
              </button>`
            : nothing
        }
      </div>`
    }
  </article>`;
}
