/** How long the client waits for what. Tests pass shorter ones. */
import { type DurationMs, ms, seconds } from "#domain/time.ts";

export interface AmiTiming {
  /** For the TCP connection and the banner. */
  readonly connect: DurationMs;
  /** For the answer to an action, a whole listing included. */
  readonly answer: DurationMs;
  /**
   * For `FullyBooted` after the login. An account without the class `system` is
   * never sent it, so the link counts as up without it afterwards.
   */
  readonly boot: DurationMs;
  readonly pingEvery: DurationMs;
  /** When not one byte has come this long after a ping, the peer is gone: a half-open connection is silent otherwise. */
  readonly silence: DurationMs;
  /** The longest first wait before connecting again; it doubles with each failure. */
  readonly firstRetry: DurationMs;
  readonly longestRetry: DurationMs;
  /** A link that was up this long begins again with the first wait. */
  readonly stable: DurationMs;
  /** A wrong secret does not mend itself, and the PBX logs each attempt. */
  readonly retryLogin: DurationMs;
}

export const AMI_TIMING: AmiTiming = {
  connect: seconds(5),
  answer: seconds(10),
  boot: seconds(5),
  pingEvery: seconds(10),
  silence: seconds(5),
  firstRetry: ms(250),
  longestRetry: seconds(30),
  stable: seconds(10),
  retryLogin: seconds(30),
};
