/** What people do about alerts, at this node or at another one. */
import type { AlertBook } from "#domain/alert/alert-book.ts";
import type { AlertState } from "#domain/alert/alert-state.ts";
import { type AlertDecision, decided, isLater, isOfUse, subjectOf } from "#domain/alert/decision.ts";
import { LONGEST_SILENCE, type Silence, type SilenceScope } from "#domain/alert/silence.ts";
import { type DurationMs, type EpochMs, later, ms } from "#domain/time.ts";

import type { AlertKeeper } from "./alert-keeper.ts";
import type { OutboxEntry } from "./alert-ports.ts";
import type { Clock } from "./ports.ts";

export interface AlertHandOptions {
  readonly keeper: AlertKeeper;
  readonly clock: Clock;
  /** Tells silences of this node from those of others; `null`: it is alone. */
  readonly node: string | null;
  /** Whether there is anything that such a silence could be about. */
  readonly isKnown: (scope: SilenceScope) => boolean;
  /** What receivers are to be told when somebody takes care of an alert. */
  readonly tellAcknowledged: (alert: AlertState, book: AlertBook, at: EpochMs) => readonly OutboxEntry[];
  readonly changed: () => void;
}

export class AlertHand {
  readonly #options: AlertHandOptions;

  constructor(options: AlertHandOptions) {
    this.#options = options;
  }

  /** Somebody takes care of it; `null`: nobody does any more. False: no such alert fires. Throws `JournalUnavailable`, and then nothing has changed. */
  acknowledge(fingerprint: string, by: string | null): boolean {
    const at = this.#options.clock.now();
    const { alerts } = this.#options.keeper.memory.book;
    const known = alerts.find((alert) => alert.fingerprint === fingerprint && alert.status !== "pending");
    if (known === undefined) return false;
    this.#decide([
      { kind: "acknowledgement", fingerprint, by, at: this.#after(fingerprint, laterOf(at, known.startsAt)) },
    ]);
    return true;
  }

  /** `null`: there is no such alert or rule. Throws `JournalUnavailable`, and then nothing has changed. */
  silence(wish: { scope: SilenceScope; by: string; why: string; lasts: DurationMs }): Silence | null {
    const { scope, by, why, lasts } = wish;
    const { clock, node, isKnown } = this.#options;
    if (!isKnown(scope)) return null;
    const from = clock.now();
    const own = ["silence", ...(node === null ? [] : [node]), ""].join("-");
    const count = this.#highestOf(own) + 1;
    const id = `${own}${count}`;
    const until = later(from, ms(Math.min(lasts, LONGEST_SILENCE)));
    const silence = { id, scope, by, why, from, until };
    this.#decide([{ kind: "silence", silence, endedAt: null }], count);
    return silence;
  }

  /** False: there is none of this id. Throws `JournalUnavailable`, and then nothing has changed. */
  endSilence(id: string): boolean {
    const { keeper, clock } = this.#options;
    const silence = keeper.memory.book.silences.find((one) => one.id === id);
    if (silence === undefined) return false;
    this.#decide([{ kind: "silence", silence, endedAt: clock.now() }]);
    return true;
  }

  /** What was decided at another node. Throws `JournalUnavailable`, and then nothing has changed. */
  take(decisions: readonly AlertDecision[]): void {
    const now = this.#options.clock.now();
    const known = new Map(this.#options.keeper.memory.decisions.map((one) => [subjectOf(one), one]));
    const news = decisions.filter((one) => isOfUse(one, now) && isLater(one, known.get(subjectOf(one))));
    if (news.length > 0) this.#decide(news);
  }

  /** The clock of another node may be ahead: what is decided here after its decision is later than that. */
  #after(fingerprint: string, at: EpochMs): EpochMs {
    const last = this.#options.keeper.memory.decisions.find(
      (one) => one.kind === "acknowledgement" && one.fingerprint === fingerprint,
    );
    return last?.kind === "acknowledgement" && last.at >= at ? later(last.at, ms(1)) : at;
  }

  /** A node that began with nothing may have had silences in its life before, which the others still know. */
  #highestOf(own: string): number {
    const { decisions, silenceCount } = this.#options.keeper.memory;
    const numbers = decisions
      .filter((one) => one.kind === "silence")
      .filter(({ silence }) => silence.id.startsWith(own))
      .map(({ silence }) => Number(silence.id.slice(own.length)))
      .filter((number) => Number.isSafeInteger(number));
    return Math.max(silenceCount, ...numbers);
  }

  #decide(decisions: readonly AlertDecision[], silenceCount?: number): void {
    const { keeper, clock, tellAcknowledged, changed } = this.#options;
    const now = clock.now();
    const { memory } = keeper;
    const bySubject = new Map(memory.decisions.map((one) => [subjectOf(one), one]));
    const messages: OutboxEntry[] = [];
    let { book } = memory;
    for (const decision of decisions) {
      const before = book;
      book = decided(book, decision, now);
      bySubject.set(subjectOf(decision), decision);
      if (decision.kind === "silence" || decision.by === null) continue;
      for (const [index, alert] of book.alerts.entries())
        if (alert !== before.alerts[index]) messages.push(...tellAcknowledged(alert, book, decision.at));
    }
    const kept = [...bySubject.values()].filter((one) => isOfUse(one, now));
    const next = { ...memory, book, decisions: kept, silenceCount: silenceCount ?? memory.silenceCount };
    keeper.change(next, messages);
    changed();
  }
}

/** The clock may have been set back since it fired. */
const laterOf = (at: EpochMs, startsAt: EpochMs | null): EpochMs =>
  startsAt !== null && startsAt > at ? startsAt : at;
