/** Whether the source is in step, told at its edges only: one line of log per change, never a value of what came. */
import type { SourceId } from "#domain/contact-event.ts";
import { type EpochMs, seconds } from "#domain/time.ts";
import type { Clock, Logger } from "#engine/ports.ts";

import type { RestFailure } from "./rest-client.ts";

export interface LinkStateOptions {
  readonly source: SourceId;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onLink: (link: "live" | "lost") => void;
}

/** One slow answer is no lost link. */
const FAILURES_TO_BE_LOST = 2;
const BEAT_EVERY = seconds(5);

const ADVICE: Readonly<Record<RestFailure, string>> = {
  unreachable: "Live Helper Chat cannot be reached",
  "http-status": "Live Helper Chat answers with an HTTP status that is not 200: check rest.baseUrl",
  "error-true": "Live Helper Chat refuses: check the user name, the API key and its permissions",
  malformed: "what answers at rest.baseUrl does not answer as Live Helper Chat does",
};

export class LinkState {
  readonly #options: LinkStateOptions;
  readonly #saidOnce = new Set<string>();
  #state: "connecting" | "live" | "lost" = "connecting";
  #failures = 0;
  #reason: RestFailure | null = null;
  #beatAt: EpochMs | null = null;

  constructor(options: LinkStateOptions) {
    this.#options = options;
  }

  get isLive(): boolean {
    return this.#state === "live";
  }

  /** A question about chats was answered, or not. True: the link has just come up. */
  polled(failure: RestFailure | null): boolean {
    const { source, logger } = this.#options;
    this.#failures = failure === null ? 0 : this.#failures + 1;
    if (failure === null) return this.#up();
    if (failure !== this.#reason) logger.warn({ source, reason: failure }, ADVICE[failure]);
    this.#reason = failure;
    if (this.#state === "live" && this.#failures >= FAILURES_TO_BE_LOST) {
      this.#state = "lost";
      this.#options.onLink("lost");
    }
    return false;
  }

  /** Without REST a webhook is the only sign of life. True: a heartbeat is due. */
  hookHeard(): boolean {
    const now = this.#options.clock.now();
    this.#up();
    if (this.#beatAt !== null && Math.abs(now - this.#beatAt) < BEAT_EVERY) return false;
    this.#beatAt = now;
    return true;
  }

  operatorsDenied(failure: RestFailure): void {
    this.#sayOnce(
      `operators ${failure}`,
      { reason: failure },
      "operators are not counted: onlineusers gives no list; the key needs lhuser, userlistonlineall",
    );
  }

  /** The link does not come up, for nobody can tell which chats are counted. */
  departmentsDenied(failure: RestFailure): void {
    this.#sayOnce(
      `departments ${failure}`,
      { reason: failure },
      "chats cannot be told apart: departments gives no list; the key needs lhdepartment, list, or the configuration ids instead of identifiers",
    );
  }

  /** So many open chats went missing as only a change of what the key may see explains. */
  chatsHidden(count: number): void {
    const { source, logger } = this.#options;
    logger.warn(
      { source, chats: count },
      "open chats are not shown any more: who waits in them is marked as unconfirmed; see to which departments the user of the key is assigned",
    );
  }

  chatsNeverShown(): void {
    this.#sayOnce(
      "never shown",
      {},
      "webhooks tell of chats that REST never shows: assign the user of the key to all departments that are counted",
    );
  }

  tooManyChats(): void {
    this.#sayOnce("too many", {}, "there are more chats than can be kept: not all of them are counted");
  }

  rowsUnreadable(): void {
    this.#sayOnce(
      "rows",
      {},
      "some rows of an answer are no chats: the others are counted, and no chat is taken for deleted that is not among them",
    );
  }

  foreignDepartment(): void {
    this.#sayOnce("department", {}, "chats of departments that are not in the configuration are not counted");
  }

  #up(): boolean {
    const { source, logger, onLink } = this.#options;
    this.#reason = null;
    if (this.#state === "live") return false;
    this.#state = "live";
    logger.info({ source }, "Live Helper Chat is heard");
    onLink("live");
    return true;
  }

  #sayOnce(topic: string, fields: Readonly<Record<string, string>>, message: string): void {
    if (this.#saidOnce.has(topic)) return;
    this.#saidOnce.add(topic);
    const { source, logger } = this.#options;
    logger.warn({ source, ...fields }, message);
  }
}
