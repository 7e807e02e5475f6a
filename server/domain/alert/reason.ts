import type { Channel, SourceId } from "#domain/contact-event.ts";
import type { SurgeLevel } from "#domain/surge.ts";

/** Why, as data: the page and the receivers make sentences of it. JSON-safe, units in the field names. */
export type AlertReason =
  | {
      readonly kind: "rate-falls";
      readonly channel: Channel;
      /** Of a service level; `null`: the answer rate. */
      readonly thresholdMs: number | null;
      /** Share in the window, and of how many contacts; `null`: none. */
      readonly value: number | null;
      readonly n: number;
      readonly target: number;
      readonly windowMs: number;
      /** Chance that the true rate lies clearly below its target. */
      readonly badProbability: number;
    }
  | {
      readonly kind: "understaffed";
      readonly channel: Channel;
      readonly onLine: number;
      readonly needed: number;
    }
  | {
      readonly kind: "nobody-answers";
      readonly channel: Channel;
      /** Contacts lost in a row; 0 when it is that somebody waits and no operator is there. */
      readonly lostInARow: number;
      readonly sinceMs: number;
    }
  | {
      readonly kind: "surge";
      /** `null`: both channels together. */
      readonly channel: Channel | null;
      readonly level: SurgeLevel;
      readonly ratio: number;
      readonly lowerBound: number;
      readonly windowMs: number;
    }
  | {
      readonly kind: "known-day";
      readonly name: Readonly<Record<string, string>>;
      readonly when: "tomorrow" | "today";
      readonly times: number;
      readonly lastTime: readonly { readonly channel: Channel; readonly count: number }[] | null;
    }
  | { readonly kind: "source-silent"; readonly source: SourceId; readonly sinceMs: number | null }
  | {
      readonly kind: "too-quiet";
      readonly channel: Channel;
      readonly sinceMs: number;
      readonly expected: number;
    }
  | {
      readonly kind: "undelivered";
      readonly receiver: string;
      readonly sinceMs: number;
      readonly waiting: number;
      /** Given up since the last that it took. */
      readonly givenUp: number;
    };
