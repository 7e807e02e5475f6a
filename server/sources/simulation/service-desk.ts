import type { ChannelBaseline } from "#config/baseline-schema.ts";
import type { Channel, Outcome } from "#domain/contact-event.ts";
import { type DurationMs, type EpochMs, epochMs, later, minutes, ms } from "#domain/time.ts";

import { Agenda } from "./agenda.ts";
import type { Caller } from "./intake.ts";
import { type Operator, OperatorTeam, type TeamChange } from "./operator-team.ts";
import type { Random } from "./random.ts";

/** From `at` on, `heads` people are on shift. */
export interface ShiftChange {
  readonly at: EpochMs;
  readonly heads: number;
}

/** How it went for a contact that asked for a person. */
export interface Service {
  readonly answeredAt: EpochMs | null;
  readonly endedAt: EpochMs;
  readonly outcome: Outcome;
}

export interface DeskRun {
  readonly serviceOf: (caller: Caller) => Service | undefined;
  readonly team: readonly TeamChange[];
}

export interface DeskOptions {
  readonly channel: Channel;
  readonly callers: readonly Caller[];
  /** Ascending; the last one sends everybody home, each when nobody waits and her conversation is over. */
  readonly shifts: readonly ShiftChange[];
  readonly model: ChannelBaseline;
  readonly random: Random;
}

/** Serves the callers of one channel: first come, first served, by whoever has been free for longest. */
export const runDesk = (options: DeskOptions): DeskRun => new ServiceDesk(options).run();

/** Somebody waiting. `ringingAt`: the operator whose phone rings for them. */
interface Waiting {
  readonly caller: Caller;
  ringingAt: Operator | null;
  over: boolean;
}

class ServiceDesk {
  readonly #options: DeskOptions;
  readonly #agenda = new Agenda();
  readonly #team = new OperatorTeam();
  readonly #services = new Map<Caller, Service>();
  /** In order of queueing. */
  readonly #queue: Waiting[] = [];
  #now = epochMs(0);
  #heads = 0;
  /** Operators who are still writing down a case. */
  #writing = 0;

  constructor(options: DeskOptions) {
    this.#options = options;
    for (const { at, heads } of options.shifts) this.#agenda.add(at, () => (this.#heads = heads));
    for (const caller of options.callers) this.#agenda.add(caller.queuedAt, () => this.#enqueue(caller));
  }

  run(): DeskRun {
    for (let next = this.#agenda.next(); next !== undefined; next = this.#agenda.next()) {
      this.#now = next.at;
      next.task();
      this.#adjustTeam();
      this.#ringFreeOperators();
      this.#sendToBreak();
      this.#team.record(this.#now);
    }
    return { serviceOf: (caller) => this.#services.get(caller), team: this.#team.changes };
  }

  #enqueue(caller: Caller): void {
    const waiting: Waiting = { caller, ringingAt: null, over: false };
    this.#queue.push(waiting);
    const overflow = this.#drawn("overflowSeconds");
    if (caller.patience < overflow) this.#in(caller.patience, () => this.#lose(waiting, "abandoned"));
    else this.#in(overflow, () => this.#lose(waiting, this.#outcomeOfOverflow()));
  }

  #outcomeOfOverflow(): Outcome {
    const { channel, model, random } = this.#options;
    if (channel === "chat") return "closed-by-staff";
    return random.chance(model.voicemailShare) ? "voicemail" : "unanswered";
  }

  #lose(waiting: Waiting, outcome: Outcome): void {
    if (waiting.over) return;
    this.#leaveQueue(waiting);
    this.#services.set(waiting.caller, { answeredAt: null, endedAt: this.#now, outcome });
    if (waiting.ringingAt !== null) this.#team.move(waiting.ringingAt, "available");
  }

  #ringFreeOperators(): void {
    for (const waiting of this.#queue) {
      const operator = this.#team.longestFree();
      if (operator === undefined) return;
      if (waiting.ringingAt !== null) continue;
      waiting.ringingAt = operator;
      this.#team.move(operator, "ringing");
      this.#in(this.#drawn("ringSeconds"), () => this.#answer(waiting, operator));
    }
  }

  #answer(waiting: Waiting, operator: Operator): void {
    if (waiting.over) return;
    this.#leaveQueue(waiting);
    const { caller } = waiting;
    const endedAt = later(this.#now, caller.talk);
    this.#services.set(caller, { answeredAt: this.#now, endedAt, outcome: "completed" });
    this.#team.move(operator, "busy");
    this.#in(caller.talk, () => {
      this.#team.move(operator, "wrapUp");
      this.#in(this.#drawn("wrapUpSeconds"), () => this.#afterWrapUp(operator));
    });
  }

  /** After some conversations the case takes longer to write down than the usual wrap-up. */
  #afterWrapUp(operator: Operator): void {
    const { casesShare, caseMinutes } = this.#options.model.operators;
    const mayWrite = this.#options.random.chance(casesShare) && this.#attending > 1;
    if (!mayWrite) return this.#team.move(operator, "available");
    this.#writing += 1;
    this.#in(this.#minutesWithin(caseMinutes), () => {
      this.#writing -= 1;
      this.#team.move(operator, "available");
    });
  }

  #takeBreak(operator: Operator): void {
    this.#team.move(operator, "paused");
    this.#in(this.#minutesWithin(this.#options.model.operators.breakMinutes), () => {
      operator.breakDue = this.#breakWithin(0.6, 1.4);
      this.#team.move(operator, "available");
    });
  }

  /** Operators who are there for the next caller, now or after the present one. */
  get #attending(): number {
    return this.#team.onLine - this.#writing;
  }

  /** At the end of the day nobody goes home while somebody of that day waits. */
  #adjustTeam(): void {
    // Shifts do not begin together: a first break may come at any time.
    while (this.#team.size < this.#heads) this.#team.join(this.#breakWithin(0, 1.4));
    if (this.#heads === 0 && this.#queue.length > 0) return;
    while (this.#team.size > this.#heads && this.#team.release());
  }

  #sendToBreak(): void {
    if (this.#queue.length > 0) return;
    for (const operator of this.#team.free())
      if (operator.breakDue <= this.#now && this.#attending > 1) this.#takeBreak(operator);
  }

  /** When the next break is due, as multiples of the usual interval. */
  #breakWithin(from: number, to: number): EpochMs {
    const usual = this.#options.model.operators.breakEveryMinutes;
    return later(this.#now, minutes(usual * this.#options.random.between(from, to)));
  }

  #minutesWithin({ min, max }: { readonly min: number; readonly max: number }): DurationMs {
    return minutes(this.#options.random.between(min, max));
  }

  #leaveQueue(waiting: Waiting): void {
    waiting.over = true;
    this.#queue.splice(this.#queue.indexOf(waiting), 1);
  }

  #drawn(name: "overflowSeconds" | "ringSeconds" | "wrapUpSeconds"): DurationMs {
    return this.#options.random.duration(this.#options.model[name]);
  }

  #in(delay: DurationMs, task: () => void): void {
    this.#agenda.add(later(this.#now, ms(Math.round(delay))), task);
  }
}
