import { html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { FigureReader } from "../controllers/figure-reader.ts";
import type { Desk } from "../desk/desk.ts";
import type { ExplainedFigure, Explanation } from "../desk/desk-figure.ts";
import { explanationOf } from "../desk/explanation.ts";
import { control } from "../styles/control.ts";
import { explanationStyles } from "../styles/explanation.ts";
import { base } from "../styles/shared.ts";

/**
 * What is behind a figure: the formula in force, window, contacts, sources and ages, in a
 * dialog of its own. Escape and the button close it, and the focus goes back to the figure.
 *
 * @csspart value - the figure as it is read now
 */
@customElement("ve-explanation")
export class VeExplanation extends LitElement {
  @property({ attribute: false }) desk: Desk | null = null;
  @state() private figure: ExplainedFigure | null = null;
  @query("dialog") private dialog!: HTMLDialogElement | null;

  static override styles = [base, control, explanationStyles];

  readonly #reader = new FigureReader(this);
  #opener: HTMLElement | null = null;

  /** `opener` gets the focus back. */
  async open(figure: ExplainedFigure, opener: HTMLElement): Promise<void> {
    this.figure = figure;
    this.#opener = opener;
    if ("key" in figure) this.#reader.start(figure.key);
    await this.updateComplete;
    if (this.dialog?.open === false) this.dialog.showModal();
  }

  /** What was explained is no longer on the page. */
  close(): void {
    if (this.dialog?.open === true) this.dialog.close();
  }

  protected override render() {
    const { desk, figure } = this;
    if (!desk) return nothing;
    const { explained } = desk.speech.words;
    return html`<dialog aria-labelledby="name" @close=${this.#onClose} @click=${this.#onClick}>
      <div class="sheet">
        <h2 id="name">${figure?.label}</h2>
        ${figure ? this.#body(figure, desk) : nothing}
        <button @click=${() => this.close()}>${explained.close}</button>
      </div>
    </dialog>`;
  }

  #body(figure: ExplainedFigure, { house, speech }: Desk) {
    if ("explanation" in figure) return factsTemplate(figure.explanation);
    const { read } = this.#reader;
    const { explained } = speech.words;
    if (read.status === "reading") return html`<p>${explained.reading}</p>`;
    if (read.status === "failed") return html`<p>${explained.failed}</p>`;
    if (read.status === "missing") return html`<p>${explained.missing}</p>`;
    return factsTemplate(explanationOf(read.reading, { house, asOfMs: read.asOfMs }, speech));
  }

  readonly #onClose = (): void => {
    this.#reader.stop();
    this.#opener?.focus();
    this.figure = null;
  };

  /** Outside of the sheet there is only the dialog's own ground. */
  readonly #onClick = (event: Event): void => {
    if (event.target === this.dialog) this.close();
  };
}

const factsTemplate = ({ value, facts }: Explanation) =>
  html`<p class="value" part="value">${value}</p>
    <dl>
      ${facts.map(
        ({ term, text }) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>`;

declare global {
  interface HTMLElementTagNameMap {
    "ve-explanation": VeExplanation;
  }
}
