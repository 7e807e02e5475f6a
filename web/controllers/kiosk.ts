import type { LitElement, ReactiveController } from "lit";

const MINUTE_MS = 60_000;
const POINTER_REST_MS = 5_000;
/** A slow round of a few pixels, one step a minute, so that no line burns into the glass. */
const SHIFTS_PX = [
  [0, 0],
  [2, 0],
  [3, 1],
  [3, 3],
  [2, 4],
  [0, 4],
  [-2, 4],
  [-3, 3],
  [-3, 1],
  [-2, 0],
] as const;

/**
 * Lets a screen hang for months without a hand: keeps it awake, moves the picture
 * by a few pixels, and hides a pointer that nobody moves.
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
    this.#shiftTimer = setInterval(() => this.#shift(), MINUTE_MS);
    document.addEventListener("visibilitychange", this.#onVisibility);
    document.addEventListener("pointermove", this.#showPointer);
    this.#showPointer();
    this.#onVisibility();
  }

  hostDisconnected(): void {
    clearInterval(this.#shiftTimer);
    clearTimeout(this.#pointerTimer);
    document.removeEventListener("visibilitychange", this.#onVisibility);
    document.removeEventListener("pointermove", this.#showPointer);
    void this.#wakeLock?.release();
  }

  #shift(): void {
    this.#step = (this.#step + 1) % SHIFTS_PX.length;
    const [x, y] = SHIFTS_PX[this.#step] ?? SHIFTS_PX[0];
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
