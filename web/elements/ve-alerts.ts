import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { alertCard, type AlertCard, type CardContext, pastTable } from "../alerts/alert-card.ts";
import * as deeds from "../alerts/alert-deeds.ts";
import { alertsSpeechFor } from "../alerts/alerts-speech.ts";
import { refusalText } from "../alerts/refusal-text.ts";
import { ruleScopes, scopesOf } from "../alerts/silence-scopes.ts";
import { AlertsLoader } from "../controllers/alerts-loader.ts";
import { BoardStream } from "../controllers/board-stream.ts";
import { reloadForBuild } from "../controllers/build-guard.ts";
import { HouseLoader } from "../controllers/house-loader.ts";
import { SecondTicker } from "../controllers/second-ticker.ts";
import type { Outcome } from "../controllers/send-request.ts";
import { alertsPage } from "../styles/alerts-page.ts";
import { control } from "../styles/control.ts";
import { deskPage } from "../styles/desk-page.ts";
import { reportPage } from "../styles/report-page.ts";
import { reportTable } from "../styles/report-table.ts";
import { base } from "../styles/shared.ts";
import { headlineFigures } from "../view/headline-figures.ts";
import { presentOf } from "../view/present.ts";
import { sentenceOf } from "../view/sentence.ts";
import { acknowledgeForm, type FormContext, silenceForm } from "./alert-forms.ts";
import { alertSection, type OpenForm } from "./alert-section.ts";
import { alertsHead } from "./alerts-head.ts";
import { deliverySection } from "./delivery-section.ts";
import { moodIcon } from "./icons.ts";
import { reportTableTemplate } from "./report-table.ts";
import { silenceSection } from "./silence-section.ts";
import { unreadAlerts } from "./unread-alerts.ts";

/** Until the house is known: the browser's languages, and a time zone that shows nowhere. */
const BEFORE_HOUSE = {
  locales: navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()),
  timeZone: "UTC",
};
/** How often lengths are looked at again. */
const LOOK_EVERY_MS = 5_000;

/**
 * Alerts and what people do about them: acknowledge, silence, send a message again, send a test.
 * The name that somebody types in is kept as long as the page is open, and nowhere else.
 */
@customElement("ve-alerts")
export class VeAlerts extends LitElement {
  /** The address's `lang`; `null` leaves the choice to the house. */
  @property({ attribute: false }) languageWish: string | null = null;
  @state() private form: OpenForm | null = null;
  /** What became of what was asked for last. */
  @state() private result = { text: "", isRefusal: false };
  @state() private testing: ReadonlySet<string> = new Set();
  @state() private unfolded: ReadonlySet<string> = new Set();

  static override styles = [base, control, reportTable, reportPage, deskPage, alertsPage];

  readonly #house = new HouseLoader(this, "/api/v1/house");
  readonly #alerts = new AlertsLoader(this);
  readonly #stream = new BoardStream(this, {
    url: "/api/v1/stream",
    onReconnected: () => {
      this.#house.reload();
      void this.#alerts.reload();
    },
    // What somebody is writing is worth more than the newest page.
    onHeartbeat: ({ build }) => {
      if (this.form === null) reloadForBuild(build);
    },
  });
  #author = "";

  constructor() {
    super();
    this.addController(new SecondTicker(this, () => LOOK_EVERY_MS));
  }

  protected override render() {
    const { house } = this.#house;
    const speech = alertsSpeechFor(this.languageWish, house ?? BEFORE_HOUSE);
    document.documentElement.lang = speech.page.locale;
    const { snapshot } = this.#stream.received;
    if (snapshot) this.#alerts.follow(snapshot.alerts);
    const present = house && presentOf(this.#stream.received, house, performance.now());
    const nowMs = present?.nowMs ?? snapshot?.asOfMs ?? null;
    const sentence =
      house && present
        ? sentenceOf(
            present,
            house,
            snapshot,
            snapshot ? headlineFigures(snapshot, house, speech.page) : [],
            speech.page,
          )
        : ({ text: speech.page.words.connecting, mood: "old" } as const);
    const { result } = this;
    const mood = result.isRefusal ? "refused" : "";
    return html`<header>${alertsHead({ house, nowMs, languageWish: this.languageWish }, speech)}</header>
      <main>
        <div class="sentence ${sentence.mood}">
          ${moodIcon(sentence.mood)} <span aria-live="polite">${sentence.text}</span>
        </div>
        ${house && nowMs !== null ? this.#sections({ house, nowMs, speech }) : nothing}
        <div class="result ${mood}" role="status">${result.text}</div>
      </main>`;
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
