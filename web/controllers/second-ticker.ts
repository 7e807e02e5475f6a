import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Redraws its host at every whole second of the house's clock, so that the clock and the waits tick together. */
export class SecondTicker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #untilNextMs: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `untilNextMs` tells how far away the next redraw is, in real milliseconds. */
  constructor(host: ReactiveControllerHost, untilNextMs: () => number) {
    this.#host = host;
    this.#untilNextMs = untilNextMs;
  }

  hostConnected(): void {
    this.#timer = setTimeout(() => {
      this.#host.requestUpdate();
      this.hostConnected();
    }, this.#untilNextMs());
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
