import type { ReactiveControllerHost } from "lit";

import type { House } from "#wire/house.ts";

import { DocumentLoader } from "./document-loader.ts";

/** What the wall must know of its house. `reload` asks again, for a server may come back with another configuration. */
export class HouseLoader {
  house: House | null = null;
  readonly #loader: DocumentLoader<House>;

  constructor(host: ReactiveControllerHost, url: string) {
    const onLoaded = (house: House): void => {
      if (JSON.stringify(house) === JSON.stringify(this.house)) return;
      this.house = house;
      host.requestUpdate();
    };
    this.#loader = new DocumentLoader<House>(host, { url, restMs: 0, onLoaded });
  }

  reload(): void {
    this.#loader.reload();
  }
}
