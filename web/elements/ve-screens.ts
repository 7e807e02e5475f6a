import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { type AccessSpeech, accessSpeechFor } from "../access/access-speech.ts";
import { approve, endSession, isWaiting, lookAt, refusalOf, unpair } from "../access/screen-deeds.ts";
import { ScreensLoader } from "../controllers/screens-loader.ts";
import type { Outcome } from "../controllers/send-request.ts";
import type { Desk } from "../desk/desk.ts";
import type { PlaceElement } from "../desk/places.ts";
import { alertsPage } from "../styles/alerts-page.ts";
import { control } from "../styles/control.ts";
import { deskPage } from "../styles/desk-page.ts";
import { placeHead } from "../styles/place-head.ts";
import { reportPage } from "../styles/report-page.ts";
import { base } from "../styles/shared.ts";
import { nameDocument } from "./name-document.ts";
import {
  auditSection,
  type Ending,
  type FoundScreen,
  pairingSection,
  screenSection,
  sessionSection,
} from "./screens-sections.ts";

/** Screens on the wall: let one in by its code, see them, send one away. And who else is in. */
@customElement("ve-screens")
export class VeScreens extends LitElement implements PlaceElement {
  @property({ attribute: false }) desk!: Desk;
  @state() private found: FoundScreen | null = null;
  /** What somebody is asked about before it ends. */
  @state() private asked: string | null = null;
  /** What became of what was asked for last. */
  @state() private result = { text: "", isRefusal: false };

  static override styles = [
    base,
    control,
    reportPage,
    deskPage,
    alertsPage,
    placeHead,
    css`
      .head + .standing {
        margin-block-start: 1.25rem;
      }
      .form {
        padding-block-start: 0;
        border: 0;
      }
      .code {
        max-inline-size: 14rem;
        letter-spacing: 0.15em;
        text-transform: uppercase;
      }
      .scroll {
        margin-block-start: 0.75rem;
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
        font-size: var(--ve-type-small);
      }
      :is(th, td) {
        padding: 0.3rem 1rem 0.3rem 0;
        border-block-end: 1px solid var(--ve-line);
        text-align: start;
        white-space: nowrap;
      }
      section:focus {
        outline: none;
      }
      .asked {
        display: grid;
        grid-column: 1 / -1;
        gap: 0.6rem;
        padding-block: 0.4rem 0.2rem;
      }
      .asked button {
        grid-area: auto;
      }
      @media screen and (width < 48rem) {
        table,
        tbody,
        tr,
        td {
          display: block;
        }
        thead {
          position: absolute;
          clip-path: inset(50%);
        }
        tr {
          padding-block: 0.5rem;
          border-block-end: 1px solid var(--ve-line);
        }
        td {
          display: grid;
          grid-template-columns: 6rem minmax(0, 1fr);
          gap: 0.75rem;
          padding: 0.1rem 0;
          border: 0;
          overflow-wrap: anywhere;
          white-space: normal;
        }
        td:empty {
          display: none;
        }
        td::before {
          content: attr(data-head);
          color: var(--ve-ink-soft);
        }
      }
    `,
  ];

  readonly #loader = new ScreensLoader(this);
  #speech: AccessSpeech | null = null;

  get isBusy(): boolean {
    return this.found !== null || this.asked !== null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { desk } = this;
    if (changed.get("desk")?.speech !== desk.speech)
      this.#speech = accessSpeechFor(desk.languageWish, desk.house);
  }

  protected override render() {
    const speech = this.#speech;
    if (!speech) return nothing;
    const { words, page } = speech;
    const { house } = this.desk;
    nameDocument(words.documentTitle(house.name), house, page);
    const { result } = this;
    return html`<div class="head"><h1>${words.title}</h1></div>
      ${this.#sections(speech)}
      <div class="result ${result.isRefusal ? "refused" : ""}" role="status">${result.text}</div>`;
  }

  #sections(speech: AccessSpeech) {
    const { words } = speech;
    const { screens, sessions, audit, hasFailed } = this.#loader;
    if (screens === null) return html`<p class="standing">${hasFailed ? words.unread : words.loading}</p>`;
    if (!screens.guarded)
      return html`<p class="standing">${words.unguarded}</p>
        ${auditSection(audit, speech)}`;
    return html`${hasFailed ? html`<p class="standing">${words.unread}</p>` : nothing}
    ${pairingSection(this.found, speech, {
      look: (code) => void this.#look(code, speech),
      approve: (name) => void this.#approve(name, speech),
      cancel: () => (this.found = null),
    })}
    ${screenSection(
      screens.screens,
      speech,
      this.#ending("screens", (id) => unpair(id), words.removed, speech),
    )}
    ${sessionSection(
      sessions,
      speech,
      this.#ending("sessions", (id) => endSession(id), words.ended, speech),
    )}
    ${auditSection(audit, speech)}`;
  }

  #ending(
    section: string,
    end: (id: string) => Promise<Outcome>,
    done: (name: string) => string,
    speech: AccessSpeech,
  ): Ending<{ readonly id: string; readonly name: string }> {
    return {
      asked: this.asked,
      ask: (id) => void this.#ask(id),
      end: ({ id, name }) => void this.#end(end(id), { done: done(name), section }, speech),
    };
  }

  /** Whoever works by keyboard is at the answer, and after it at the button that asked. */
  async #ask(id: string | null): Promise<void> {
    const before = this.asked;
    this.asked = id;
    await this.updateComplete;
    const place = id === null ? `[data-ends="${CSS.escape(before ?? "")}"]` : "[data-answers]";
    this.renderRoot.querySelector<HTMLElement>(place)?.focus();
  }

  async #end(
    asked: Promise<Outcome>,
    { done, section }: { readonly done: string; readonly section: string },
    speech: AccessSpeech,
  ): Promise<void> {
    const isDone = await this.#do(asked, done, speech);
    if (!isDone) return this.#ask(null);
    this.asked = null;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`section[aria-labelledby="${section}"]`)?.focus();
  }

  async #look(code: string, speech: AccessSpeech): Promise<void> {
    const outcome = await lookAt(code);
    if (outcome.status !== "done") return this.#refuse(outcome, speech);
    if (!isWaiting(outcome.body)) return;
    this.result = { text: "", isRefusal: false };
    this.found = { code, waiting: outcome.body };
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("input[name=name]")?.focus();
  }

  async #approve(name: string, speech: AccessSpeech): Promise<void> {
    if (this.found === null) return;
    if (!(await this.#do(approve(this.found.code, name), speech.words.approved(name), speech))) return;
    this.found = null;
    await this.#loader.awaitScreen();
  }

  /** Says what became of it, and shows how things stand now. */
  async #do(asked: Promise<Outcome>, done: string, speech: AccessSpeech): Promise<boolean> {
    const outcome = await asked;
    if (outcome.status === "done") this.result = { text: done, isRefusal: false };
    else this.#refuse(outcome, speech);
    await this.#loader.reload();
    return outcome.status === "done";
  }

  #refuse(outcome: Exclude<Outcome, { status: "done" }>, speech: AccessSpeech): void {
    this.result = { text: refusalOf(outcome, speech), isRefusal: true };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-screens": VeScreens;
  }
}
