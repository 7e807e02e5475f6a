/**
 * One connection to the manager interface, from TCP to its end: greeting, login,
 * `FullyBooted`, then events and answers in the order in which they came. It does
 * not come back by itself; `ami-connection.ts` starts the next one.
 */
import { type Socket, connect } from "node:net";

import { type DurationMs, ms, seconds } from "#domain/time.ts";
import type { Clock } from "#engine/ports.ts";

import { type AmiAction, type AmiLogin, encodeAction } from "./ami-actions.ts";
import { type AmiAnswer, AmiAnswers, failed } from "./ami-answers.ts";
import type { AmiMessage } from "./ami-message.ts";
import { AmiParser } from "./ami-parser.ts";
import type { AmiTiming } from "./ami-timing.ts";

/**
 * Why a connection ended or could not be made. `silent`: the peer stopped
 * answering without closing. `not-ami`: something else listens there.
 */
export type AmiEnd =
  | "connection-refused"
  | "unreachable"
  | "not-ami"
  | "login-refused"
  | "no-answer"
  | "silent"
  | "reset"
  | "ended";

export interface AmiSessionOptions {
  readonly host: string;
  readonly port: number;
  readonly login: AmiLogin;
  readonly clock: Clock;
  readonly timing: AmiTiming;
  /** Live events only; the items of lists go to who asked for them. */
  readonly onEvent: (event: AmiMessage) => void;
  /** Logged in and booted. `uptime` of the PBX, null when it does not tell. */
  readonly onUp: (uptime: DurationMs | null) => void;
  /** The last call, once. */
  readonly onEnd: (reason: AmiEnd) => void;
}

export class AmiSession {
  readonly #options: AmiSessionOptions;
  readonly #socket: Socket;
  readonly #parser: AmiParser;
  readonly #answers: AmiAnswers;
  /** What has come and is not handled yet, in order; `null` is the end of the connection. */
  readonly #inbox: (AmiMessage | null)[] = [];
  #phase: "greeting" | "login" | "booting" | "up" | "over" = "greeting";
  #reason: AmiEnd = "ended";
  /** The one timer of the phase. */
  #cancelTimer: () => void = () => undefined;
  #heard = false;
  #handling = false;

  constructor(options: AmiSessionOptions) {
    this.#options = options;
    const { clock, timing } = options;
    this.#answers = new AmiAnswers(clock, timing.answer);
    this.#parser = new AmiParser({
      onBanner: (version) => this.#greeted(version),
      onMessage: (message) => this.#inbox.push(message),
    });
    this.#wait(timing.connect, () => this.#destroy("unreachable"));
    this.#socket = connect({ host: options.host, port: options.port, noDelay: true });
    this.#socket.on("data", (bytes) => this.#read(bytes));
    this.#socket.on("error", (error) => {
      this.#reason = endOf(error);
    });
    this.#socket.on("close", () => {
      this.#inbox.push(null);
      this.#handleInbox();
    });
  }

  get oversizedBlocks(): number {
    return this.#parser.oversizedBlocks;
  }

  /**
   * Sends an action; never rejects. Whoever awaits the answer continues before
   * any message that came after it is handled: a listing is thus always older
   * than the events that follow it.
   */
  async request(action: AmiAction): Promise<AmiAnswer> {
    if (this.#phase === "over" || this.#phase === "greeting") return failed("not-connected");
    if (this.#socket.writableNeedDrain) return failed("busy");
    const { text, answer } = this.#answers.expect(action);
    this.#socket.write(text);
    return answer;
  }

  /** Says goodbye if that can be done at once, and ends. No callback comes any more. */
  async close(): Promise<void> {
    if (this.#phase === "up" && this.#socket.writableLength === 0) {
      this.#socket.write(encodeAction({ name: "Logoff" }, "vedetta-logoff"));
      this.#wait(CLOSE_PATIENCE, () => this.#socket.destroy());
      this.#socket.destroySoon();
    } else this.#socket.destroy();
    this.#over();
    if (!this.#socket.closed) await new Promise((resolve) => this.#socket.once("close", resolve));
    this.#cancelTimer();
  }

  #read(bytes: Buffer | string): void {
    this.#heard = true;
    if (this.#phase === "over" || typeof bytes === "string") return;
    this.#parser.feed(bytes);
    this.#handleInbox();
  }

  #greeted(version: string | null): void {
    if (version === null) this.#destroy("not-ami");
    else if (this.#phase === "greeting") void this.#login();
  }

  async #login(): Promise<void> {
    this.#phase = "login";
    this.#cancelTimer();
    const answer = await this.request(this.#options.login);
    if (this.#phase !== "login") return;
    if (answer.ok) {
      this.#phase = "booting";
      this.#wait(this.#options.timing.boot, () => this.#up(null));
    } else {
      this.#destroy(answer.reason === "refused" ? "login-refused" : "no-answer");
    }
  }

  #handleInbox(): void {
    while (!this.#handling) {
      const message = this.#inbox.shift();
      if (message === undefined) return;
      if (message === null) this.#ended();
      else if (this.#handle(message) === "settled") this.#yield();
    }
  }

  /** Lets those who wait for an answer go on before the next message. */
  #yield(): void {
    this.#handling = true;
    setImmediate(() => {
      this.#handling = false;
      this.#handleInbox();
    });
  }

  #handle(message: AmiMessage): "live" | "taken" | "settled" {
    if (this.#phase === "over") return "taken";
    const kind = this.#answers.take(message);
    if (kind !== "live") return kind;
    if (this.#phase === "booting" && message.name === "FullyBooted") this.#up(uptimeOf(message));
    else this.#options.onEvent(message);
    return kind;
  }

  #up(uptime: DurationMs | null): void {
    this.#phase = "up";
    this.#pingAfter(this.#options.timing.pingEvery);
    this.#options.onUp(uptime);
  }

  #pingAfter(delay: DurationMs): void {
    const { pingEvery, silence } = this.#options.timing;
    this.#wait(delay, () => {
      this.#heard = false;
      void this.request({ name: "Ping" });
      this.#wait(silence, () => {
        if (this.#heard) this.#pingAfter(ms(Math.max(0, pingEvery - silence)));
        else this.#destroy("silent");
      });
    });
  }

  #wait(delay: DurationMs, task: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#options.clock.after(delay, task);
  }

  #destroy(reason: AmiEnd): void {
    this.#reason = reason;
    this.#socket.destroy();
  }

  #ended(): void {
    if (this.#phase === "over") return;
    this.#cancelTimer();
    this.#over();
    this.#options.onEnd(this.#reason);
  }

  #over(): void {
    this.#phase = "over";
    this.#answers.abandon();
  }
}

/** How long a goodbye may take. */
const CLOSE_PATIENCE = seconds(1);

function uptimeOf(fullyBooted: AmiMessage): DurationMs | null {
  const text = fullyBooted.get("Uptime");
  return text !== undefined && /^\d{1,10}$/.test(text) ? seconds(Number(text)) : null;
}

function endOf(error: NodeJS.ErrnoException): AmiEnd {
  if (error.code === "ECONNREFUSED") return "connection-refused";
  if (error.code === "ECONNRESET" || error.code === "EPIPE") return "reset";
  return "unreachable";
}
