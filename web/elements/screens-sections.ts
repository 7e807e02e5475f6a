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

/** What ends something is asked again before it is done. */
export interface Ending<Item> {
  /** The id of what somebody is asked about; `null`: of nothing. */
  readonly asked: string | null;
  readonly ask: (id: string | null) => void;
  readonly end: (item: Item) => void;
}

interface EndingWords {
  readonly open: string;
  /** The same of this one, for those who do not see beside what it stands. */
  readonly openOf: string;
  readonly question: string;
  readonly cancel: string;
}

/** A button, or once it was pressed what it would do, the same again, and the way back. */
function endingButton<Item extends { readonly id: string }>(
  item: Item,
  { asked, ask, end }: Ending<Item>,
  { open, openOf, question, cancel }: EndingWords,
) {
  if (asked !== item.id)
    return html`<button
      class="screen"
      data-ends=${item.id}
      aria-label=${openOf}
      aria-expanded="false"
      @click=${() => ask(item.id)}
    >
      ${open}
    </button>`;
  return html`<div class="asked screen" role="group" aria-label=${question}>
    <p>${question}</p>
    <div class="row">
      <button class="primary" data-answers @click=${() => end(item)}>${open}</button>
      <button @click=${() => ask(null)}>${cancel}</button>
    </div>
  </div>`;
}

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
  ending: Ending<ScreenSnapshot>,
) {
  const item = (screen: ScreenSnapshot) => {
    const { name, device, address, pairedAtMs, seenAtMs, watching } = screen;
    return html`<li>
      <strong>${name}</strong>
      <span>${watching ? words.watching : words.lastSeen(instant(seenAtMs))}</span>
      <span class="hint">${device} · ${address} · ${words.since(instant(pairedAtMs))}</span>
      ${endingButton(screen, ending, {
        open: words.remove,
        openOf: words.removeOf(name),
        question: words.removeMeans(name),
        cancel: words.cancel,
      })}
    </li>`;
  };
  return html`<section aria-labelledby="screens" tabindex="-1">
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
  ending: Ending<OpenSession>,
) {
  const item = (session: OpenSession) => {
    const { name, role, device, address, beganAtMs, own } = session;
    return html`<li>
      <strong>${name}</strong>
      <span>${words.roles[role]}${own ? ` · ${words.own}` : nothing}</span>
      <span class="hint">${device} · ${address} · ${words.entered(instant(beganAtMs))}</span>
      ${endingButton(session, ending, {
        open: words.end,
        openOf: words.endOf(name),
        question: own ? words.endOwnMeans : words.endMeans(name),
        cancel: words.cancel,
      })}
    </li>`;
  };
  return html`<section aria-labelledby="sessions" tabindex="-1">
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

/** A row of the table is a list of its own where the page is narrow; roles say that it is a table all the same. */
export function auditSection(lines: readonly AuditLine[] | null, speech: AccessSpeech) {
  if (lines === null) return nothing;
  const { words, instant } = speech;
  const { at, who, what, about, result, from } = words.columns;
  const heads = [at, who, what, about, result, from];
  const cellsOf = (line: AuditLine): readonly string[] => [
    instant(line.atMs),
    line.actor,
    deedText(line.deed, speech),
    targetText(line, speech),
    resultText(line.result, speech),
    line.address,
  ];
  return html`<section aria-labelledby="audit">
    <h2 id="audit">${words.audit}</h2>
    <p class="hint">${words.auditMeans}</p>
    <div class="scroll" role="group" tabindex="0" aria-labelledby="audit">
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            ${heads.map((head) => html`<th scope="col" role="columnheader">${head}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${lines.map(
            (line) =>
              html`<tr role="row">
                ${cellsOf(line).map((text, column) => html`<td role="cell" data-head=${heads[column] ?? ""}>${text}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
