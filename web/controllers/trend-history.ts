import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { BoardSnapshot } from "#wire/board-snapshot.ts";
import type { Trend } from "#wire/trend.ts";

import { isContiguous, lineOf, type TrendLine, withNewest } from "../format/trend-line.ts";
import { fetchJson } from "./fetch-json.ts";

/** Between two attempts to fetch the history, so that a server in trouble is left in peace. */
const PAUSE_MS = 5_000;
const MINUTE_MS = 60_000;

/**
 * Today's line of every channel: the history, fetched once, and the newest point
 * of every snapshot. Fetches again on a gap, on a new day and when told to. A line
 * keeps its identity until its data or the minute changes, so charts redraw only then.
 */
export class TrendHistory implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #url: string;
  readonly #lines = new Map<string, { readonly key: string; readonly line: TrendLine }>();
  #trend: Trend | null = null;
  #isLoading = false;
  #isWanted = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, url: string) {
    this.#host = host;
    this.#url = url;
    host.addController(this);
  }

  hostConnected(): void {
    this.reload();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  reload(): void {
    this.#isWanted = true;
    if (!this.#isLoading && this.#timer === undefined) void this.#load();
  }

  /** Lays the newest points over the history. */
  follow(snapshot: BoardSnapshot): void {
    if (this.#trend === null) return;
    const known = this.#trend;
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
      const before = known.channels.find((other) => other.channel === one.channel)?.cumulative ?? [];
      const isKnown = before.length === one.trend.index + 1 && before.at(-1) === one.trend.cumulative;
      const cumulative = isKnown ? before : withNewest(before, newestOf(one));
      return { channel: one.channel, cumulative };
    });
    this.#trend = { ...known, channels };
  }

  /** The line up to `untilMs`; `null` while there is no history. */
  line(channel: string, untilMs: number): TrendLine | null {
    const trend = this.#trend;
    const cumulative = trend?.channels.find((one) => one.channel === channel)?.cumulative;
    if (!trend || !cumulative) return null;
    const minuteMs = untilMs - (untilMs % MINUTE_MS);
    const key = `${trend.dayStartMs} ${cumulative.length} ${cumulative.at(-1)} ${minuteMs}`;
    const kept = this.#lines.get(channel);
    if (kept?.key === key) return kept.line;
    const line = lineOf(trend, cumulative, untilMs);
    this.#lines.set(channel, { key, line });
    return line;
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    this.#isWanted = false;
    const trend = await fetchJson<Trend>(this.#url);
    this.#isLoading = false;
    if (trend === null) this.#isWanted = true;
    else {
      this.#trend = trend;
      this.#lines.clear();
      this.#host.requestUpdate();
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isWanted) this.reload();
    }, PAUSE_MS);
  }
}
