import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { Alerts, SilenceSnapshot } from "#wire/alert.ts";

import { type CardContext, scopeText } from "../alerts/alert-card.ts";

/** What is left of a silence is rounded up: just made for two hours it has two hours to go. */
const TO_THE_FULL_MINUTE_MS = 59_999;

export interface SilenceActions {
  /** The form for a silence of a rule; `null`: it is not open. */
  readonly form: TemplateResult | null;
  readonly open: () => void;
  readonly end: (silence: SilenceSnapshot, what: string) => void;
}

/** Who does not want to be told of what, why, and until when. */
export function silenceSection(alerts: Alerts, context: CardContext, { form, open, end }: SilenceActions) {
  const { nowMs, speech } = context;
  const { words } = speech;
  const silences = alerts.silences.filter(({ untilMs }) => untilMs > nowMs);
  const item = (silence: SilenceSnapshot) => {
    const what = scopeText(silence, alerts, context);
    const { by, why, untilMs } = silence;
    return html`<li>
      <strong>${what}</strong>
      <span
        >${words.silenceEnds(speech.instant(untilMs, nowMs), speech.length(untilMs - nowMs + TO_THE_FULL_MINUTE_MS))}</span
      >
      <span>${by}: ${why}</span>
      <button class="screen" aria-label=${words.endSilenceOf(what)} @click=${() => end(silence, what)}>
        ${words.endSilence}
      </button>
    </li>`;
  };
  return html`<section aria-labelledby="silences" tabindex="-1" data-alert="">
    <h2 id="silences">${words.silences}</h2>
    ${
      silences.length === 0
        ? html`<p>${words.noSilences}</p>`
        : html`<ul class="silences" role="list" aria-labelledby="silences">
            ${repeat(silences, ({ id }) => id, item)}
          </ul>`
    }
    ${
      form ??
      html`<div class="row screen">
        <button data-opens="silence" @click=${open}>${words.newSilence}</button>
      </div>`
    }
  </section>`;
}
