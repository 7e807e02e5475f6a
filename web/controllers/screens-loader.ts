import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { AuditLine, OpenSession, ScreensSnapshot } from "#wire/access.ts";

import { fetchAnswer } from "./fetch-answer.ts";

const EVERY_MS = 10_000;
/** A screen that was let in asks every few seconds whether it was, and is paired only then. */
const LOOK_EVERY_MS = 1_000;
const MOST_LOOKS = 10;

/** Paired screens, open sessions and, for an admin, the audit log; fetched again every ten seconds and when told to. */
export class ScreensLoader implements ReactiveController {
  screens: ScreensSnapshot | null = null;
  sessions: readonly OpenSession[] = [];
  audit: readonly AuditLine[] | null = null;
  hasFailed = false;
  readonly #host: ReactiveControllerHost;
  #round = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => void this.reload(), EVERY_MS);
    void this.reload();
  }

  /** What is on its way when the page goes counts no more. */
  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#round += 1;
  }

  /** Looks again and again until a screen has come, for ten seconds. */
  async awaitScreen(): Promise<void> {
    const known = this.screens?.screens.length;
    for (let looks = 0; looks < MOST_LOOKS && this.screens?.screens.length === known; looks += 1) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      if (this.#timer === undefined) return;
      await this.reload();
    }
  }

  async reload(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const [screens, sessions] = await Promise.all([
      fetchAnswer<ScreensSnapshot>("/api/v1/screens"),
      fetchAnswer<readonly OpenSession[]>("/api/v1/sessions"),
    ]);
    if (round !== this.#round) return;
    if (screens.status === "given") this.screens = screens.body;
    if (sessions.status === "given") this.sessions = sessions.body;
    this.hasFailed = screens.status !== "given";
    const isAdmin = this.sessions.some(({ own, role }) => own && role === "admin");
    if (isAdmin || this.screens?.guarded === false) {
      const audit = await fetchAnswer<readonly AuditLine[]>("/api/v1/audit");
      if (round !== this.#round) return;
      if (audit.status === "given") this.audit = audit.body;
    }
    this.#host.requestUpdate();
  }
}
