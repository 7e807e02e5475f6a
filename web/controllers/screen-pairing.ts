import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { PairingOffer, PairingState } from "#wire/access.ts";

import { sendRequest } from "./send-request.ts";

/** How long to wait when the server cannot be reached, or has too many screens waiting. */
const TRY_AGAIN_MS = 10_000;

/** Asks for a code, and asks until somebody has approved it; an old code is replaced by itself. */
export class ScreenPairing implements ReactiveController {
  offer: PairingOffer | null = null;
  isOffline = false;
  isPaired = false;
  readonly #host: ReactiveControllerHost;
  readonly #onPaired: () => void;
  #isConnected = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, onPaired: () => void) {
    this.#host = host;
    this.#onPaired = onPaired;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    void this.#begin();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    clearTimeout(this.#timer);
  }

  async #begin(): Promise<void> {
    const outcome = await sendRequest("POST", "/api/v1/pairing");
    if (!this.#isConnected) return;
    const offer = outcome.status === "done" && isOffer(outcome.body) ? outcome.body : null;
    this.offer = offer ?? this.offer;
    this.isOffline = offer === null;
    this.#host.requestUpdate();
    if (offer === null) this.#later(TRY_AGAIN_MS, () => this.#begin());
    else this.#later(offer.pollEveryMs, () => this.#poll());
  }

  async #poll(): Promise<void> {
    const outcome = await sendRequest("POST", "/api/v1/pairing/poll");
    if (!this.#isConnected) return;
    const state = outcome.status === "done" && isState(outcome.body) ? outcome.body : null;
    this.isOffline = state === null;
    this.isPaired = state?.status === "paired";
    this.#host.requestUpdate();
    if (state === null) this.#later(TRY_AGAIN_MS, () => this.#poll());
    else if ("pollEveryMs" in state) this.#later(state.pollEveryMs, () => this.#poll());
    else if (state.status === "paired") this.#onPaired();
    else await this.#begin();
  }

  #later(delayMs: number, task: () => Promise<void>): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void task(), delayMs);
  }
}

const isOffer = (body: unknown): body is PairingOffer =>
  typeof body === "object" && body !== null && "code" in body && "pollEveryMs" in body;
const isState = (body: unknown): body is PairingState =>
  typeof body === "object" && body !== null && "status" in body;
