/**
 * The line of messages to one receiver: one at a time, in the order of commit, at
 * least once. What happens to a message is written into the outbox before the next is
 * looked at, so a process that dies goes on where it was and repeats one message at most.
 */
import { type DurationMs, elapsed, hours, minutes, seconds } from "#domain/time.ts";
import type { Outbox } from "#engine/alert-ports.ts";
import { ALONE, type Lease } from "#engine/lease.ts";
import { type Clock, JournalUnavailable, type Logger } from "#engine/ports.ts";
import type { NotificationMessage } from "#wire/alert.ts";

import type { GoneMarks } from "./gone-marks.ts";
import { nextDue } from "./next-due.ts";
import type { Outcome } from "./outcome.ts";
import { houseInstant, houseLength, inRealTime, realInstant } from "./pace.ts";
import type { Receiver } from "./receiver.ts";
import { isTooOld, nextAttempt } from "./schedule.ts";
import type { Step } from "./superseding.ts";
import type { Labels } from "./story.ts";
import { waitAskedFor } from "./wait-asked-for.ts";
import type { Locale } from "./words/words.ts";

/** So far ahead a message is looked for that makes the oldest one needless. */
const LOOK_AHEAD = 500;
/** Nothing waits longer for its next attempt: what says so was written before the clock was set back. */
const LONGEST_WAIT = hours(1);
/** A message that is older says when it was written. */
const LATE = minutes(5);
const JOURNAL_RETRY = seconds(5);
/** Who takes over looks for what waits within so long, if nothing wakes it before. */
const LEASE_RETRY = seconds(5);
/** An attempt under way is given so long to end before it is cut. */
const CLOSE_GRACE = seconds(3);

export interface LineOptions {
  readonly receiver: Receiver;
  readonly outbox: Outbox;
  /** Whether this node tells; while another one does, nothing is sent. Alone when left out. */
  readonly lease?: Lease;
  readonly gone: GoneMarks;
  /** Of the sources, as in the configuration. */
  readonly labels: Labels;
  /** The time of the outbox, which in a simulated house is not that of the machine. */
  readonly clock: Clock;
  /** How many times faster than life that clock runs. */
  readonly speed: number;
  /** The machine's own time: for signatures, and for waiting on the journal and on the end. */
  readonly machine: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly logger: Logger;
}

export class Line {
  readonly #options: LineOptions;
  readonly #ended = new AbortController();
  #cancel: () => void = () => undefined;
  #work: Promise<void> | null = null;
  #lookAgain = false;
  #closed = false;
  /** The newest beginning for which the line was tried early. */
  #urgedBy = 0;
  #testing = false;
  /** What an attempt has led to, as long as the journal would not take it. */
  #unwritten: (() => void) | null = null;
  /** The attempt under way: lines and tests take turns. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: LineOptions) {
    this.#options = options;
  }

  /** There may be something to send. */
  wake(): void {
    if (this.#closed) return;
    this.#lookAgain = true;
    if (this.#work !== null) return;
    this.#cancel();
    this.#work = this.#sendAll().finally(() => {
      this.#work = null;
      if (this.#lookAgain) this.wake();
    });
  }

  /** Sends one message past the line, after what is under way, once. One that is delivered makes a receiver that was gone take messages again. */
  async test(message: NotificationMessage): Promise<Outcome> {
    this.#testing = true;
    const outcome = await this.#inTurn(message, false);
    this.#testing = false;
    if (outcome.kind === "delivered") this.#enable(message);
    return outcome;
  }

  /** A test waits for its turn, or is under way. */
  get isTesting(): boolean {
    return this.#testing;
  }

  /** The receiver said so (410). */
  get isGone(): boolean {
    return this.#options.gone.since(this.#options.receiver) !== null;
  }

  /** Resolves when nothing is under way any more. What was not delivered stays in the outbox. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    const cancel = this.#options.machine.after(CLOSE_GRACE, () => this.#ended.abort());
    await Promise.allSettled([this.#work, this.#turn]);
    cancel();
  }

  async #sendAll(): Promise<void> {
    try {
      this.#write();
      while (!this.#closed) {
        this.#lookAgain = false;
        const step = this.#due();
        if (step === null) return;
        const outcome = await this.#inTurn(step.row.message, step.delayed);
        // An attempt that was cut short says nothing.
        if (this.#ended.signal.aborted && outcome.kind !== "delivered") return;
        this.#unwritten = () => this.#record(step, outcome);
        this.#write();
      }
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error;
      this.#lookAgain = false;
      this.#wait(JOURNAL_RETRY, this.#options.machine);
    }
  }

  /** The next message if its time has come; otherwise `null`, and a timer for it. */
  #due(): Step | null {
    const { outbox, receiver, clock, gone, machine, speed, lease = ALONE } = this.#options;
    if (!lease.isHeld()) {
      this.#wait(LEASE_RETRY, machine);
      return null;
    }
    const now = clock.now();
    const waiting = outbox.next(receiver.id, LOOK_AHEAD);
    const rows = waiting.map((row) => inRealTime(row, now, speed));
    if (gone.since(receiver) !== null) {
      for (const row of rows) if (isTooOld(row.createdAt, now)) outbox.dead(row.seq, now, "disabled");
      if (rows.length > 0) this.#wait(houseLength(LONGEST_WAIT, speed), clock);
      return null;
    }
    const { step, next, urgedBy } = nextDue(rows, {
      now,
      urgedBy: this.#urgedBy,
      isDue({ attempts, nextAt }) {
        const wait = elapsed(now, nextAt);
        return attempts === 0 || wait === 0 || wait > LONGEST_WAIT;
      },
    });
    this.#urgedBy = urgedBy;
    if (step === null && next !== null) this.#wait(houseLength(elapsed(now, next), speed), clock);
    const row = waiting.find(({ seq }) => seq === step?.row.seq);
    return step === null || row === undefined ? null : { ...step, row };
  }

  #wait(delay: DurationMs, clock: Clock): void {
    this.#cancel();
    if (!this.#closed) this.#cancel = clock.after(delay, () => this.wake());
  }

  /** What was given up before the test does not count against the receiver any more. */
  #enable(test: NotificationMessage): void {
    const { gone, receiver, outbox, clock } = this.#options;
    try {
      outbox.tested(receiver.id, test, clock.now());
      if (gone.since(receiver) === null) return;
      gone.clear(receiver);
      this.wake();
    } catch (error) {
      // It stays disabled until the next test.
      if (!(error instanceof JournalUnavailable)) throw error;
    }
  }

  #inTurn(message: NotificationMessage, delayed: boolean): Promise<Outcome> {
    const outcome = this.#turn.then(() => this.#deliver(message, delayed));
    this.#turn = outcome;
    return outcome;
  }

  /** Never rejects. */
  async #deliver(message: NotificationMessage, delayed: boolean): Promise<Outcome> {
    const { receiver, machine, clock, speed, logger, labels } = this.#options;
    const isLate = (clock.now() - message.atMs) / speed > LATE;
    const locale = receiver.locale ?? localeOf(message);
    const attempt = { at: machine.now(), delayed, isLate, locale, labels };
    try {
      return await receiver.deliver(message, attempt, this.#ended.signal);
    } catch (error) {
      // A fault of ours in one message must not stop the others.
      logger.error(
        { receiver: receiver.id, fault: error instanceof Error ? error.name : "unknown" },
        "a message could not be written",
      );
      return { kind: "dead", error: "unsendable" };
    }
  }

  #write(): void {
    this.#unwritten?.();
    this.#unwritten = null;
  }

  #record({ row, carried }: Step, outcome: Outcome): void {
    const { outbox, receiver, clock, speed, random, gone, logger } = this.#options;
    const now = clock.now();
    const fields = { receiver: receiver.id, attempts: row.attempts + 1 };
    switch (outcome.kind) {
      case "delivered":
        outbox.delivered(row.seq, now, carried, outcome.partly ?? null);
        if (row.attempts > 0) logger.info(fields, "a receiver takes messages again");
        return;
      case "retry": {
        const { error } = outcome;
        const { attempts, message } = row;
        const createdAt = realInstant(row.createdAt, now, speed);
        const after = waitAskedFor(outcome.after, message);
        const nextAt = nextAttempt({ attempts: attempts + 1, now, createdAt, after, random });
        if (nextAt === null) return this.#giveUp(row.seq, error, fields);
        outbox.failed(row.seq, houseInstant(nextAt, now, speed), error);
        if (row.attempts === 0)
          logger.warn({ ...fields, error }, "a receiver was not reached: it is tried again");
        return;
      }
      case "gone":
        gone.mark(receiver, now);
        return this.#giveUp(row.seq, outcome.error, fields);
      case "dead":
        return this.#giveUp(row.seq, outcome.error, fields);
    }
  }

  #giveUp(seq: number, error: string, fields: Readonly<Record<string, unknown>>): void {
    const { outbox, clock, logger } = this.#options;
    outbox.dead(seq, clock.now(), error);
    logger.error({ ...fields, error }, "a message was given up: it can be sent again from the desk");
  }
}

/** The first language of the house that we have words for. */
const localeOf = ({ locales }: NotificationMessage): Locale =>
  locales.find((locale): locale is Locale => locale === "it" || locale === "en") ?? "en";
