import type { BoardRules } from "#domain/board.ts";
import { CHANNELS, type Channel } from "#domain/contact-event.ts";
import type { RateRules } from "#domain/metrics.ts";
import type { House } from "#wire/house.ts";

import type { ReportRules } from "./report.ts";

export interface ReportRulesOptions {
  readonly house: House;
  readonly channels: BoardRules;
  readonly rates: Readonly<Partial<Record<Channel, RateRules>>>;
  readonly bandStarts: readonly (readonly number[])[];
}

/** What a report must know of a house, from what walls are told of it and what its board decides by. */
export function reportRulesOf(options: ReportRulesOptions): ReportRules {
  const { house, channels, rates, bandStarts } = options;
  return {
    house: house.name,
    simulated: house.simulated,
    channels,
    rates,
    bandStarts,
    languages: house.languages,
    entries: Object.fromEntries(
      house.channels.map(({ channel, entries }) => [channel, entries.map(({ entry }) => entry)]),
    ),
    sources: Object.fromEntries(
      CHANNELS.map((channel) => [
        channel,
        house.sources.filter((source) => source.channels.includes(channel)).map(({ source }) => source),
      ]),
    ),
  };
}
