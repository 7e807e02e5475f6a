import { html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";

import { Announcer } from "../controllers/announcer.ts";
import { lineCount } from "../format/line-count.ts";
import { base } from "../styles/shared.ts";
import type { Sentence } from "../view/mood.ts";
import type { Speech } from "../view/speech.ts";
import { moodIcon } from "./icons.ts";
import { textWidth } from "./text-ruler.ts";
import "./ve-simulation-mark.ts";
import { wallHeaderStyles } from "./wall-header-styles.ts";

/** More lines of the sentence would push what stands below it off the screen. */
const MOST_LINES = 2;
/** The mark before the sentence and its distance, with a hair to spare. */
const MARK_EM = 1.7;

/**
 * The house's name, the sentence that says how things stand, and the house's own
 * date and time. The page's only live region is here: it reads the sentence out when its
 * level changes, and not when a number in it moves on.
 *
 * @csspart sentence - how things stand
 * @csspart clock - the house's time
 */
@customElement("ve-wall-header")
export class VeWallHeader extends LitElement {
  /** Of the house. */
  @property() name = "";
  /** How things stand, in several wordings. */
  @property({ attribute: false }) sentence: Sentence = { text: "", mood: "usual" };
  /** The house's present; `null`: not told yet. */
  @property({ attribute: false }) nowMs: number | null = null;
  /** The figures are invented. */
  @property({ type: Boolean, reflect: true }) simulated = false;
  /** How many times faster than life. */
  @property({ type: Number }) speed = 1;
  /** How the page speaks. */
  @property({ attribute: false }) speech!: Speech;
  @state() private sentencePx = Infinity;

  @query("[part='sentence']") private sentencePlace!: HTMLElement;
  readonly #announcer = new Announcer();
  #font = "";
  #typePx = 16;
  readonly #sizes = new ResizeObserver(() => {
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(this.sentencePlace);
    this.#font = `${fontWeight} ${fontSize} ${fontFamily}`;
    this.#typePx = Number.parseFloat(fontSize);
    this.sentencePx = this.sentencePlace.clientWidth;
  });

  static override styles = [base, wallHeaderStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#sizes.observe(this.sentencePlace);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  protected override firstUpdated(): void {
    this.#sizes.observe(this.sentencePlace);
    void document.fonts.ready.then(() => this.requestUpdate());
  }

  protected override willUpdate(): void {
    this.#announcer.tell(this.sentence);
  }

  protected override render() {
    const { sentence, simulated } = this;
    const { words } = this.speech;
    return html`<header>
      <h1>${this.name}</h1>
      <div part="sentence" class=${sentence.mood}>
        ${moodIcon(sentence.mood)}
        <span>${this.#sentenceText()}</span>
      </div>
      <span class="spoken" role="status">${this.#announcer.text}</span>
      ${
        simulated
          ? html`<ve-simulation-mark
              .word=${words.simulation}
              .meaning=${words.simulationMeans}
              .speed=${this.speed}
            ></ve-simulation-mark>`
          : html`<span></span>`
      }
      ${this.#clock()}
    </header>`;
  }

  /** The fullest wording that fits; the shortest when none does. */
  #sentenceText(): string {
    const { text, shorter = [] } = this.sentence;
    const room = this.sentencePx - MARK_EM * this.#typePx;
    const widthOf = (piece: string) => textWidth(this.#font, piece);
    const wordings = [text, ...shorter];
    return wordings.find((one) => lineCount(one, room, widthOf) <= MOST_LINES) ?? wordings.at(-1) ?? text;
  }

  #clock() {
    const { nowMs, speech } = this;
    if (nowMs === null) return html`<span class="date"></span><span part="clock">–:––</span>`;
    const seconds = speech.formats.clockSeconds(nowMs).slice(-2);
    // Seconds of a simulation that runs fast would only flicker.
    const ticking = this.speed === 1 ? html`<span class="seconds">&thinsp;${seconds}</span>` : nothing;
    return html`<span class="date">${speech.formats.date(nowMs)}</span>
      <time part="clock" datetime=${new Date(nowMs).toISOString()}
        >${speech.formats.clock(nowMs)}${ticking}</time
      >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "ve-wall-header": VeWallHeader;
  }
}
