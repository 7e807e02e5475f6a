/** Who contacts the house on a day and what they would do; nobody has waited yet. */
import type { Baseline, ChannelBaseline } from "#config/baseline-schema.ts";
import type { Calendar } from "#domain/calendar.ts";
import type { Channel, Entry, Language, QueueId } from "#domain/contact-event.ts";
import { type DurationMs, type EpochMs, later, ms } from "#domain/time.ts";

import { arrivalsOf } from "./arrivals.ts";
import type { Slot } from "./day-slots.ts";
import { multiplierAt, ordinaryRate, peakOn, weekFor } from "./expectation-profile.ts";
import { entryOf, type LanguageMenu, languageMenu, type SimulatedHouse } from "./language-desks.ts";
import { createRandom, type Random } from "./random.ts";

/** A contact that asks for a person. */
export interface Caller {
  readonly course: "queues";
  readonly queuedAt: EpochMs;
  readonly language: Language;
  readonly queue: QueueId;
  /** How long it would wait before it leaves. */
  readonly patience: DurationMs;
  readonly talk: DurationMs;
}

export type Course =
  | Caller
  | { readonly course: "blacklisted"; readonly endedAt: EpochMs }
  | { readonly course: "closes-in-welcome"; readonly endedAt: EpochMs };

export type PlannedContact = Course & { readonly arrivedAt: EpochMs; readonly entry: Entry };

export interface IntakeOptions {
  readonly seed: string;
  readonly slots: readonly Slot[];
  readonly channel: Channel;
  readonly house: SimulatedHouse;
  readonly baseline: Baseline;
  readonly calendar: Calendar;
}

/** The contacts of one channel in order of arrival. None when the house lacks the channel or a queue for it. */
export function planContacts(options: IntakeOptions): PlannedContact[] {
  const { seed, channel, house, baseline, calendar } = options;
  const entries = house.channels[channel]?.entries ?? [];
  if (!house.queues.some((queue) => queue.channel === channel)) return [];

  const model = baseline.channels[channel];
  const random = createRandom(`${seed}|contacts`);
  const menu = languageMenu({ house, channel, shares: model.languageShares, calendar });
  return arrivalsOfDay(options).flatMap(({ at, blacklisted }) => {
    const entry = entryOf(entries, model.entryShares, random);
    const course = blacklisted ? blocked(at, random) : courseOf(at, model, menu, random);
    return entry === undefined || course === undefined ? [] : [{ ...course, arrivedAt: at, entry }];
  });
}

function arrivalsOfDay({ seed, slots, channel, baseline }: IntakeOptions) {
  const first = slots[0];
  const peak = first && peakOn(baseline.peaks, first.local);
  const model = baseline.channels[channel];
  const week = weekFor(baseline, channel, peak);
  const dispersion = { ...model.dispersion, ...peak?.dispersion };
  const ordinary = ({ local }: Slot) => ordinaryRate(week, local);
  const net = arrivalsOf({
    slots,
    rateOf: (slot) => ordinary(slot) * multiplierAt(peak, slot.local.hour, channel),
    dispersion,
    random: createRandom(`${seed}|arrivals`),
  });
  // Nuisance callers do not follow the news: they come as on any other day.
  const odds = model.blacklistedShare / (1 - model.blacklistedShare);
  const blacklisted = arrivalsOf({
    slots,
    rateOf: (slot) => ordinary(slot) * odds,
    dispersion: model.dispersion,
    random: createRandom(`${seed}|blacklisted`),
  });
  return [
    ...net.map((at) => ({ at, blacklisted: false })),
    ...blacklisted.map((at) => ({ at, blacklisted: true })),
  ].sort((a, b) => a.at - b.at);
}

const blocked = (at: EpochMs, random: Random): Course => ({
  course: "blacklisted",
  endedAt: later(at, random.duration({ mean: 0.4, cv: 0.5, min: 0.1, max: 2 })),
});

/** `undefined`: a chat is not offered while no desk is open. A call then ends with the welcome message. */
function courseOf(
  at: EpochMs,
  model: ChannelBaseline,
  menu: LanguageMenu,
  random: Random,
): Course | undefined {
  const { welcome, patience } = model;
  if (welcome !== null && random.chance(welcome.closedShare))
    return { course: "closes-in-welcome", endedAt: later(at, random.duration(welcome.secondsToClose)) };
  const queuedAt = welcome === null ? at : later(at, random.duration(welcome.secondsToQueue));
  const choice = menu(queuedAt, random);
  if (choice === undefined)
    return welcome === null ? undefined : { course: "closes-in-welcome", endedAt: queuedAt };
  return {
    course: "queues",
    queuedAt,
    language: choice.language,
    queue: choice.queue,
    patience: patienceOf(patience, random),
    talk: random.duration(model.talkSeconds),
  };
}

function patienceOf(patience: ChannelBaseline["patience"], random: Random): DurationMs {
  const length = random.chance(patience.hastyShare)
    ? random.between(1, patience.hastySeconds)
    : Math.max(1, random.exponential(patience.meanSeconds));
  return ms(Math.round(length * 1_000));
}
