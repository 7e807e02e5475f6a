import { fileURLToPath } from "node:url";

import { loadBaseline } from "#config/load-baseline.ts";
import { loadConfig } from "#config/load-config.ts";
import { configSchema } from "#config/schema.ts";
import { createCalendar, type LocalDay } from "#domain/calendar.ts";
import type { Channel, HelplineEvent, Outcome } from "#domain/contact-event.ts";
import { type EpochMs, epochMs } from "#domain/time.ts";
import { simulateDay, type Simulation } from "#sources/simulation/simulate-day.ts";

const configFile = (name: string): string => fileURLToPath(new URL(`../../config/${name}`, import.meta.url));

const baseline = loadBaseline(configFile("baseline-1522.json"));

/** 1522 as shipped. */
export const simulated1522: Simulation = {
  seed: "1522",
  source: "simulation",
  house: loadConfig(configFile("vedetta.example.yaml")),
  baseline,
  calendar: createCalendar("Europe/Rome"),
};

const label = { en: "phone" };

/** A helpline in another zone, in two languages, by day only and without chat. */
export const simulatedDayLine: Simulation = {
  seed: "day line",
  source: "demo",
  baseline,
  calendar: createCalendar("America/St_Johns"),
  house: configSchema.parse({
    house: { name: "Day line", timeZone: "America/St_Johns", locales: ["en"] },
    languages: [
      {
        code: "en",
        hours: [{ days: ["mon", "tue", "wed", "thu", "fri", "sat"], from: "08:00", to: "20:00" }],
      },
      { code: "fr", hours: [{ days: ["mon", "wed"], from: "09:00", to: "12:00" }] },
      { code: "pt", hours: [{ days: ["mon"], from: "09:00", to: "12:00" }] },
    ],
    channels: {
      phone: { entries: [{ id: "landline", label }], serviceLevels: [{ withinSeconds: 30, target: 0.8 }] },
    },
    queues: [
      { id: "english", channel: "phone", language: "en" },
      { id: "french", channel: "phone", language: "fr" },
    ],
    outboundPurposes: ["transfer"],
    sources: [{ id: "demo", kind: "simulation", label, baselineFile: "config/baseline-1522.json" }],
  }),
};

export const dayOf = ({ calendar }: Simulation, year: number, month: number, day: number): LocalDay =>
  calendar.dayOf(calendar.at(year, month, day, 12, 0));

/** `count` days from a date on. */
export function daysFrom(simulation: Simulation, first: LocalDay, count: number): LocalDay[] {
  const days: LocalDay[] = [];
  for (let day = first; days.length < count; day = simulation.calendar.dayOf(day.end)) days.push(day);
  return days;
}

/** A contact as its events tell it, in the order in which they come. */
export interface SeenContact {
  readonly channel: Channel;
  readonly entry: string;
  readonly arrivedAt: EpochMs;
  blacklisted: boolean;
  language: string | null;
  queue: string | null;
  queuedAt: EpochMs | null;
  answeredAt: EpochMs | null;
  endedAt: EpochMs | null;
  outcome: Outcome | null;
  /** Times of its events in their order. */
  readonly times: EpochMs[];
}

export function contactsOf(events: readonly HelplineEvent[]): SeenContact[] {
  const contacts = new Map<string, SeenContact>();
  for (const event of events) {
    if (event.type === "contact.arrived") contacts.set(event.contact, arrivalOf(event));
    if (!("contact" in event)) continue;
    const contact = contacts.get(event.contact);
    if (contact === undefined) throw new Error("a contact begins without its arrival");
    contact.times.push(event.at);
    if (event.type === "contact.blacklisted") contact.blacklisted = true;
    else if (event.type === "contact.queued")
      Object.assign(contact, { queuedAt: event.at, queue: event.queue, language: event.language });
    else if (event.type === "contact.answered") contact.answeredAt = event.at;
    else if (event.type === "contact.ended")
      Object.assign(contact, { endedAt: event.at, outcome: event.outcome });
  }
  return [...contacts.values()];
}

const arrivalOf = (event: Extract<HelplineEvent, { type: "contact.arrived" }>): SeenContact => ({
  channel: event.channel,
  entry: event.entry,
  arrivedAt: event.at,
  blacklisted: false,
  language: null,
  queue: null,
  queuedAt: null,
  answeredAt: null,
  endedAt: null,
  outcome: null,
  times: [],
});

/** The contacts of several days. */
export const simulatedContacts = (simulation: Simulation, days: readonly LocalDay[]): SeenContact[] =>
  days.flatMap((day) => contactsOf(simulateDay({ ...simulation, day })));

/** From queueing to the answer, in seconds. */
export const waitSeconds = ({ queuedAt, answeredAt }: SeenContact): number =>
  ((answeredAt ?? epochMs(0)) - (queuedAt ?? epochMs(0))) / 1_000;
