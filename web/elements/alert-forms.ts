import { html, nothing } from "lit";

import type { AlertsSpeech } from "../alerts/alerts-speech.ts";
import type { ScopeChoice } from "../alerts/silence-scopes.ts";

/** The longest silence is a day. */
const LENGTHS_MINUTES = [30, 60, 120, 240, 480, 720, 1_440];

export interface FormContext {
  /** What it is about, in words. */
  readonly about: string;
  /** The name that was typed in last on this page. */
  readonly author: string;
  /** Who is logged in: their name is not asked for. */
  readonly person: string | null;
  readonly nowMs: number;
  readonly speech: AlertsSpeech;
  readonly onSubmit: (event: SubmitEvent) => void;
  readonly onCancel: () => void;
}

export function acknowledgeForm(context: FormContext) {
  const { about, speech, onSubmit } = context;
  const { words } = speech;
  return html`<form class="form screen" aria-label=${words.acknowledgeOf(about)} @submit=${onSubmit}>
    <p>${words.acknowledgeMeans}</p>
    ${nameField(context)} ${buttons(context)}
  </form>`;
}

export function silenceForm(context: FormContext, scopes: readonly ScopeChoice[]) {
  const { about, speech, nowMs, onSubmit } = context;
  const { words } = speech;
  return html`<form class="form screen" aria-label=${words.silenceOf(about)} @submit=${onSubmit}>
    <p>${words.silenceMeans}</p>
    <label
      >${words.scope}
      <select name="scope">
        ${scopes.map(({ value, text }) => html`<option value=${value}>${text}</option>`)}
      </select>
    </label>
    ${nameField(context)}
    <label
      >${words.why}
      <input name="why" required maxlength="200" pattern=".*\\S.*" autocomplete="off" />
    </label>
    <label
      >${words.until}
      <select name="minutes">
        ${LENGTHS_MINUTES.map(
          (minutes) =>
            html`<option value=${minutes} .selected=${minutes === 60}>
              ${words.untilOption(lengthText(minutes, speech), speech.instant(nowMs + minutes * 60_000, nowMs))}
            </option>`,
        )}
      </select>
    </label>
    ${buttons(context)}
  </form>`;
}

/** A browser that remembers what is typed in would keep the name. */
function nameField({ author, person, speech: { words } }: FormContext) {
  if (person !== null) return nothing;
  return html`<label
    >${words.name}
    <input name="by" required maxlength="60" pattern=".*\\S.*" autocomplete="off" .value=${author} />
    <span class="hint">${words.nameHint}</span>
  </label>`;
}

function buttons({ speech: { words }, onCancel }: FormContext) {
  return html`<div class="row">
    <button class="primary">${words.confirm}</button>
    <button type="button" @click=${onCancel}>${words.cancel}</button>
  </div>`;
}

function lengthText(minutes: number, { words, page }: AlertsSpeech): string {
  return minutes < 60
    ? words.minutes(page.formats.integer(minutes))
    : words.hours(page.formats.integer(minutes / 60));
}
