import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { SessionSnapshot } from "#wire/access.ts";

/** A session goes on as long as somebody does something; the server hears of it this often at most. */
const TELL_EVERY_MS = 5 * 60_000;

/** Who is logged in; tells the server that somebody is there, and goes to the login when the session is over. */
export class SessionKeeper implements ReactiveController {
  session: SessionSnapshot | null = null;
  readonly #host: ReactiveControllerHost;
  #toldAtMs = Number.NEGATIVE_INFINITY;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("pointerdown", this.#tell);
    addEventListener("keydown", this.#tell);
    this.#tell();
  }

  hostDisconnected(): void {
    removeEventListener("pointerdown", this.#tell);
    removeEventListener("keydown", this.#tell);
  }

  readonly #tell = (): void => {
    if (performance.now() - this.#toldAtMs < TELL_EVERY_MS) return;
    this.#toldAtMs = performance.now();
    void this.#ask();
  };

  async #ask(): Promise<void> {
    try {
      const response = await fetch("/api/v1/session", { headers: { accept: "application/json" } });
      if (response.status === 401) return goToLogin();
      if (!response.ok) return;
      const session: SessionSnapshot = await response.json();
      this.session = session;
      this.#host.requestUpdate();
    } catch {
      // The stream tells that the server is away; the next touch asks again.
      this.#toldAtMs = Number.NEGATIVE_INFINITY;
    }
  }
}

let isLeaving = false;

/** Somebody logs out: the page is on its way, and what the server answers meanwhile sends nobody elsewhere. */
export const leave = (): void => void (isLeaving = true);

/** And back to where somebody was. */
export function goToLogin(): void {
  if (isLeaving) return;
  location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
}
