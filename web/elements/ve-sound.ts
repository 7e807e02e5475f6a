import { css, html, LitElement } from "lit";
import { customElement, property, query } from "lit/decorators.js";

import { AlarmSound } from "../controllers/alarm-sound.ts";
import type { DeskSpeech } from "../desk/desk-speech.ts";
import { isQuiet } from "../desk/sound-rule.ts";
import { control } from "../styles/control.ts";
import { base } from "../styles/shared.ts";

/**
 * The sound of the desk: one press turns it on or off; beside it a test and quiet hours. It
 * sounds for the alarms that it is given, once a minute until there are none.
 */
@customElement("ve-sound")
export class VeSound extends LitElement {
  /** Names of alarms that nobody has taken on; `null`: not known. */
  @property({ attribute: false }) alarms: readonly string[] | null = [];
  /** What the clock of the house shows, `15:20`. */
  @property() clock = "";
  /** How the desk speaks. */
  @property({ attribute: false }) speech!: DeskSpeech;

  static override styles = [
    base,
    control,
    css`
      :host {
        display: flex;
        position: relative;
        align-items: center;
      }
      button,
      summary {
        min-block-size: 2.25rem;
        padding: 0.2rem 0.75rem;
        border-color: transparent;
        color: var(--ve-accent);
        font-size: var(--ve-type-small);
        font-weight: 400;
      }
      button[aria-pressed="true"] {
        color: var(--ve-ink);
        font-weight: 600;
      }
      summary {
        display: flex;
        align-items: center;
        border-radius: 0.25rem;
        list-style: none;
        cursor: pointer;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      .panel {
        display: grid;
        position: absolute;
        z-index: 2;
        inset-block-start: 100%;
        inset-inline-end: 0;
        gap: 0.9rem;
        inline-size: min(20rem, 100vw - 2rem);
        padding: 1rem 1.25rem 1.25rem;
        border: 1px solid var(--ve-line);
        border-radius: 0.5rem;
        background: var(--ve-ground);
        box-shadow: 0 0.75rem 2rem rgb(0 0 0 / 20%);
      }
      .panel button {
        justify-self: start;
        border-color: var(--ve-accent);
        font-size: 1rem;
        font-weight: 600;
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        font-weight: 600;
      }
      label {
        display: grid;
        color: var(--ve-ink-soft);
        font-size: var(--ve-type-small);
      }
      @media screen and (width < 40rem) {
        .panel {
          inset-inline: 0 auto;
        }
      }
    `,
  ];

  @query("details") private panel!: HTMLDetailsElement | null;
  readonly #sound = new AlarmSound(this);
  /** The press that goes on began while nothing could be heard: by its end the browser lets it sound. */
  #wasBlocked = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("pointerdown", this.#closeFromOutside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("pointerdown", this.#closeFromOutside);
  }

  protected override willUpdate(): void {
    this.#sound.follow(this.alarms, this.clock);
  }

  protected override render() {
    const { sound } = this.speech.words;
    const { isOn, quietFrom, quietTo } = this.#sound.settings;
    return html`<button
        aria-pressed=${isOn}
        @pointerdown=${this.#begin}
        @keydown=${this.#begin}
        @click=${this.#press}
      >
        ${this.#state()}
      </button>
      <details @keydown=${this.#onKey}>
        <summary>${sound.settings}</summary>
        <div class="panel">
          <p>${sound.means}</p>
          <button @click=${() => void this.#sound.test()}>${sound.test}</button>
          <fieldset>
            <legend>${sound.quietHours}</legend>
            <label
              >${sound.from}
              <input
                type="time"
                required
                .value=${quietFrom}
                @change=${(event: Event) => this.#keep("quietFrom", event)}
              />
            </label>
            <label
              >${sound.to}
              <input
                type="time"
                required
                .value=${quietTo}
                @change=${(event: Event) => this.#keep("quietTo", event)}
              />
            </label>
          </fieldset>
        </div>
      </details>`;
  }

  readonly #begin = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.repeat) return;
    this.#wasBlocked = this.#sound.isBlocked;
  };

  readonly #press = (): void => {
    const { isBlocked, settings } = this.#sound;
    this.#sound.change({ isOn: this.#wasBlocked || isBlocked || !settings.isOn });
    this.#wasBlocked = false;
  };

  readonly #closeFromOutside = (event: Event): void => {
    if (this.panel?.open === true && !event.composedPath().includes(this.panel)) this.panel.open = false;
  };

  #state(): string {
    const { sound } = this.speech.words;
    if (!this.#sound.settings.isOn) return sound.off;
    if (this.#sound.isBlocked) return sound.blocked;
    return isQuiet(this.#sound.settings, this.clock) ? sound.quiet : sound.on;
  }

  #keep(name: "quietFrom" | "quietTo", { target }: Event): void {
    if (target instanceof HTMLInputElement && target.value !== "")
      this.#sound.change({ [name]: target.value });
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { currentTarget: details } = event;
    if (event.key !== "Escape" || !(details instanceof HTMLDetailsElement) || !details.open) return;
    details.open = false;
    details.querySelector("summary")?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-sound": VeSound;
  }
}
