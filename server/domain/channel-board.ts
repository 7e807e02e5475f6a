import type { SavedOperators } from "./board-state.ts";
import type { Calendar, LocalDay } from "./calendar.ts";
import type { Channel, OperatorCounts, SourceId } from "./contact-event.ts";
import type { ContactStory } from "./contact-story.ts";
import { DayTally } from "./day-tally.ts";
import { type DecisionRules, overdueSince, replaceDecisions, VERDICT, verdictMetric } from "./decisions.ts";
import { OperatorHistory, totalOf } from "./operators.ts";
import { bucketOf, firstBucketOf, SlidingWindow } from "./sliding-window.ts";
import { Tally } from "./tally.ts";
import type { DurationMs, EpochMs } from "./time.ts";

/** The board of one channel: who is there now, what was decided in the last hour, how the days stand. */
export class ChannelBoard {
  readonly rules: DecisionRules;
  readonly #calendar: Calendar;
  /** Those who wait and those in conversation, by their row. */
  readonly #open = new Map<number, ContactStory>();
  readonly #window: SlidingWindow;
  readonly #days = new Map<EpochMs, DayTally>();
  #lastDay: DayTally | undefined;
  readonly #operators = new Map<SourceId, OperatorHistory>();

  constructor(rules: DecisionRules, calendar: Calendar) {
    this.rules = rules;
    this.#calendar = calendar;
    this.#window = new SlidingWindow(rules.thresholds.length);
  }

  /** Counts a contact by `after` instead of `before`; `null`: not of this channel. */
  replace(row: number, before: ContactStory | null, after: ContactStory | null): void {
    if (after !== null && isOpen(after)) this.#open.set(row, after);
    else if (before !== null && isOpen(before)) this.#open.delete(row);
    replaceDecisions(before, after, this.rules, this.#window);
    const from = before === null ? null : this.dayTally(this.#calendar.dayOf(before.arrivedAt));
    const to = after === null ? null : this.dayTally(this.#calendar.dayOf(after.arrivedAt));
    if (from === to) return to?.replace(before, after, this.rules);
    from?.replace(before, null, this.rules);
    to?.replace(null, after, this.rules);
  }

  /** Contacts that wait for a person. */
  waiting(): Iterable<ContactStory> {
    return this.#open.values().filter(isWaiting);
  }

  /** Contacts in conversation. */
  talking(): Iterable<ContactStory> {
    return this.#open.values().filter(isTalking);
  }

  /** Decisions of the last `length` before `now`, with those still waiting past a deadline as misses. */
  windowTally(now: EpochMs, length: DurationMs): Tally {
    const tally = this.#window.sum(now, length);
    const first = firstBucketOf(now, length);
    this.#countOverdue(now, tally, (_story, deadline) => bucketOf(deadline) >= first);
    return tally;
  }

  /** Today's figures at `now`: contacts that arrived on `day`, those still waiting past a deadline as misses. */
  dayTallyAt(day: LocalDay, now: EpochMs): Tally {
    const tally = new Tally(this.rules.thresholds.length);
    tally.include(this.dayTally(day).tally);
    this.#countOverdue(now, tally, (story) => story.arrivedAt >= day.start && story.arrivedAt < day.end);
    return tally;
  }

  dayTally(day: LocalDay): DayTally {
    // Nearly every contact is of the day that was asked for last.
    if (this.#lastDay?.day.start === day.start) return this.#lastDay;
    const tally = this.#days.get(day.start) ?? new DayTally(day, this.rules.thresholds.length);
    this.#days.set(day.start, tally);
    this.#lastDay = tally;
    return tally;
  }

  operatorsOf(source: SourceId): OperatorHistory {
    let history = this.#operators.get(source);
    if (history === undefined) {
      history = new OperatorHistory();
      this.#operators.set(source, history);
    }
    return history;
  }

  operatorHistories(): readonly OperatorHistory[] {
    return [...this.#operators.values()];
  }

  saveOperators(channel: Channel): SavedOperators[] {
    return [...this.#operators].map(([source, history]) => ({ channel, source, changes: history.save() }));
  }

  /** People by state over the sources of this channel that can count them; `null`: none can. */
  operators(): OperatorCounts | null {
    return totalOf(this.operatorHistories().map((history) => history.latest()));
  }

  forget(before: EpochMs): void {
    for (const [start, day] of this.#days) if (day.day.end < before) this.#days.delete(start);
    this.#lastDay = undefined;
    for (const history of this.#operators.values()) history.forget(before);
  }

  #countOverdue(
    now: EpochMs,
    tally: Tally,
    counts: (story: ContactStory, deadline: EpochMs) => boolean,
  ): void {
    for (const story of this.waiting()) {
      for (const [index, threshold] of this.rules.thresholds.entries()) {
        const deadline = overdueSince(story, threshold, now);
        if (deadline !== null && counts(story, deadline)) tally.add(verdictMetric(index, VERDICT.missed), 1);
      }
    }
  }
}

const isWaiting = (story: ContactStory): boolean => story.fate === "waiting";
const isTalking = (story: ContactStory): boolean => story.fate === "answered" && story.endedAt === null;
const isOpen = (story: ContactStory): boolean => isWaiting(story) || isTalking(story);
