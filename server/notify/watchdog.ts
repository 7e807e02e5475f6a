import { seconds } from "#domain/time.ts";
import type { Freshness } from "#engine/delivery-ports.ts";
import { type Clock, JournalUnavailable, type Logger, type RunningSource } from "#engine/ports.ts";

import { type GuardedOptions, guardedRequest } from "./guarded-request.ts";

export interface WatchdogOptions extends GuardedOptions {
  readonly url: string;
  readonly everySeconds: number;
  /** Asked before each ping; while the journal cannot be read nothing is fresh. */
  readonly freshness: () => Freshness;
  /** The machine's own time. */
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Tells somebody outside at regular times that we are alive, and only while the
 * whole way from a source to a receiver is: whoever hears nothing raises the alarm.
 * The first ping goes out after one such time, when sources have had theirs to be heard.
 */
export function startWatchdog(options: WatchdogOptions): RunningSource {
  const { url, everySeconds, freshness, clock, logger } = options;
  const ended = new AbortController();
  let cancel: (() => void) | undefined;
  let round: Promise<void> = Promise.resolve();
  let last = "";
  const tell = (state: string, message: string): void => {
    if (state === last) return;
    last = state;
    if (state === "") logger.info({}, message);
    else logger.warn({ reason: state }, message);
  };
  const unheard = (reason: string): void => tell(reason, "the watchdog does not hear us");
  const ping = async (now: Freshness): Promise<void> => {
    if (!now.fresh) return tell(now.reason, "the watchdog is told nothing: not all is as it should be");
    const request = { url, headers: {}, body: "", method: "GET" } as const;
    const answer = await guardedRequest(request, { ...options, signal: ended.signal });
    if (ended.signal.aborted) return;
    if (!answer.ok) return unheard(answer.error);
    if (answer.status < 200 || answer.status >= 300) return unheard(`http-${answer.status}`);
    tell("", "the watchdog hears us again");
  };
  const beat = (): void => {
    cancel = clock.after(seconds(everySeconds), beat);
    const now = asked(freshness);
    round = round.then(() => ping(now));
  };
  cancel = clock.after(seconds(everySeconds), beat);
  return {
    async close() {
      cancel?.();
      ended.abort();
      await round;
    },
  };
}

/** A journal that cannot be read is a reason to raise the alarm, not to end. */
function asked(freshness: () => Freshness): Freshness {
  try {
    return freshness();
  } catch (error) {
    if (error instanceof JournalUnavailable) return { fresh: false, reason: "journal-unavailable" };
    throw error;
  }
}
