import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { NamedPeriod, Report } from "#wire/report.ts";

import { type ChosenPeriod, defaultPeriod } from "../report/period-choice.ts";
import { fetchAnswer } from "./fetch-answer.ts";

/** `unchosen`: the address names no period and none that has a name is over. */
export type ReportState =
  | { readonly status: "loading" }
  | { readonly status: "unchosen" }
  | { readonly status: "unreachable" }
  | { readonly status: "refused"; readonly problem: string }
  | { readonly status: "loaded"; readonly report: Report };

/**
 * Fetches the periods that have names and the report of one period. Of
 * several requests only the last counts; nothing is asked for again by itself.
 */
export class ReportLoader implements ReactiveController {
  periods: readonly NamedPeriod[] = [];
  /** The period that is shown or being fetched. */
  period: ChosenPeriod | null = null;
  state: ReportState = { status: "loading" };

  readonly #host: ReactiveControllerHost;
  readonly #onDefault: (period: ChosenPeriod) => void;
  #round = 0;

  /** `onDefault` is told which period was chosen where nobody had chosen one. */
  constructor(host: ReactiveControllerHost, onDefault: (period: ChosenPeriod) => void) {
    this.#host = host;
    this.#onDefault = onDefault;
    host.addController(this);
  }

  /** What is on its way when the page goes counts no more. */
  hostDisconnected(): void {
    this.#round += 1;
  }

  /** Shows a period; `null` leaves the choice to the page. */
  async open(wish: ChosenPeriod | null): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    this.period = wish;
    this.#show({ status: "loading" });
    const state = await this.#load(wish, () => round === this.#round);
    if (round === this.#round) this.#show(state);
  }

  async #load(wish: ChosenPeriod | null, isCurrent: () => boolean): Promise<ReportState> {
    const periods =
      this.periods.length > 0 ? null : await fetchAnswer<readonly NamedPeriod[]>("/api/v1/report/periods");
    if (periods?.status === "given") this.periods = periods.body;
    const period = wish ?? defaultPeriod(this.periods);
    if (!period) return periods && periods.status !== "given" ? stateOf(periods) : { status: "unchosen" };
    if (!isCurrent()) return { status: "loading" };
    this.period = period;
    if (!wish) this.#onDefault(period);
    this.#host.requestUpdate();
    const { from, to } = period;
    const report = await fetchAnswer<Report>(
      `/api/v1/report?${new URLSearchParams({ from, to }).toString()}`,
    );
    return report.status === "given" ? { status: "loaded", report: report.body } : stateOf(report);
  }

  #show(state: ReportState): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}

const stateOf = (
  answer: { readonly status: "refused"; readonly problem: string } | { readonly status: "failed" },
): ReportState =>
  answer.status === "refused" ? { status: "refused", problem: answer.problem } : { status: "unreachable" };
