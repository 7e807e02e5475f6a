/** What today is held against, as the configuration has it. */
import path from "node:path";

import { type Channel, CHANNELS, type SourceId } from "#domain/contact-event.ts";
import { createKnownDays, type KnownDays } from "#domain/known-days.ts";
import { type DurationMs, seconds } from "#domain/time.ts";
import type { PriorWeek } from "#domain/usual-week.ts";

import { HOLIDAY_SPREAD } from "./calendar-schema.ts";
import { readBoth } from "./fault.ts";
import { loadBaseline } from "./load-baseline.ts";
import { loadCalendar } from "./load-calendar.ts";
import type { ChannelConfig, Config } from "./schema.ts";
import type { SourceConfig } from "./source-schema.ts";

interface Staffing {
  readonly talk: DurationMs;
  readonly wrapUp: DurationMs;
  readonly patience: DurationMs;
  readonly concurrency: number;
  readonly target: number;
  readonly withinSeconds: number;
}

export interface OutlookRules {
  readonly rules: {
    readonly priors: Readonly<Partial<Record<Channel, PriorWeek>>>;
    readonly knownDays: KnownDays;
  };
  readonly staffing: Readonly<Partial<Record<Channel, Staffing>>>;
  readonly sharedOperators: boolean;
}

/** Reads the files that the configuration names, relative to `root`. Throws `ConfigError` with every fault of each. */
export function outlookRulesOf(
  config: Config,
  { root, isHoliday }: { readonly root: string; readonly isHoliday: (key: string) => boolean },
): OutlookRules {
  const { usual, house, sharedOperators } = config;
  const [baseline, calendar] = readBoth(
    () => (usual?.baselineFile === undefined ? null : loadBaseline(path.resolve(root, usual.baselineFile))),
    () =>
      usual?.calendarFile === undefined
        ? { knownDays: [], holidaySpread: HOLIDAY_SPREAD }
        : loadCalendar(path.resolve(root, usual.calendarFile), house.locales),
  );
  const configured = CHANNELS.flatMap((channel) => {
    const settings = config.channels[channel];
    return settings === undefined ? [] : [[channel, settings] as const];
  });
  return {
    rules: {
      priors:
        baseline === null
          ? {}
          : Object.fromEntries(configured.map(([channel]) => [channel, baseline.channels[channel].perHour])),
      knownDays: createKnownDays({
        entries: calendar.knownDays,
        holidaySpread: calendar.holidaySpread,
        isHoliday,
      }),
    },
    staffing: Object.fromEntries(
      configured.flatMap(([channel, settings]) => {
        const staffing = staffingOf(settings);
        return staffing === null ? [] : [[channel, staffing]];
      }),
    ),
    sharedOperators,
  };
}

/** The first service level of a channel is the one that a shift is planned for. */
function staffingOf({ staffing, serviceLevels: [first] }: ChannelConfig): Staffing | null {
  if (staffing === undefined || first === undefined) return null;
  return {
    talk: staffing.talkSeconds,
    wrapUp: staffing.wrapUpSeconds,
    patience: staffing.patienceSeconds,
    concurrency: staffing.concurrency,
    target: first.target,
    withinSeconds: first.withinSeconds / seconds(1),
  };
}

/** Which sources deliver contacts of each configured channel. */
export function feedsOf(config: Config): Readonly<Partial<Record<Channel, readonly SourceId[]>>> {
  return Object.fromEntries(
    configuredChannels(config).map((channel) => [
      channel,
      config.sources.filter((source) => channelsOf(source, config).includes(channel)).map(({ id }) => id),
    ]),
  );
}

const configuredChannels = ({ channels }: Config): Channel[] =>
  CHANNELS.filter((channel) => channels[channel] !== undefined);

/** The channels whose contacts a source delivers. */
export function channelsOf(source: SourceConfig, config: Config): Channel[] {
  switch (source.kind) {
    case "asterisk":
      return ["phone"];
    case "livehelperchat":
      return ["chat"];
    case "http-events":
      return source.channels;
    case "simulation":
      return configuredChannels(config);
  }
}
