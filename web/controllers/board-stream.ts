import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { Heartbeat } from "#wire/heartbeat.ts";

import { backoffMs } from "../format/backoff.ts";
import { LATE_AFTER_MS } from "../format/freshness.ts";
import { isSentAway } from "./is-sent-away.ts";
import type { Received } from "../view/present.ts";
import { FrameGate, HOLD_BACK_MS } from "./frame-gate.ts";

/** An attempt on a kept-alive connection that has died is never refused: it only stays silent. */
const OPENS_WITHIN_MS = 5_000;

export interface BoardStreamOptions {
  readonly url: string;
  /** Called with the first frame after a lost connection: what was fetched once may be out of date. */
  onReconnected(): void;
  onHeartbeat(heartbeat: Heartbeat): void;
  /** The server does not let us look (any longer). */
  onSentAway(): void;
}

/**
 * Keeps its host in step with the board. Owns the EventSource and trusts it with
 * nothing: a browser gives up for ever on any status but 200 and never notices a
 * half-open connection, so a watchdog makes a new one after 15 s without a frame, or
 * 5 s without an answer, and a closed one is made anew with back-off. The host reads `received`.
 */
export class BoardStream implements ReactiveController {
  received: Received = { snapshot: null, heartbeat: null, heartbeatAtMs: 0, frameAtMs: null };
  readonly #host: ReactiveControllerHost;
  readonly #options: BoardStreamOptions;
  #source: EventSource | undefined;
  #isConnected = false;
  #attemptedAtMs = 0;
  #failures = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  readonly #gate = new FrameGate();
  #gateTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, options: BoardStreamOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("online", this.#connect);
    addEventListener("pageshow", this.#recheck);
    document.addEventListener("visibilitychange", this.#recheck);
    this.#connect();
  }

  hostDisconnected(): void {
    removeEventListener("online", this.#connect);
    removeEventListener("pageshow", this.#recheck);
    document.removeEventListener("visibilitychange", this.#recheck);
    this.#disconnect();
  }

  readonly #connect = (): void => {
    this.#disconnect();
    const source = new EventSource(this.#options.url);
    source.addEventListener("snapshot", (event: MessageEvent<string>) => {
      const received: BoardSnapshot = JSON.parse(event.data);
      const snapshot = this.#gate.take(received, performance.now());
      this.#take(snapshot === null ? {} : { snapshot });
    });
    source.addEventListener("heartbeat", (event: MessageEvent<string>) => {
      const heartbeat: Heartbeat = JSON.parse(event.data);
      const snapshot = this.#gate.reached(heartbeat.bus, performance.now());
      this.#take({ heartbeat, heartbeatAtMs: performance.now(), ...(snapshot === null ? {} : { snapshot }) });
      this.#options.onHeartbeat(heartbeat);
    });
    source.addEventListener("revoked", () => this.#options.onSentAway());
    source.addEventListener("open", () => {
      this.#gate.connected(performance.now());
      clearTimeout(this.#gateTimer);
      this.#gateTimer = setTimeout(() => this.#openGate(), HOLD_BACK_MS);
      this.#watch(LATE_AFTER_MS);
    });
    source.addEventListener("error", () => {
      this.#isConnected = false;
      if (source.readyState === EventSource.CLOSED) void this.#closed();
    });
    this.#source = source;
    this.#attemptedAtMs = performance.now();
    this.#watch(OPENS_WITHIN_MS);
  };

  /** The monotonic clock has missed so much: what came before is older than it says, and the connection likely dead. */
  woke(sleptMs: number): void {
    const { frameAtMs, heartbeatAtMs } = this.received;
    this.received = {
      ...this.received,
      heartbeatAtMs: heartbeatAtMs - sleptMs,
      frameAtMs: frameAtMs === null ? null : frameAtMs - sleptMs,
    };
    this.#connect();
    this.#host.requestUpdate();
  }

  #disconnect(): void {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#watchdog);
    clearTimeout(this.#gateTimer);
    this.#source?.close();
    this.#source = undefined;
    this.#isConnected = false;
  }

  #take(news: Partial<Received>): void {
    const isReconnected = !this.#isConnected && this.received.frameAtMs !== null;
    this.received = { ...this.received, ...news, frameAtMs: performance.now() };
    this.#isConnected = true;
    this.#failures = 0;
    this.#watch(LATE_AFTER_MS);
    if (isReconnected) this.#options.onReconnected();
    this.#host.requestUpdate();
  }

  #openGate(): void {
    const snapshot = this.#gate.open();
    if (snapshot === null) return;
    this.received = { ...this.received, snapshot };
    this.#host.requestUpdate();
  }

  #watch(patienceMs: number): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      this.#connect();
      this.#host.requestUpdate();
    }, patienceMs);
  }

  /** Refused: for want of a credential, or only for now. */
  async #closed(): Promise<void> {
    this.#retryLater();
    if (await isSentAway()) this.#options.onSentAway();
  }

  /** The watchdog rests meanwhile: the retry is never farther away than 30 s and arms it again. */
  #retryLater(): void {
    this.#disconnect();
    this.#failures += 1;
    this.#retryTimer = setTimeout(this.#connect, backoffMs(this.#failures, Math.random()));
    this.#host.requestUpdate();
  }

  /**
   * After sleep or a spell in the background timers may be late: look at once. A young
   * attempt is left alone, for every page is also shown when it is first opened.
   */
  readonly #recheck = (): void => {
    if (document.visibilityState !== "visible") return;
    const hopefulSinceMs = Math.max(this.received.frameAtMs ?? 0, this.#attemptedAtMs);
    const isSilent = performance.now() - hopefulSinceMs >= LATE_AFTER_MS;
    if (isSilent || this.#source === undefined) this.#connect();
  };
}
