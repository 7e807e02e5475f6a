import type { ReactiveController, ReactiveControllerHost } from "lit";

import { backoffMs } from "../format/backoff.ts";
import { fetchJson } from "./fetch-json.ts";

export interface DocumentLoaderOptions<Body> {
  readonly url: string;
  /** Least time between two attempts, so that a server in trouble is left in peace. */
  readonly restMs: number;
  readonly onLoaded: (body: Body) => void;
}

/**
 * Fetches a document when its host is connected and when told to, one request at a
 * time, and after a failure again with growing pauses until it comes.
 */
export class DocumentLoader<Body> implements ReactiveController {
  readonly #options: DocumentLoaderOptions<Body>;
  #isConnected = false;
  #isLoading = false;
  #isWanted = false;
  #failures = 0;
  #restsUntilMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, options: DocumentLoaderOptions<Body>) {
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.reload();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    clearTimeout(this.#timer);
  }

  /** Cuts a pause after failures short, never the rest between two attempts. */
  reload(): void {
    this.#isWanted = true;
    if (!this.#isLoading) this.#loadIn(this.#restsUntilMs - performance.now());
  }

  #loadIn(delayMs: number): void {
    clearTimeout(this.#timer);
    if (this.#isConnected) this.#timer = setTimeout(() => void this.#load(), Math.max(0, delayMs));
  }

  async #load(): Promise<void> {
    const { url, restMs, onLoaded } = this.#options;
    this.#isLoading = true;
    this.#isWanted = false;
    const body = await fetchJson<Body>(url);
    this.#isLoading = false;
    this.#restsUntilMs = performance.now() + restMs;
    if (body === null) {
      this.#failures += 1;
      this.#loadIn(Math.max(restMs, backoffMs(this.#failures, Math.random())));
      return;
    }
    this.#failures = 0;
    onLoaded(body);
    if (this.#isWanted) this.reload();
  }
}
