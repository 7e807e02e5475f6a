import type { BoardState } from "#domain/board-state.ts";
import { Board, type BoardRules } from "#domain/board.ts";
import { type Calendar, createCalendar } from "#domain/calendar.ts";
import type { Channel } from "#domain/contact-event.ts";
import { type EpochMs, seconds } from "#domain/time.ts";

/** What the core needs to know of a house. The same tests run for every house here. */
export interface TestHouse {
  readonly name: string;
  readonly calendar: Calendar;
  readonly rules: BoardRules;
  readonly channels: readonly Channel[];
  readonly languages: readonly string[];
  /** Ten in the morning, local time, of a day on which the clock does not change. */
  readonly morning: EpochMs;
}

const rome = createCalendar("Europe/Rome");
const stJohns = createCalendar("America/St_Johns");

/** 1522 as shipped, and a helpline in another zone, with other languages and without chat. */
export const HOUSES: readonly TestHouse[] = [
  {
    name: "1522",
    calendar: rome,
    rules: {
      phone: { thresholds: [seconds(20)], shortAbandon: seconds(5) },
      chat: { thresholds: [seconds(20), seconds(60)], shortAbandon: seconds(5) },
    },
    channels: ["phone", "chat"],
    languages: ["it", "en", "ar"],
    morning: rome.at(2026, 11, 25, 10, 0),
  },
  {
    name: "a house without chat in St. John's",
    calendar: stJohns,
    rules: { phone: { thresholds: [seconds(30), seconds(120)], shortAbandon: seconds(10) } },
    channels: ["phone"],
    languages: ["en", "pt"],
    morning: stJohns.at(2027, 2, 3, 10, 0),
  },
];

export const boardOf = (house: TestHouse, saved: BoardState | null = null): Board =>
  new Board({ rules: house.rules, calendar: house.calendar, saved });
