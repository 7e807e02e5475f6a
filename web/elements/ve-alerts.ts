import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { alertCard, type AlertCard, type CardContext, pastTable } from "../alerts/alert-card.ts";
import * as deeds from "../alerts/alert-deeds.ts";
import { type AlertsSpeech, alertsSpeechFor } from "../alerts/alerts-speech.ts";
import { refusalText } from "../alerts/refusal-text.ts";
import { ruleScopes, scopesOf } from "../alerts/silence-scopes.ts";
import { AlertsLoader } from "../controllers/alerts-loader.ts";
import type { Outcome } from "../controllers/send-request.ts";
import type { Desk } from "../desk/desk.ts";
import type { PlaceElement } from "../desk/places.ts";
import { alertsPage } from "../styles/alerts-page.ts";
import { control } from "../styles/control.ts";
import { deskPage } from "../styles/desk-page.ts";
import { placeHead } from "../styles/place-head.ts";
import { reportPage } from "../styles/report-page.ts";
import { reportTable } from "../styles/report-table.ts";
import { base } from "../styles/shared.ts";
import { acknowledgeForm, type FormContext, silenceForm } from "./alert-forms.ts";
import { alertSection, type OpenForm } from "./alert-section.ts";
import { deliverySection } from "./delivery-section.ts";
import { nameDocument } from "./name-document.ts";
import { reportTableTemplate } from "./report-table.ts";
import { silenceSection } from "./silence-section.ts";
import { unreadAlerts } from "./unread-alerts.ts";

/**
 * Alerts and what people do about them: acknowledge, silence, send a message again, send a test.
 * The name that somebody types in is kept as long as the page is open, and nowhere else.
 */
@customElement("ve-alerts")
export class VeAlerts extends LitElement implements PlaceElement {
  @property({ attribute: false }) desk!: Desk;
  @state() private form: OpenForm | null = null;
  /** What became of what was asked for last. */
  @state() private result = { text: "", isRefusal: false };
  @state() private testing: ReadonlySet<string> = new Set();
  @state() private unfolded: ReadonlySet<string> = new Set();

  static override styles = [base, control, reportTable, reportPage, deskPage, alertsPage, placeHead];

  readonly #alerts = new AlertsLoader(this);
  #author = "";
  #reconnections = 0;
  #speech: AlertsSpeech | null = null;

  get isBusy(): boolean {
    return this.form !== null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { desk } = this;
    if (changed.get("desk")?.speech !== desk.speech)
      this.#speech = alertsSpeechFor(desk.languageWish, desk.house);
    if (desk.reconnections > this.#reconnections) void this.#alerts.reload();
    this.#reconnections = desk.reconnections;
    const { snapshot } = desk.received;
    if (snapshot) this.#alerts.follow(snapshot.alerts);
  }

  protected override render() {
    const { house, present, received } = this.desk;
    const speech = this.#speech;
    if (!speech) return nothing;
    const nowMs = present.nowMs ?? received.snapshot?.asOfMs ?? null;
    const { result } = this;
    const mood = result.isRefusal ? "refused" : "";
    return html`${this.#head(nowMs, speech)}
      ${nowMs === null ? nothing : this.#sections({ house, nowMs, speech, receivers: this.#alerts.deliveries?.receivers })}
      <div class="result ${mood}" role="status">${result.text}</div>`;
  }

  /** Whose alerts, and of what age. */
  #head(nowMs: number | null, { words, page }: AlertsSpeech) {
    const { house } = this.desk;
    nameDocument(words.documentTitle(house.name), house, page);
    return html`<div class="head">
      <h1>${words.title} ${nowMs === null ? nothing : html`<span>${page.formats.date(nowMs)}</span>`}</h1>
      ${
        nowMs === null
          ? nothing
          : html`<p class="meta">
              ${words.updated(page.formats.clock(nowMs))} · ${words.zone(house.timeZone)}
            </p>`
      }
      <div class="row screen"><button @click=${() => print()}>${words.print}</button></div>
    </div>`;
  }

  #sections(context: CardContext) {
    const { alerts, deliveries, failure } = this.#alerts;
    const { speech } = context;
    const { words } = speech;
    if (alerts === null && failure === null) return html`<p class="standing">${words.loading}</p>`;
    const standing =
      failure === null ? nothing : unreadAlerts(failure.problem, speech, () => void this.#alerts.reload());
    if (alerts === null) return standing;
    return html`${standing}
      ${alertSection(
        alerts.active.map((alert) => alertCard(alert, context)),
        words,
        { open: (form) => void this.#open(form), formOf: (card) => this.#formOf(card, context) },
      )}
      ${silenceSection(alerts, context, {
        form: this.form?.fingerprint === null ? this.#newSilenceForm(context) : null,
        open: () => void this.#open({ kind: "silence", fingerprint: null }),
        end: ({ id }, what) => void this.#endSilence(id, words.silenceEnded(what), context),
      })}
      ${deliverySection(deliveries, context, {
        test: (receiver) => void this.#test(receiver, context),
        testing: this.testing,
        resend: ({ receiver, id }) =>
          void this.#do(deeds.resend(receiver, id), () => words.resent(receiver), context),
        unfolded: this.unfolded,
        unfold: (receiver) => (this.unfolded = new Set([...this.unfolded, receiver])),
      })}
      <section aria-labelledby="past">
        <h2 id="past">${words.past}</h2>
        ${
          alerts.past.length === 0
            ? html`<p>${words.nonePast}</p>`
            : html`<div class="past">
                ${reportTableTemplate(pastTable(alerts.past, context), "past-table")}
              </div>`
        }
      </section>`;
  }

  #formOf(card: AlertCard, context: CardContext) {
    if (this.form?.fingerprint !== card.fingerprint) return null;
    const { fingerprint, about } = card;
    const { kind } = this.form;
    const form = this.#formContext(about, context, (filled) =>
      kind === "acknowledge" ? deeds.acknowledge(fingerprint, filled) : deeds.silence(fingerprint, filled),
    );
    if (kind === "acknowledge") return acknowledgeForm(form);
    return silenceForm(form, scopesOf(card, context.speech));
  }

  #newSilenceForm(context: CardContext) {
    const { newSilence } = context.speech.words;
    const form = this.#formContext(newSilence, context, (filled) => deeds.silence(null, filled));
    return silenceForm(form, ruleScopes(context));
  }

  #formContext(
    about: string,
    context: CardContext,
    send: (filled: deeds.Filled) => Promise<Outcome>,
  ): FormContext {
    const { nowMs, speech } = context;
    const { words } = speech;
    const onSubmit = (event: SubmitEvent): void => {
      event.preventDefault();
      if (!(event.target instanceof HTMLFormElement)) return;
      const filled = deeds.filledOf(event.target);
      this.#author = filled["by"] ?? "";
      const untilMs = nowMs + Number(filled["minutes"] ?? 0) * 60_000;
      const say = (): string =>
        this.form?.kind === "acknowledge"
          ? words.acknowledged(about)
          : words.silenced(about, speech.instant(untilMs, nowMs));
      void this.#do(send(filled), say, context);
    };
    return {
      about,
      author: this.#author,
      person: this.desk.person,
      nowMs,
      speech,
      onSubmit,
      onCancel: () => void this.#close("button"),
    };
  }

  /** Says what became of it, shows how things stand now, and closes the form when it was done. */
  async #do(asked: Promise<Outcome>, say: (body: unknown) => string, { speech }: CardContext): Promise<void> {
    const outcome = await asked;
    const isDone = outcome.status === "done";
    this.result = {
      text: isDone ? say(outcome.body) : refusalText(outcome, speech),
      isRefusal: !isDone,
    };
    await this.#alerts.reload();
    if (isDone) await this.#close("place");
  }

  /** The button that was pressed goes with the silence. */
  async #endSilence(id: string, done: string, context: CardContext): Promise<void> {
    await this.#do(deeds.endSilence(id), () => done, context);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[data-alert=""]')?.focus();
  }

  async #test(receiver: string, context: CardContext): Promise<void> {
    const { speech } = context;
    this.testing = new Set([...this.testing, receiver]);
    this.result = { text: speech.words.testing(receiver), isRefusal: false };
    await this.#do(deeds.sendTest(receiver), (body) => deeds.testText(receiver, body, speech), context);
    this.testing = new Set([...this.testing].filter((one) => one !== receiver));
  }

  async #open(form: OpenForm): Promise<void> {
    this.form = form;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("form :is(select, input)")?.focus();
  }

  /** Whoever works by keyboard goes on where the form was: at the button that opened it, or at what it was about. */
  async #close(to: "button" | "place"): Promise<void> {
    const { form } = this;
    if (form === null) return;
    this.form = null;
    await this.updateComplete;
    const place = this.renderRoot.querySelector<HTMLElement>(
      `[data-alert="${CSS.escape(form.fingerprint ?? "")}"]`,
    );
    const button = place?.querySelector<HTMLElement>(`[data-opens=${form.kind}]`);
    (to === "button" && button ? button : place)?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-alerts": VeAlerts;
  }
}
