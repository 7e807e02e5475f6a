/**
 * The link to one PBX: keeps a session to its manager interface alive, for ever.
 * Read from outside it is one stream of events with the state of the link in
 * between; what a lost connection swallowed is for the reader to find out.
 */
import type { DurationMs, EpochMs } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";

import { type AmiAction, type AmiListName, type AmiLogin, encodeAction } from "./ami-actions.ts";
import { type AmiAnswer, failed } from "./ami-answers.ts";
import type { AmiMessage } from "./ami-message.ts";
import { retryDelay } from "./ami-retry.ts";
import { type AmiEnd, AmiSession } from "./ami-session.ts";
import { AMI_TIMING, type AmiTiming } from "./ami-timing.ts";

export type AmiLinkState =
  /** The first state; comes again before each attempt. */
  | { readonly state: "connecting"; readonly reason: "started" | "retry" }
  /**
   * Logged in, and the PBX is fully started. `uptime`: since when it runs; zero or shorter than the gap
   * means it was restarted. Null when the account is not told.
   */
  | {
      readonly state: "up";
      readonly reason: "fully-booted" | "boot-unknown";
      readonly uptime: DurationMs | null;
    }
  | { readonly state: "down"; readonly reason: AmiEnd; readonly retryIn: DurationMs };

export interface AmiConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly secret: string;
  /** Classes of events to receive; all that the account may read when left out. */
  readonly eventMask?: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Every live event in the order of the PBX, from login on; never an item of a list. */
  readonly onEvent: (event: AmiMessage) => void;
  /** In order with the events: all events of a session come between its `up` (or shortly before) and its `down`. */
  readonly onState: (state: AmiLinkState) => void;
  readonly timing?: Partial<AmiTiming>;
}

export interface AmiConnection {
  /** Never rejects. Answers made before `up` fail with `not-connected`. */
  request(action: Exclude<AmiAction, AmiLogin | { readonly name: "Logoff" }>): Promise<AmiAnswer>;
  /** The items of a list. Who awaits it continues before any event that came after its end is delivered. */
  list(name: AmiListName): Promise<AmiAnswer>;
  /** Ends the link. No callback comes any more, no timer is left. */
  close(): Promise<void>;
}

/** Starts to connect at once, and says so before it returns. Throws only for a name or secret that holds a line break. */
export function startAmiConnection(options: AmiConnectionOptions): AmiConnection {
  const { username, secret, eventMask } = options;
  const login: AmiLogin = { name: "Login", username, secret, eventMask };
  encodeAction(login, "");
  return new Link(options, login);
}

class Link implements AmiConnection {
  readonly #options: AmiConnectionOptions;
  readonly #login: AmiLogin;
  readonly #timing: AmiTiming;
  #session: AmiSession | null = null;
  #upSince: EpochMs | null = null;
  #failures = 0;
  #cancelRetry: () => void = () => undefined;
  /** What the log was told last, so that a PBX that stays away is one line and not one per attempt. */
  #logged: AmiEnd | "up" | null = null;

  constructor(options: AmiConnectionOptions, login: AmiLogin) {
    this.#options = options;
    this.#login = login;
    this.#timing = { ...AMI_TIMING, ...options.timing };
    this.#connect("started");
  }

  async request(action: AmiAction): Promise<AmiAnswer> {
    return this.#upSince === null || this.#session === null
      ? failed("not-connected")
      : this.#session.request(action);
  }

  async list(name: AmiListName): Promise<AmiAnswer> {
    return this.request({ name });
  }

  async close(): Promise<void> {
    this.#cancelRetry();
    await this.#session?.close();
  }

  #connect(reason: "started" | "retry"): void {
    const { host, port, clock, onEvent } = this.#options;
    this.#session = new AmiSession({
      host,
      port,
      login: this.#login,
      clock,
      timing: this.#timing,
      onEvent,
      onUp: (uptime) => this.#up(uptime),
      onEnd: (end) => this.#down(end),
    });
    this.#options.onState({ state: "connecting", reason });
  }

  #up(uptime: DurationMs | null): void {
    this.#upSince = this.#options.clock.now();
    this.#log("up");
    this.#options.onState({ state: "up", reason: uptime === null ? "boot-unknown" : "fully-booted", uptime });
  }

  #down(reason: AmiEnd): void {
    const { clock, random, onState } = this.#options;
    const wasStable = this.#upSince !== null && clock.now() - this.#upSince >= this.#timing.stable;
    this.#failures = wasStable ? 1 : this.#failures + 1;
    this.#upSince = null;
    this.#countFaults();
    this.#session = null;
    const retryIn =
      reason === "login-refused" ? this.#timing.retryLogin : retryDelay(this.#failures, this.#timing, random);
    this.#cancelRetry = clock.after(retryIn, () => this.#connect("retry"));
    this.#log(reason);
    onState({ state: "down", reason, retryIn });
  }

  #log(now: AmiEnd | "up"): void {
    const { logger, host, port } = this.#options;
    if (now === this.#logged) return;
    this.#logged = now;
    if (now === "up") logger.info({ host, port }, "connected to the PBX");
    else if (now === "login-refused") {
      logger.error(
        { host, port },
        "the PBX refuses the login: check username, secret and permit in manager.conf",
      );
    } else logger.warn({ host, port, reason: now }, "no connection to the PBX; trying again");
  }

  #countFaults(): void {
    const blocks = this.#session?.oversizedBlocks ?? 0;
    if (blocks > 0)
      this.#options.logger.warn({ blocks }, "blocks from the PBX were too long and were dropped");
  }
}
