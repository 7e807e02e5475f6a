/** The parts of the place of screens. */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { AuditLine, OpenSession, ScreenSnapshot, WaitingScreen } from "#wire/access.ts";

import type { AccessSpeech } from "../access/access-speech.ts";
import { deedText, resultText, targetText } from "../access/audit-words.ts";

/** A code that was typed, and the screen that shows it. */
export interface FoundScreen {
  readonly code: string;
  readonly waiting: WaitingScreen;
}

export interface PairingActions {
  readonly look: (code: string) => void;
  readonly approve: (name: string) => void;
  readonly cancel: () => void;
}

const submit = (event: SubmitEvent, field: string, then: (value: string) => void): void => {
  event.preventDefault();
  if (!(event.target instanceof HTMLFormElement)) return;
  const value = new FormData(event.target).get(field);
  if (typeof value === "string") then(value.trim());
};

/** First the code, then whether it is the right screen, and its name. */
export function pairingSection(found: FoundScreen | null, { words }: AccessSpeech, actions: PairingActions) {
  const form =
    found === null
      ? html`<form class="form" @submit=${(event: SubmitEvent) => submit(event, "code", actions.look)}>
          <p>${words.addMeans}</p>
          <label
            >${words.code}
            <input
              class="code"
              name="code"
              required
              maxlength="12"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck="false"
            />
          </label>
          <div class="row"><button class="primary">${words.look}</button></div>
        </form>`
      : html`<form class="form" @submit=${(event: SubmitEvent) => submit(event, "name", actions.approve)}>
          <p><strong>${words.found(found.waiting.device, found.waiting.address)}</strong></p>
          <p>${words.foundMeans}</p>
          <label
            >${words.name}
            <input name="name" required maxlength="40" autocomplete="off" />
            <span class="hint">${words.nameHint}</span>
          </label>
          <div class="row">
            <button class="primary">${words.approve}</button>
            <button type="button" @click=${actions.cancel}>${words.cancel}</button>
          </div>
        </form>`;
  return html`<section class="screen" aria-labelledby="add">
    <h2 id="add">${words.add}</h2>
    ${form}
  </section>`;
}

export function screenSection(
  screens: readonly ScreenSnapshot[],
  { words, instant }: AccessSpeech,
  unpair: (screen: ScreenSnapshot) => void,
) {
  const item = (screen: ScreenSnapshot) => {
    const { name, device, address, pairedAtMs, seenAtMs, watching } = screen;
    return html`<li>
      <strong>${name}</strong>
      <span>${watching ? words.watching : words.lastSeen(instant(seenAtMs))}</span>
      <span class="hint">${device} · ${address} · ${words.since(instant(pairedAtMs))}</span>
      <button class="screen" aria-label=${words.removeOf(name)} @click=${() => unpair(screen)}>
        ${words.remove}
      </button>
    </li>`;
  };
  return html`<section aria-labelledby="screens">
    <h2 id="screens">${words.list}</h2>
    ${
      screens.length === 0
        ? html`<p>${words.none}</p>`
        : html`<ul class="silences" role="list">
            ${repeat(screens, ({ id }) => id, item)}
          </ul>`
    }
  </section>`;
}

export function sessionSection(
  sessions: readonly OpenSession[],
  { words, instant }: AccessSpeech,
  end: (session: OpenSession) => void,
) {
  const item = (session: OpenSession) => {
    const { name, role, device, address, beganAtMs, own } = session;
    return html`<li>
      <strong>${name}</strong>
      <span>${words.roles[role]}${own ? ` · ${words.own}` : nothing}</span>
      <span class="hint">${device} · ${address} · ${words.entered(instant(beganAtMs))}</span>
      <button class="screen" aria-label=${words.endOf(name)} @click=${() => end(session)}>
        ${words.end}
      </button>
    </li>`;
  };
  return html`<section aria-labelledby="sessions">
    <h2 id="sessions">${words.sessions}</h2>
    ${
      sessions.length === 0
        ? html`<p>${words.noSessions}</p>`
        : html`<ul class="silences" role="list">
            ${repeat(sessions, ({ id }) => id, item)}
          </ul>`
    }
  </section>`;
}

export function auditSection(lines: readonly AuditLine[] | null, speech: AccessSpeech) {
  if (lines === null) return nothing;
  const { words, instant } = speech;
  const { columns } = words;
  return html`<section aria-labelledby="audit">
    <h2 id="audit">${words.audit}</h2>
    <p class="hint">${words.auditMeans}</p>
    <div class="scroll" role="region" tabindex="0" aria-labelledby="audit">
      <table>
        <thead>
          <tr>
            ${[columns.at, columns.who, columns.what, columns.about, columns.result, columns.from].map(
              (head) => html`<th scope="col">${head}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${lines.map(
            (line) =>
              html`<tr>
                <td>${instant(line.atMs)}</td>
                <td>${line.actor}</td>
                <td>${deedText(line.deed, speech)}</td>
                <td>${targetText(line, speech)}</td>
                <td>${resultText(line.result, speech)}</td>
                <td>${line.address}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
