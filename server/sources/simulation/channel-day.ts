/** One channel of one local day: who came, how it went for them, and the operators' states. */
import type { Baseline } from "#config/baseline-schema.ts";
import type { LocalDay } from "#domain/calendar.ts";
import type { Channel } from "#domain/contact-event.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";

import type { Slot } from "./day-slots.ts";
import { peakOn } from "./expectation-profile.ts";
import { type Caller, type IntakeOptions, type PlannedContact, planContacts } from "./intake.ts";
import type { TeamChange } from "./operator-team.ts";
import { createRandom } from "./random.ts";
import { runDesk, type Service, type ShiftChange } from "./service-desk.ts";

export interface ChannelDay {
  readonly channel: Channel;
  /** In order of arrival. */
  readonly contacts: readonly PlannedContact[];
  readonly serviceOf: (caller: Caller) => Service | undefined;
  /** Goes on after midnight until the last of this day's operators has gone home. */
  readonly team: readonly TeamChange[];
}

/** `undefined` when the house lacks the channel, or has no queue for it. */
export function runChannelDay(options: IntakeOptions & { readonly day: LocalDay }): ChannelDay | undefined {
  const { seed, channel, house, baseline, slots, day } = options;
  const served = house.channels[channel] !== undefined && house.queues.some((one) => one.channel === channel);
  if (!served) return undefined;

  const contacts = planContacts(options);
  const callers = contacts.filter((contact) => contact.course === "queues");
  const { serviceOf, team } = runDesk({
    channel,
    callers,
    shifts: [...shiftsOf(slots, baseline, channel), { at: closingTime(day, callers), heads: 0 }],
    model: baseline.channels[channel],
    random: createRandom(`${seed}|desk`),
  });
  return { channel, contacts, serviceOf, team };
}

function shiftsOf(slots: readonly Slot[], baseline: Baseline, channel: Channel): ShiftChange[] {
  const peak = slots[0] && peakOn(baseline.peaks, slots[0].local);
  const shifts: ShiftChange[] = [];
  for (const { start, local } of slots) {
    const usual = baseline.channels[channel].operators.perHour[local.hour] ?? 0;
    const heads = Math.round(usual * (peak?.operators[channel] ?? 1));
    if (shifts.at(-1)?.heads !== heads) shifts.push({ at: start, heads });
  }
  return shifts;
}

/** The day's operators hand over at midnight, or once the last of the day's callers has reached the queue. */
const closingTime = (day: LocalDay, callers: readonly Caller[]): EpochMs =>
  epochMs(Math.max(day.end, ...callers.map(({ queuedAt }) => queuedAt + 1)));
