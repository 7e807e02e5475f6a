import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { Alerts, AlertSnapshot } from "#wire/alert.ts";
import type { Deliveries } from "#wire/deliveries.ts";

import { type Answer, fetchAnswer } from "./fetch-answer.ts";

/** Deliveries go on without any alert changing. */
const EVERY_MS = 10_000;

/**
 * The alerts of a house and how their messages stand: fetched again every ten seconds, when
 * told to, and as soon as the board's alerts have changed. What was fetched stays while the
 * server cannot be reached.
 */
export class AlertsLoader implements ReactiveController {
  alerts: Alerts | null = null;
  deliveries: Deliveries | null = null;
  /** Why the newest attempt brought no alerts: the type of a problem, or nothing that is understood; `null`: it did. */
  failure: { readonly problem: string | null } | null = null;

  readonly #host: ReactiveControllerHost;
  #followed = "";
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
    this.#round += 1;
  }

  /** Tells what the board says of alerts. */
  follow(alerts: readonly AlertSnapshot[]): void {
    const key = alerts
      .map(({ fingerprint, status, severity, acknowledged, silence, inhibitedBy }) =>
        [fingerprint, status, severity, acknowledged?.atMs, silence?.id, inhibitedBy].join(" "),
      )
      .join();
    if (key === this.#followed) return;
    this.#followed = key;
    void this.reload();
  }

  async reload(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const [alerts, deliveries] = await Promise.all([
      fetchAnswer<Alerts>("/api/v1/alerts"),
      fetchAnswer<Deliveries>("/api/v1/deliveries"),
    ]);
    if (round !== this.#round) return;
    if (alerts.status === "given") this.alerts = alerts.body;
    if (deliveries.status === "given") this.deliveries = deliveries.body;
    this.failure = failureOf(alerts);
    this.#host.requestUpdate();
  }
}

const failureOf = (answer: Answer<unknown>): AlertsLoader["failure"] =>
  answer.status === "given" ? null : { problem: answer.status === "refused" ? answer.problem : null };
