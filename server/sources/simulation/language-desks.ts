import type { Config } from "#config/schema.ts";
import type { Calendar } from "#domain/calendar.ts";
import type { Channel, Language, QueueId } from "#domain/contact-event.ts";
import type { EpochMs } from "#domain/time.ts";
import { deskStateOf, type IsHoliday, type Timetable } from "#domain/timetable.ts";

import type { Random } from "./random.ts";

/** What the simulation asks of a house. */
export type SimulatedHouse = Pick<Config, "languages" | "channels" | "queues" | "outboundPurposes"> & {
  /** Not given: desks keep their hours on public holidays. */
  readonly isHoliday?: IsHoliday;
};

/** Weight of a language or an entry that the baseline does not know. */
const UNLISTED_SHARE = 0.01;
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export interface Choice {
  readonly language: Language;
  readonly queue: QueueId;
}

/** The language menu of one channel: which queue a contact chooses at an instant. `undefined`: no desk is open. */
export type LanguageMenu = (at: EpochMs, random: Random) => Choice | undefined;

/** Languages in the house's order that have a queue of this channel; the first has whatever share the others leave. */
export function languageMenu(options: {
  readonly house: SimulatedHouse;
  readonly channel: Channel;
  readonly shares: Readonly<Record<string, number>>;
  readonly calendar: Calendar;
}): LanguageMenu {
  const { house, channel, shares, calendar } = options;
  const desks = house.languages.flatMap((language) => {
    const { code } = language;
    const queue = house.queues.find((one) => one.channel === channel && one.language === code);
    const timetable = timetableOf(language, house.isHoliday ?? null);
    return queue === undefined ? [] : [{ language: code, queue: queue.id, timetable }];
  });
  const first = desks[0]?.language;
  const shareOf = (language: Language) => shares[language] ?? UNLISTED_SHARE;
  return (at, random) => {
    const open = desks.filter((desk) => deskStateOf(desk.timetable, at, calendar) === "open");
    const others = open.reduce((sum, { language }) => sum + (language === first ? 0 : shareOf(language)), 0);
    return random.pick(open, ({ language }) =>
      language === first ? Math.max(1 - others, UNLISTED_SHARE) : shareOf(language),
    );
  };
}

/** One of the entries of a channel, such as the site or the app. */
export const entryOf = (
  entries: readonly { readonly id: string }[],
  shares: Readonly<Record<string, number>>,
  random: Random,
): string | undefined => random.pick(entries, ({ id }) => shares[id] ?? UNLISTED_SHARE)?.id;

function timetableOf(
  { hours, onHolidays }: Config["languages"][number],
  isHoliday: IsHoliday | null,
): Timetable {
  return {
    hours: hours.map(({ days, from, to }) => ({
      weekdays: days.map((day) => WEEKDAYS.indexOf(day) + 1),
      fromMinute: minuteOf(from),
      toMinute: minuteOf(to),
    })),
    byAppointment: false,
    closedOn: onHolidays === "closed" ? isHoliday : null,
  };
}

const minuteOf = (clockTime: string): number =>
  Number(clockTime.slice(0, 2)) * 60 + Number(clockTime.slice(3, 5));
