import type { ReactiveController, ReactiveControllerHost } from "lit";

import { type Place, placeAt, type PlaceElement } from "../desk/places.ts";

/**
 * Follows the address: opens the place that it names, on arrival, by a link, and on the way
 * back. Whoever works by keyboard or by ear goes on at the beginning of the new place.
 */
export class PlaceOpener implements ReactiveController {
  place: Place | null = null;
  element: PlaceElement | null = null;
  /** The place could not be fetched: the server is away, or has another build by now. */
  hasFailed = false;
  readonly #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };

  constructor(host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("popstate", this.#follow);
    void this.#show();
  }

  hostDisconnected(): void {
    removeEventListener("popstate", this.#follow);
  }

  /** Opens an address of the desk; the one that is open already is no step to go back by. */
  async open(address: string): Promise<void> {
    if (address !== `${location.pathname}${location.search}`) history.pushState(null, "", address);
    await this.#show();
    scrollTo(0, 0);
    this.#host.renderRoot.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
  }

  readonly #follow = (): void => void this.#show();

  async #show(): Promise<void> {
    const place = placeAt(location.pathname);
    if (place === this.place) return this.#host.requestUpdate();
    this.place = place;
    this.element = null;
    this.hasFailed = false;
    this.#host.requestUpdate();
    if (place === null) return;
    const isHere = await place.load().then(
      () => true,
      () => false,
    );
    // Another place may have been opened while this one was on its way.
    if (place !== this.place) return;
    this.hasFailed = !isHere;
    if (isHere) this.element = document.createElement(place.element);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
  }
}
