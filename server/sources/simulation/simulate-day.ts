import type { Baseline } from "#config/baseline-schema.ts";
import type { Calendar, LocalDay } from "#domain/calendar.ts";
import { CHANNELS, type Channel, type HelplineEvent, type SourceId } from "#domain/contact-event.ts";
import { epochMs } from "#domain/time.ts";

import { type ChannelDay, runChannelDay } from "./channel-day.ts";
import { contactEvents, operatorEvents } from "./day-events.ts";
import { calendarOfSlots, type Slot, slotsOf } from "./day-slots.ts";
import type { SimulatedHouse } from "./language-desks.ts";
import { outboundEvents } from "./outbound.ts";
import { createRandom } from "./random.ts";

export interface Simulation {
  readonly seed: string;
  readonly source: SourceId;
  readonly house: SimulatedHouse;
  readonly baseline: Baseline;
  readonly calendar: Calendar;
}

/**
 * A day of the helpline, the same for the same seed, house, baseline and day:
 * all events of the contacts that arrive on it (those after midnight too), its
 * outbound calls, and its operators from midnight to midnight. Sorted by time;
 * at the same instant contacts come before operators. Ids are native.
 *
 * Days do not lean on one another, except that operators of the day before
 * finish their conversations after midnight.
 */
export function simulateDay(simulation: Simulation & { readonly day: LocalDay }): HelplineEvent[] {
  const { source, house, baseline, calendar, day, seed } = simulation;
  const native = nativeDay(seed, day);
  const slots = slotsOf(day, calendar);
  const before = calendar.dayOf(epochMs(day.start - 1));
  const runToday = channelDays(simulation, day, slots);
  const runYesterday = channelDays(simulation, before, slotsOf(before, calendar));
  const events: HelplineEvent[] = [];
  for (const channel of CHANNELS) {
    const today = runToday(channel);
    if (today === undefined) continue;
    const yesterday = runYesterday(channel);
    events.push(...contactEvents(source, native, today));
    events.push(...operatorEvents({ source, native, day, today, yesterday }));
  }
  if (house.channels.phone !== undefined)
    events.push(
      ...outboundEvents({
        source,
        native,
        slots,
        purposes: house.outboundPurposes,
        model: baseline.outbound,
        random: createRandom(`${native}|outbound`),
      }),
    );
  return events.sort(
    (a, b) => a.at - b.at || Number(a.type === "operators.changed") - Number(b.type === "operators.changed"),
  );
}

function channelDays(
  simulation: Simulation,
  day: LocalDay,
  slots: readonly Slot[],
): (channel: Channel) => ChannelDay | undefined {
  const { seed, house, baseline } = simulation;
  const calendar = calendarOfSlots(slots, simulation.calendar);
  return (channel) =>
    runChannelDay({
      seed: `${nativeDay(seed, day)}|${channel}`,
      slots,
      channel,
      house,
      baseline,
      calendar,
      day,
    });
}

const nativeDay = (seed: string, day: LocalDay): string => `${seed}/${day.key}`;
