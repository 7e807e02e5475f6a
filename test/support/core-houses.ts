import { boardRulesOf, houseRulesOf } from "#config/house-rules.ts";
import { loadConfig } from "#config/load-config.ts";
import type { BoardState } from "#domain/board-state.ts";
import { Board, type BoardRules } from "#domain/board.ts";
import { type Calendar, createCalendar } from "#domain/calendar.ts";
import { type Channel, CHANNELS } from "#domain/contact-event.ts";
import type { RateRules } from "#domain/metrics.ts";
import type { EpochMs } from "#domain/time.ts";

/** What the core needs to know of a house. The same tests run for every house here. */
export interface TestHouse {
  readonly name: string;
  readonly calendar: Calendar;
  readonly rules: BoardRules;
  readonly rates: Readonly<Partial<Record<Channel, RateRules>>>;
  readonly channels: readonly Channel[];
  readonly languages: readonly string[];
  /** Ten in the morning, local time, of a day on which the clock does not change. */
  readonly morning: EpochMs;
}

/** 1522 as shipped, and a helpline in another zone, with other languages and rules and without chat. */
export const HOUSES: readonly TestHouse[] = [
  houseOf("config/vedetta.example.yaml", { year: 2026, month: 11, day: 25 }),
  houseOf("test/fixtures/config/good-second-house.yaml", { year: 2027, month: 2, day: 3 }),
];

export const boardOf = (house: TestHouse, saved: BoardState | null = null): Board =>
  new Board({ rules: house.rules, calendar: house.calendar, saved });

/** Everything but the day comes from the file that such a house is run with. */
function houseOf(
  file: string,
  { year, month, day }: { readonly year: number; readonly month: number; readonly day: number },
): TestHouse {
  const config = loadConfig(file);
  const calendar = createCalendar(config.house.timeZone);
  return {
    name: config.house.name,
    calendar,
    rules: boardRulesOf(config),
    rates: houseRulesOf(config).rates,
    channels: CHANNELS.filter((channel) => config.channels[channel] !== undefined),
    languages: config.languages.map(({ code }) => code),
    morning: calendar.at(year, month, day, 10, 0),
  };
}
