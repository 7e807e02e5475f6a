import type { Channel } from "#domain/contact-event.ts";

/**
 * Today's cumulative arrivals (net of blacklisted) per channel, one point per `stepMs`
 * of the local day: 288 points, 276 or 300 when the clock changes.
 * `cumulative[i]` counts the arrivals up to the end of step i; only steps that have begun are present.
 * `GET /api/v1/trend`.
 */
export interface Trend {
  readonly dayStartMs: number;
  readonly dayEndMs: number;
  readonly stepMs: number;
  readonly channels: readonly TrendChannel[];
}

export interface TrendChannel {
  readonly channel: Channel;
  readonly cumulative: readonly number[];
  /**
   * What is usual by the end of each step of the whole day: the mean, and the range in which
   * four days in five lie. `null`: not known.
   */
  readonly usual: {
    readonly expected: readonly number[];
    readonly low: readonly number[];
    readonly high: readonly number[];
  } | null;
}
