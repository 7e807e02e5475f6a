import type { ReactiveControllerHost } from "lit";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { Trend, TrendChannel } from "#wire/trend.ts";

import { type Gap, isContiguous, lineOf, type TrendLine, withNewest } from "../format/trend-line.ts";
import { DocumentLoader } from "./document-loader.ts";

/** Between two attempts to fetch the history: every snapshot after a gap asks for it. */
const REST_MS = 5_000;
const MINUTE_MS = 60_000;

/**
 * Today's line of every channel: the history, fetched once, and the newest point
 * of every snapshot. Fetches again on a gap, on a new day and when told to. A line
 * keeps its identity until its data or the minute changes, so charts redraw only then.
 */
export class TrendHistory {
  readonly #loader: DocumentLoader<Trend>;
  readonly #lines = new Map<string, { readonly key: string; readonly line: TrendLine }>();
  #trend: Trend | null = null;
  /** By the newest snapshot nothing is known yet of what is usual today. */
  #isDayYoung = false;
  /** The history was fetched while that was so: what is usual in it may be yesterday's. */
  #isUsualOld = false;
  /** The day for which what is usual was asked for again. */
  #askedAgainOnMs = 0;

  constructor(host: ReactiveControllerHost, url: string) {
    const onLoaded = (trend: Trend): void => {
      this.#trend = trend;
      this.#isUsualOld = this.#isDayYoung;
      this.#lines.clear();
      host.requestUpdate();
    };
    this.#loader = new DocumentLoader<Trend>(host, { url, restMs: REST_MS, onLoaded });
  }

  reload(): void {
    this.#loader.reload();
  }

  /** Lays the newest points over the history. */
  follow(snapshot: BoardSnapshot): void {
    if (this.#trend === null) return;
    const known = this.#trend;
    if (this.#lacksUsual(snapshot)) this.reload();
    const newestOf = (channel: BoardSnapshot["channels"][number]) => ({
      ...channel.trend,
      dayStartMs: snapshot.dayStartMs,
      asOfMs: snapshot.asOfMs,
    });
    if (!snapshot.channels.every((one) => isContiguous(known, one.channel, newestOf(one)))) {
      this.reload();
      if (known.dayStartMs !== snapshot.dayStartMs) this.#trend = null;
      return;
    }
    const channels = snapshot.channels.map((one) => {
      const line = known.channels.find((other) => other.channel === one.channel);
      const before = line?.cumulative ?? [];
      const isKnown = before.length === one.trend.index + 1 && before.at(-1) === one.trend.cumulative;
      const cumulative = isKnown ? before : withNewest(before, newestOf(one));
      return { channel: one.channel, cumulative, usual: line?.usual ?? null };
    });
    this.#trend = { ...known, channels };
  }

  /** A channel's day by the end of each of its steps; `null` while there is no history. */
  series(channel: string): (TrendChannel & Pick<Trend, "stepMs">) | null {
    const series = this.#trend?.channels.find((one) => one.channel === channel);
    return this.#trend && series ? { ...series, stepMs: this.#trend.stepMs } : null;
  }

  /** What is usual today has been learned since the history was fetched. True once a day. */
  #lacksUsual({ channels, dayStartMs }: BoardSnapshot): boolean {
    const learned = channels.filter(({ outlook }) => (outlook?.asOfMs ?? 0) > dayStartMs);
    this.#isDayYoung = learned.length === 0;
    const isLacking = learned.some(({ channel }) => this.#isUsualOld || !this.series(channel)?.usual);
    if (!isLacking || this.#askedAgainOnMs === dayStartMs) return false;
    this.#askedAgainOnMs = dayStartMs;
    return true;
  }

  /** The line up to `untilMs`, broken where nobody saw; `null` while there is no history. */
  line(channel: string, untilMs: number, gaps: readonly Gap[]): TrendLine | null {
    const trend = this.#trend;
    const cumulative = trend?.channels.find((one) => one.channel === channel)?.cumulative;
    if (!trend || !cumulative) return null;
    const minuteMs = untilMs - (untilMs % MINUTE_MS);
    const key = `${trend.dayStartMs} ${cumulative.length} ${cumulative.at(-1)} ${minuteMs} ${gaps.join(" ")}`;
    const kept = this.#lines.get(channel);
    if (kept?.key === key) return kept.line;
    const line = lineOf(trend, cumulative, untilMs, gaps);
    this.#lines.set(channel, { key, line });
    return line;
  }
}
