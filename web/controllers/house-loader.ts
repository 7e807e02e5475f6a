import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { House } from "#wire/house.ts";

import { backoffMs } from "../format/backoff.ts";
import { fetchJson } from "./fetch-json.ts";

/** Fetches what the wall must know of its house, until it has it. `reload` asks again, for a server may come back with another configuration. */
export class HouseLoader implements ReactiveController {
  house: House | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #url: string;
  #isLoading = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, url: string) {
    this.#host = host;
    this.#url = url;
    host.addController(this);
  }

  hostConnected(): void {
    this.reload();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  reload(): void {
    if (!this.#isLoading) void this.#load();
  }

  async #load(): Promise<void> {
    clearTimeout(this.#timer);
    this.#isLoading = true;
    const house = await fetchJson<House>(this.#url);
    this.#isLoading = false;
    if (house === null) {
      this.#failures += 1;
      this.#timer = setTimeout(() => this.reload(), backoffMs(this.#failures, Math.random()));
      return;
    }
    this.#failures = 0;
    if (JSON.stringify(house) === JSON.stringify(this.house)) return;
    this.house = house;
    this.#host.requestUpdate();
  }
}
