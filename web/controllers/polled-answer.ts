import type { ReactiveController, ReactiveControllerHost } from "lit";

import { fetchAnswer } from "./fetch-answer.ts";

/**
 * Fetches a document of the server, and again at regular times while its host is there. What was
 * fetched stays while the server cannot be reached, and stays the same object while `sameOf`
 * says the same of it, so that charts are drawn anew only when something has changed.
 */
export class PolledAnswer<Body> implements ReactiveController {
  body: Body | null = null;
  /** The newest attempt brought nothing. */
  hasFailed = false;
  readonly #host: ReactiveControllerHost;
  readonly #everyMs: number;
  readonly #sameOf: (body: Body) => unknown;
  #url: string | null = null;
  #text = "";
  #round = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    host: ReactiveControllerHost,
    everyMs: number,
    sameOf: (body: Body) => unknown = (body) => body,
  ) {
    this.#host = host;
    this.#everyMs = everyMs;
    this.#sameOf = sameOf;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => void this.reload(), this.#everyMs);
    void this.reload();
  }

  /** What is on its way when the page goes counts no more. */
  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#round += 1;
  }

  /** Another document: what was there of the one before goes. */
  open(url: string): void {
    if (url === this.#url) return;
    this.#url = url;
    this.#text = "";
    this.body = null;
    this.hasFailed = false;
    void this.reload();
  }

  async reload(): Promise<void> {
    if (this.#url === null) return;
    this.#round += 1;
    const round = this.#round;
    const answer = await fetchAnswer<Body>(this.#url);
    if (round !== this.#round) return;
    this.hasFailed = answer.status !== "given";
    if (answer.status === "given") {
      const text = JSON.stringify(this.#sameOf(answer.body));
      if (text !== this.#text) this.body = answer.body;
      this.#text = text;
    }
    this.#host.requestUpdate();
  }
}
