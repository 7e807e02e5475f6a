import type { ReactiveController, ReactiveControllerHost } from "lit";

import {
  decodeSettings,
  isDue,
  isQuiet,
  remembered,
  type Sounded,
  type SoundSettings,
} from "../desk/sound-rule.ts";

const KEPT_AS = "vedetta-sound";
/** Two soft tones, a fourth apart: heard in a room, and no siren. */
const TONES_HZ = [587.33, 783.99];
const TONE_SECONDS = 0.45;
const LOUDNESS = 0.25;

/**
 * Sounds for alarms. Off until it is turned on; a browser lets nothing sound before somebody
 * has pressed something on the page, and until then it is `blocked`. The settings stay in this browser.
 */
export class AlarmSound implements ReactiveController {
  settings: SoundSettings = decodeSettings(localStorage.getItem(KEPT_AS));
  readonly #host: ReactiveControllerHost;
  #context: AudioContext | null = null;
  #last: Sounded | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("pointerdown", this.#wake);
    addEventListener("keydown", this.#wake);
    if (this.settings.isOn) this.#open();
  }

  hostDisconnected(): void {
    removeEventListener("pointerdown", this.#wake);
    removeEventListener("keydown", this.#wake);
    void this.#context?.close();
    this.#context = null;
  }

  /** The browser waits for somebody to press something. */
  get isBlocked(): boolean {
    return this.settings.isOn && this.#context?.state !== "running";
  }

  /** To be called by the handler of a press. */
  change(settings: Partial<SoundSettings>): void {
    this.settings = { ...this.settings, ...settings };
    localStorage.setItem(KEPT_AS, JSON.stringify(this.settings));
    if (this.settings.isOn) this.#open();
    this.#wake();
    this.#host.requestUpdate();
  }

  /** To be called by the handler of a press; sounds also while it is off or quiet. */
  async test(): Promise<void> {
    this.#open();
    await this.#context?.resume();
    this.#play();
  }

  /** Tells which alarms go on, `null` while nobody knows, and what the clock of the house shows. */
  follow(alarms: readonly string[] | null, clock: string): void {
    this.#last = remembered(alarms, this.#last);
    if (!this.settings.isOn || this.isBlocked || isQuiet(this.settings, clock)) return;
    const nowMs = performance.now();
    if (!isDue(alarms, this.#last, nowMs)) return;
    this.#last = { atMs: nowMs, alarms };
    this.#play();
  }

  #open(): void {
    if (this.#context) return;
    this.#context = new AudioContext();
    this.#context.addEventListener("statechange", () => this.#host.requestUpdate());
  }

  readonly #wake = (): void => {
    if (this.#context?.state === "suspended") void this.#context.resume();
  };

  #play(): void {
    const context = this.#context;
    if (context?.state !== "running") return;
    for (const [index, hertz] of TONES_HZ.entries()) {
      const from = context.currentTime + index * TONE_SECONDS;
      const tone = new OscillatorNode(context, { type: "sine", frequency: hertz });
      const gain = new GainNode(context, { gain: 0 });
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(LOUDNESS, from + 0.04);
      gain.gain.exponentialRampToValueAtTime(0.001, from + TONE_SECONDS);
      tone.connect(gain).connect(context.destination);
      tone.start(from);
      tone.stop(from + TONE_SECONDS);
    }
  }
}
