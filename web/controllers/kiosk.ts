import type { LitElement, ReactiveController } from "lit";

const POINTER_REST_MS = 5_000;
/** One pixel at a time, three a minute: no step is seen, and no transition is needed to hide it. */
const SHIFT_MS = 20_000;
/** A slow round of a few pixels, so that no line burns into the glass. */
const SHIFTS_PX = roundOf(4);

/**
 * Lets a screen hang for months without a hand: keeps it awake, moves the picture
 * by a few pixels, hides a pointer that nobody moves, and fills the screen when
 * somebody asks for it by a double click or the key F.
 */
export class Kiosk implements ReactiveController {
  readonly #host: LitElement;
  #step = 0;
  #shiftTimer: ReturnType<typeof setInterval> | undefined;
  #pointerTimer: ReturnType<typeof setTimeout> | undefined;
  #wakeLock: WakeLockSentinel | undefined;

  constructor(host: LitElement) {
    this.#host = host;
  }

  hostConnected(): void {
    this.#shiftTimer = setInterval(() => this.#shift(), SHIFT_MS);
    document.addEventListener("visibilitychange", this.#onVisibility);
    document.addEventListener("pointermove", this.#showPointer);
    document.addEventListener("dblclick", this.#fillScreen);
    document.addEventListener("keydown", this.#onKey);
    this.#showPointer();
    this.#onVisibility();
  }

  hostDisconnected(): void {
    clearInterval(this.#shiftTimer);
    clearTimeout(this.#pointerTimer);
    document.removeEventListener("visibilitychange", this.#onVisibility);
    document.removeEventListener("pointermove", this.#showPointer);
    document.removeEventListener("dblclick", this.#fillScreen);
    document.removeEventListener("keydown", this.#onKey);
    void this.#wakeLock?.release();
  }

  #shift(): void {
    this.#step = (this.#step + 1) % SHIFTS_PX.length;
    const [x, y] = SHIFTS_PX[this.#step] ?? [0, 0];
    this.#host.style.setProperty("--ve-shift", `${x}px ${y}px`);
  }

  readonly #showPointer = (): void => {
    const { style } = document.documentElement;
    style.cursor = "";
    clearTimeout(this.#pointerTimer);
    this.#pointerTimer = setTimeout(() => {
      style.cursor = "none";
    }, POINTER_REST_MS);
  };

  readonly #onKey = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): void => {
    if (key.toLowerCase() === "f" && !ctrlKey && !metaKey && !altKey) this.#fillScreen();
  };

  readonly #fillScreen = (): void => void this.#toggleFullScreen();

  async #toggleFullScreen(): Promise<void> {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await document.documentElement.requestFullscreen({ navigationUI: "hide" });
    } catch {
      // A browser that does not allow it stays as it is.
    }
  }

  readonly #onVisibility = (): void => void this.#stayAwake();

  /** Browsers drop the lock whenever the page is hidden, and offer none on plain HTTP beyond loopback. */
  async #stayAwake(): Promise<void> {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    try {
      this.#wakeLock = await navigator.wakeLock.request("screen");
    } catch {
      this.#wakeLock = undefined;
    }
  }
}

/** Once around a square of this side, its upper side in the middle, pixel by pixel. */
function roundOf(side: number): readonly (readonly [x: number, y: number])[] {
  const [half, steps] = [side / 2, Array.from({ length: side }, (_, at) => at)];
  const top = steps.map((at) => [at - half, 0] as const);
  const right = steps.map((at) => [half, at] as const);
  const bottom = steps.map((at) => [half - at, side] as const);
  const left = steps.map((at) => [-half, side - at] as const);
  const round = [...top, ...right, ...bottom, ...left];
  return [...round.slice(half), ...round.slice(0, half)];
}
