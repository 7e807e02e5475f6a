import type { Baseline } from "#config/baseline-schema.ts";
import type { QuarterFigures } from "#config/quarter-schema.ts";
import type { Calendar, LocalDay } from "#domain/calendar.ts";
import type { Channel, HelplineEvent, SourceId } from "#domain/contact-event.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";

import { calendarOfSlots } from "../day-slots.ts";
import { languageMenu, type SimulatedHouse } from "../language-desks.ts";
import { createRandom } from "../random.ts";
import { outboundCalls } from "./outbound-calls.ts";
import { quarterCalls } from "./quarter-calls.ts";
import { quarterChats } from "./quarter-chats.ts";
import type { QuarterContact } from "./quarter-contact.ts";
import { type QuarterDay, quarterDays } from "./quarter-days.ts";
import { factsOf } from "./quarter-events.ts";

export interface QuarterOptions {
  readonly seed: string;
  readonly source: SourceId;
  readonly house: SimulatedHouse;
  readonly figures: QuarterFigures;
  readonly baseline: Baseline;
  readonly calendar: Calendar;
}

export interface Quarter {
  /** Local midnight of the first day. */
  readonly from: EpochMs;
  /** Local midnight after the last day. */
  readonly to: EpochMs;
  /**
   * All events of the contacts that arrive on this local day (those after midnight
   * too), and its outbound calls, sorted by time. Ids are native. Empty outside the quarter.
   */
  readonly eventsOf: (day: LocalDay) => readonly HelplineEvent[];
}

/**
 * A quarter whose counts are those of the report, cell by cell and outcome by
 * outcome; the same for the same seed, house, figures and baseline. A channel that
 * the house lacks, or has no queue for, is left out. Contacts are drawn at once,
 * and told as events day by day.
 */
export function planQuarter(options: QuarterOptions): Quarter {
  const { source, figures, calendar } = options;
  const days = quarterDays(figures, calendar);
  const nativeOf = ({ day }: QuarterDay) => `${options.seed}/quarter/${day.key}`;
  const contacts = byDay(days, contactsOf(options, days));
  const outbound = outboundOf(options, days, nativeOf);
  const positions = new Map(days.map(({ day }, index) => [day.key, index]));
  return {
    from: days[0]?.day.start ?? epochMs(0),
    to: days.at(-1)?.day.end ?? epochMs(0),
    eventsOf(wanted) {
      const index = positions.get(wanted.key) ?? -1;
      const day = days[index];
      if (day === undefined) return [];
      const facts = (contacts[index] ?? []).flatMap((contact, ordinal) =>
        factsOf(source, `${nativeOf(day)}/${contact.channel}/${ordinal + 1}`, contact),
      );
      return [...facts, ...(outbound[index] ?? [])].sort((a, b) => a.at - b.at);
    },
  };
}

function contactsOf(options: QuarterOptions, days: readonly QuarterDay[]): QuarterContact[] {
  const { seed, house, baseline, calendar } = options;
  const calendars = days.map(({ slots }) => calendarOfSlots(slots, calendar));
  const channelOf = (channel: Channel) => {
    const menus = calendars.map((ofDay) =>
      languageMenu({ house, channel, shares: baseline.channels[channel].languageShares, calendar: ofDay }),
    );
    return {
      ...options,
      days,
      seed: `${seed}|quarter|${channel}`,
      menuOf: (day: number) => menus[day] ?? (() => undefined),
    };
  };
  return [
    ...(serves(house, "phone") ? quarterCalls(channelOf("phone")) : []),
    ...(serves(house, "chat") ? quarterChats(channelOf("chat")) : []),
  ];
}

const serves = (house: SimulatedHouse, channel: Channel): boolean =>
  house.channels[channel] !== undefined && house.queues.some((queue) => queue.channel === channel);

function outboundOf(
  { seed, source, house, figures, baseline }: QuarterOptions,
  days: readonly QuarterDay[],
  nativeOf: (day: QuarterDay) => string,
): HelplineEvent[][] {
  if (house.channels.phone === undefined) return [];
  return outboundCalls({
    days,
    total: figures.calls.outbound,
    source,
    nativeOf,
    purposes: house.outboundPurposes,
    shares: baseline.outbound.purposeShares,
    random: createRandom(`${seed}|quarter|outbound`),
  });
}

function byDay(days: readonly QuarterDay[], contacts: readonly QuarterContact[]): QuarterContact[][] {
  const lists: QuarterContact[][] = days.map(() => []);
  for (const contact of contacts) lists[contact.day]?.push(contact);
  return lists;
}
