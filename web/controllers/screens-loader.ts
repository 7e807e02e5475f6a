import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { AuditLine, OpenSession, ScreensSnapshot } from "#wire/access.ts";

import { fetchAnswer } from "./fetch-answer.ts";

const EVERY_MS = 10_000;

/** Paired screens, open sessions and, for an admin, the audit log; fetched again every ten seconds and when told to. */
export class ScreensLoader implements ReactiveController {
  screens: ScreensSnapshot | null = null;
  sessions: readonly OpenSession[] = [];
  audit: readonly AuditLine[] | null = null;
  hasFailed = false;
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => void this.reload(), EVERY_MS);
    void this.reload();
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  async reload(): Promise<void> {
    const [screens, sessions] = await Promise.all([
      fetchAnswer<ScreensSnapshot>("/api/v1/screens"),
      fetchAnswer<readonly OpenSession[]>("/api/v1/sessions"),
    ]);
    if (screens.status === "given") this.screens = screens.body;
    if (sessions.status === "given") this.sessions = sessions.body;
    this.hasFailed = screens.status !== "given";
    const isAdmin = this.sessions.some(({ own, role }) => own && role === "admin");
    if (isAdmin || this.screens?.guarded === false) {
      const audit = await fetchAnswer<readonly AuditLine[]>("/api/v1/audit");
      if (audit.status === "given") this.audit = audit.body;
    }
    this.#host.requestUpdate();
  }
}
