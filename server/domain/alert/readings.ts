import type { Channel, SourceId } from "#domain/contact-event.ts";
import type { SurgeLevel } from "#domain/surge.ts";
import type { DurationMs, EpochMs } from "#domain/time.ts";

import type { AlertReason } from "./reason.ts";

/** What became of the contacts that were decided within the window of the rate rules. */
export interface RateReading {
  /** Of a service level; `null`: the answer rate. */
  readonly threshold: DurationMs | null;
  /** Contacts that count, and how many of them as they should. */
  readonly n: number;
  readonly met: number;
  /** How long ago a contact was last answered; `null`: none in the window. */
  readonly answeredAgo: DurationMs | null;
  /** Correlation of fates within the window, as learned; `null`: not known yet. */
  readonly clustering: number | null;
}

/** The newest queue contacts whose fate is decided, as far as nobody was answered among them. */
export interface LostRow {
  readonly count: number;
  /** When the first and the last of them were lost; `null`: none was. */
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  /** The last answer before; `null`: none is known. */
  readonly answeredAt: EpochMs | null;
}

export interface SurgeNow {
  readonly level: SurgeLevel;
  readonly ratio: number;
  readonly lowerBound: number;
  readonly window: DurationMs;
}

export interface ChannelReading {
  readonly channel: Channel;
  /** Every source of the channel is in touch: what is not told did not happen. */
  readonly isInTouch: boolean;
  /** At least one is; `lost` is of those that are. */
  readonly isPartlyInTouch: boolean;
  readonly rates: readonly RateReading[];
  /** Of the sources that are in touch; `null`: no queue contact is known. */
  readonly lost: LostRow | null;
  /** First wait start of the one waiting longest; `null`: nobody waits. */
  readonly waitingSince: EpochMs | null;
  /** `null`: no source tells. */
  readonly operators: {
    readonly onLine: number;
    /** Able to take a contact, or in one: available + busy. */
    readonly attending: number;
  } | null;
  /** Operators needed at the present volume; `null`: not known. */
  readonly needed: number | null;
  /** `null`: too little was seen to judge. */
  readonly surge: SurgeNow | null;
  /** Whether silence can be judged at all, and the one that is no chance. */
  readonly quiet: { readonly tooQuiet: { readonly since: EpochMs; readonly expected: number } | null } | null;
}

export interface SourceReading {
  /** Real time for which nothing has been heard, as this process has lived it: a step of the clock does not change it. */
  readonly silentFor: DurationMs;
  /** `null`: never heard since the start. */
  readonly heardAt: EpochMs | null;
}

/** The messages that one receiver has not taken. */
export interface ReceiverReading {
  /** Since when the oldest waits, or the first was given up, by the clock. */
  readonly since: EpochMs;
  /** How long it has been the same one, as this process has lived it. */
  readonly stuckFor: DurationMs;
  /** How many wait. */
  readonly count: number;
  /** How many were given up since the last that it took. */
  readonly givenUp: number;
}

/** Everything that the rules look at, at one instant. Plain data. */
export interface AlertReadings {
  readonly channels: ReadonlyMap<Channel, ChannelReading>;
  /** Both channels together; `null`: one channel, or too little was seen. */
  readonly together: SurgeNow | null;
  /** The great day that is near. */
  readonly announcement: Omit<Extract<AlertReason, { readonly kind: "known-day" }>, "kind"> | null;
  readonly sources: ReadonlyMap<SourceId, SourceReading>;
  /** Receivers that have taken everything are not in it. */
  readonly receivers: ReadonlyMap<string, ReceiverReading>;
}
