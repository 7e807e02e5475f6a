import { STEP_MS } from "./arrival-steps.ts";
import { type ContactStory, FATES, type Fate } from "./contact-story.ts";
import { type DecisionRules, replaceDecisions } from "./decisions.ts";
import { Tally } from "./tally.ts";
import type { LocalDay } from "./calendar.ts";

/** Everything about the contacts of one channel that arrived on one local day, whenever they were answered. */
export class DayTally {
  readonly day: LocalDay;
  readonly tally: Tally;
  /** Arrivals net of blacklisted ones, per 5 minutes of the day. */
  readonly arrivals: Float64Array;
  #estimated = 0;
  readonly #fates = new Float64Array(FATES.length);

  constructor(day: LocalDay, thresholds: number) {
    this.day = day;
    this.tally = new Tally(thresholds);
    this.arrivals = new Float64Array(Math.ceil((day.end - day.start) / STEP_MS));
  }

  /** Counts a contact by `after` instead of `before`; `null`: not of this day. */
  replace(before: ContactStory | null, after: ContactStory | null, rules: DecisionRules): void {
    if (before !== null) this.#place(before, -1);
    if (after !== null) this.#place(after, 1);
    replaceDecisions(before, after, rules, this.tally);
  }

  fate(fate: Fate): number {
    return this.#fates[FATE_INDEX[fate]] ?? 0;
  }

  /** How many of the answered ones have a wait that their source only estimated. */
  get estimated(): number {
    return this.#estimated;
  }

  #place(story: ContactStory, sign: 1 | -1): void {
    const fate = FATE_INDEX[story.fate];
    this.#fates[fate] = (this.#fates[fate] ?? 0) + sign;
    if (story.estimated) this.#estimated += sign;
    if (story.fate === "blacklisted") return;
    const step = Math.floor((story.arrivedAt - this.day.start) / STEP_MS);
    this.arrivals[step] = (this.arrivals[step] ?? 0) + sign;
  }
}

const FATE_INDEX: Readonly<Record<Fate, number>> = {
  blacklisted: 0,
  closedInWelcome: 1,
  botOnly: 2,
  interruptedBeforeQueue: 3,
  inWelcome: 4,
  answered: 5,
  abandoned: 6,
  unanswered: 7,
  voicemail: 8,
  interruptedWaiting: 9,
  waiting: 10,
};
