import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { FigureReading, Figures } from "#wire/figures.ts";

import { type FigureKey, isOf } from "../desk/desk-figure.ts";
import { fetchAnswer } from "./fetch-answer.ts";

/** While somebody reads an explanation its value and ages go on. */
const EVERY_MS = 2_000;

export type Read =
  | { readonly status: "reading" }
  | { readonly status: "failed" }
  /** The server answers, and has no such figure at this moment. */
  | { readonly status: "missing" }
  | { readonly status: "read"; readonly reading: FigureReading; readonly asOfMs: number };

/** Reads one figure from the list of all, again and again until told to stop. */
export class FigureReader implements ReactiveController {
  read: Read = { status: "reading" };
  readonly #host: ReactiveControllerHost;
  #key: FigureKey | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  start(key: FigureKey): void {
    this.stop();
    this.#key = key;
    this.read = { status: "reading" };
    void this.#ask(key);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#key = null;
  }

  async #ask(key: FigureKey): Promise<void> {
    const answer = await fetchAnswer<Figures>("/api/v1/figures");
    if (key !== this.#key) return;
    const figures = answer.status === "given" ? answer.body : null;
    const reading = figures?.readings.find((one) => isOf(key, one));
    // What was read stays while the server cannot be reached; its time says how old it is.
    if (figures && reading) this.read = { status: "read", reading, asOfMs: figures.asOfMs };
    else if (this.read.status !== "read") this.read = { status: figures ? "missing" : "failed" };
    this.#host.requestUpdate();
    this.#timer = setTimeout(() => void this.#ask(key), EVERY_MS);
  }
}
