import type { ChannelConfig, Config } from "#config/schema.ts";
import { type Channel, CHANNELS, type SourceId } from "#domain/contact-event.ts";
import type { House, HouseChannel, HouseSource } from "#wire/house.ts";

/** What a wall is told of the configuration. Addresses, names of users and secrets are not in it. `feeds`: the sources of each channel. */
export function houseOf(
  config: Config,
  feeds: Readonly<Partial<Record<Channel, readonly SourceId[]>>>,
): House {
  const simulation = config.sources.find((source) => source.kind === "simulation");
  return {
    name: config.house.name,
    timeZone: config.house.timeZone,
    locales: config.house.locales,
    simulated: simulation !== undefined,
    speed: simulation?.speed ?? 1,
    languages: config.languages.map((language) => language.code),
    channels: CHANNELS.flatMap((channel) => {
      const settings = config.channels[channel];
      return settings ? [channelOf(channel, settings)] : [];
    }),
    sources: config.sources.map((source): HouseSource => {
      const { id, kind, label } = source;
      return {
        source: id,
        kind,
        label,
        channels: CHANNELS.filter((channel) => feeds[channel]?.includes(id)),
      };
    }),
  };
}

function channelOf(channel: Channel, settings: ChannelConfig): HouseChannel {
  return {
    channel,
    entries: settings.entries.map((entry) => ({ entry: entry.id, label: entry.label })),
    answerRateTarget: settings.answerRateTarget ?? null,
    serviceLevels: settings.serviceLevels
      .map((level) => ({ thresholdMs: level.withinSeconds, target: level.target }))
      .sort((a, b) => a.thresholdMs - b.thresholdMs),
    abandons: settings.abandons,
    shortAbandonMs: settings.shortAbandonSeconds,
    shortAbandons: settings.shortAbandons,
  };
}
