import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { NamedPeriod } from "#wire/report.ts";

import { type ChosenPeriod, PERIOD_KINDS } from "../report/period-choice.ts";
import type { ReportSpeech } from "../report/report-speech.ts";
import { control } from "../styles/control.ts";
import { base } from "../styles/shared.ts";

/**
 * Chooses the period of a report: one that has a name, or any two dates.
 *
 * @fires ve-period-chosen - a `CustomEvent<ChosenPeriod>`
 */
@customElement("ve-period-chooser")
export class VePeriodChooser extends LitElement {
  /** Those that have names. */
  @property({ attribute: false }) periods: readonly NamedPeriod[] = [];
  /** The period that is shown; `null` until one is. */
  @property({ attribute: false }) period: ChosenPeriod | null = null;
  /** How the report speaks; `null`: not known yet, nothing is shown. */
  @property({ attribute: false }) speech: ReportSpeech | null = null;

  static override styles = [
    base,
    control,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.75rem 1rem;
      }
      label {
        display: grid;
        gap: 0.2rem;
        color: var(--ve-ink-soft);
        font-size: var(--ve-type-small);
      }
      .named {
        flex: 1 1 14rem;
        max-inline-size: 22rem;
      }
    `,
  ];

  protected override render() {
    if (!this.speech) return nothing;
    const { words } = this.speech;
    const isNamed = this.periods.some((one) => this.#isShown(one));
    return html`<form aria-label=${words.chooser} @submit=${this.#onSubmit}>
      ${
        this.periods.length === 0
          ? nothing
          : html`<label class="named"
              >${words.namedPeriod}
              <select @change=${this.#onSelect}>
                ${isNamed ? nothing : html`<option value="" .selected=${true}>${words.otherPeriod}</option>`}
                ${PERIOD_KINDS.map((kind) => this.#group(kind))}
              </select>
            </label>`
      }
      <label
        >${words.from} <input type="date" name="from" required .value=${this.period?.from ?? ""} />
      </label>
      <label>${words.to} <input type="date" name="to" required .value=${this.period?.to ?? ""} /> </label>
      <button>${words.show}</button>
    </form>`;
  }

  #group(kind: NamedPeriod["kind"]) {
    const periods = this.periods.filter((one) => one.kind === kind);
    if (!this.speech || periods.length === 0) return nothing;
    const { words, formats } = this.speech;
    return html`<optgroup label=${words.kinds[kind]}>
      ${periods.map(
        (one) =>
          html`<option value=${this.periods.indexOf(one)} .selected=${this.#isFirstShown(one)}>
            ${formats.months(one.from, one.to)}
          </option>`,
      )}
    </optgroup>`;
  }

  #isShown({ from, to }: NamedPeriod): boolean {
    return from === this.period?.from && to === this.period.to;
  }

  /** Two kinds may have the same dates: only one of them is the selected one. */
  #isFirstShown(period: NamedPeriod): boolean {
    const shown = PERIOD_KINDS.flatMap((kind) =>
      this.periods.filter((one) => one.kind === kind && this.#isShown(one)),
    );
    return shown[0] === period;
  }

  readonly #onSelect = (event: Event): void => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const period = this.periods[Number(event.target.value)];
    if (event.target.value !== "" && period) this.#choose({ from: period.from, to: period.to });
  };

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    const given = new FormData(event.target);
    const [from, to] = [given.get("from"), given.get("to")];
    if (typeof from === "string" && typeof to === "string") this.#choose({ from, to });
  };

  #choose(period: ChosenPeriod): void {
    this.dispatchEvent(new CustomEvent<ChosenPeriod>("ve-period-chosen", { detail: period }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-period-chooser": VePeriodChooser;
  }
}
