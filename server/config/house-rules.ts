/** Projections of the configuration into what the core decides by. */
import type { BoardRules } from "#domain/board.ts";
import { CHANNELS, type Channel } from "#domain/contact-event.ts";
import type { IsHoliday, Timetable } from "#domain/timetable.ts";

import type { Config, LanguageConfig } from "./schema.ts";

const WEEKDAYS = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 } as const;

/** Thresholds and short abandons per channel, thresholds ascending. */
export function boardRulesOf(config: Config): BoardRules {
  const rules = configuredChannels(config).map(([channel, settings]) => [
    channel,
    {
      thresholds: settings.serviceLevels.map((level) => level.withinSeconds).sort((a, b) => a - b),
      shortAbandon: settings.shortAbandonSeconds,
    },
  ]);
  return Object.fromEntries(rules);
}

/** Without holidays every desk keeps its hours. */
const NO_HOLIDAY: IsHoliday = () => false;

/** Languages with their timetables, entries and what is done with abandonments per channel. */
export function houseRulesOf(config: Config, isHoliday: IsHoliday = NO_HOLIDAY) {
  const channels = configuredChannels(config);
  return {
    languages: config.languages.map((language) => ({
      language: language.code,
      timetable: timetableOf(language, isHoliday),
    })),
    entries: Object.fromEntries(
      channels.map(([channel, { entries }]) => [channel, entries.map(({ id }) => id)]),
    ),
    rates: Object.fromEntries(
      channels.map(([channel, { abandons, shortAbandons }]) => [channel, { abandons, shortAbandons }]),
    ),
  };
}

function configuredChannels(config: Config) {
  return CHANNELS.flatMap((channel: Channel) => {
    const settings = config.channels[channel];
    return settings === undefined ? [] : [[channel, settings] as const];
  });
}

const timetableOf = (language: LanguageConfig, isHoliday: IsHoliday): Timetable => ({
  hours: language.hours.map(({ days, from, to }) => ({
    weekdays: days.map((day) => WEEKDAYS[day]),
    fromMinute: minuteOf(from),
    toMinute: minuteOf(to),
  })),
  byAppointment: language.byAppointment,
  closedOn: language.onHolidays === "closed" ? isHoliday : null,
});

function minuteOf(clockTime: string): number {
  const [hour = 0, minute = 0] = clockTime.split(":").map(Number);
  return hour * 60 + minute;
}
