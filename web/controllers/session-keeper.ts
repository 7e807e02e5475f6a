import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { SessionSnapshot } from "#wire/access.ts";

/** A session goes on as long as somebody does something; the server hears of it this often at most, unless its end is near. */
const TELL_EVERY_MS = 5 * 60_000;
/** Of what is left of a session: its end is near. */
const NEAR_MS = 5 * 60_000;
const NEAR_SHARE = 1 / 4;
/** Near its end as well, one answer is waited for before the next question. */
const TELL_AGAIN_MS = 5_000;

/** Who is logged in; tells the server that somebody is there, and goes to the login when the session is over. */
export class SessionKeeper implements ReactiveController {
  session: SessionSnapshot | null = null;
  readonly #host: ReactiveControllerHost;
  #toldAtMs = Number.NEGATIVE_INFINITY;
  #answeredAtMs = 0;
  /** When the session ends, by the clock of this machine. */
  #endsAt = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("pointerdown", this.tell);
    addEventListener("keydown", this.tell);
    this.tell();
  }

  hostDisconnected(): void {
    removeEventListener("pointerdown", this.tell);
    removeEventListener("keydown", this.tell);
  }

  /** The session ends soon, unless somebody does something where that helps. `null`: not for a while. */
  get nearEnd(): { readonly at: number; readonly canGoOn: boolean } | null {
    const ends = this.session?.ends;
    if (!ends) return null;
    const leftMs = ends.inMs - (performance.now() - this.#answeredAtMs);
    return leftMs > Math.min(NEAR_MS, ends.inMs * NEAR_SHARE) ? null : { at: this.#endsAt, ...ends };
  }

  /** Somebody is there. */
  readonly tell = (): void => {
    const every = this.nearEnd?.canGoOn === true ? TELL_AGAIN_MS : TELL_EVERY_MS;
    if (performance.now() - this.#toldAtMs < every) return;
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
      this.#answeredAtMs = performance.now();
      this.#endsAt = Date.now() + (session.ends?.inMs ?? 0);
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
