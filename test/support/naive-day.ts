/**
 * A random day of a helpline: what its sources send, when it comes, and instants at
 * which to look. Contacts of the evening before are in it; some events come late or
 * twice, or not at all; many times lie exactly on a border.
 */
import { type Channel, CHANNELS, type HelplineEvent } from "#domain/contact-event.ts";
import { epochMs } from "#domain/time.ts";

import { naiveContactEvents } from "./naive-script.ts";
import { type Chance, chanceOf } from "./naive-chance.ts";

export interface Delivery {
  readonly event: HelplineEvent;
  readonly deliveredAt: number;
}

export interface NaiveDay {
  readonly start: number;
  readonly end: number;
  /** In order of delivery. */
  readonly deliveries: readonly Delivery[];
  /** Ascending, all of this day. */
  readonly instants: readonly number[];
}

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

export function naiveDay(
  random: () => number,
  { start, end }: { readonly start: number; readonly end: number },
  options: { readonly instants: number; readonly borders: readonly number[] },
): NaiveDay {
  const chance = chanceOf(random);
  const rushes = [1, 2, 3].map(() => chance.between(start - HOUR, end));
  const events = Array.from({ length: chance.between(60, 260) }, (_, index) =>
    naiveContactEvents(chance, {
      contact: index.toString(16).padStart(32, "0"),
      arrivedAt: arrival(chance, start, end, rushes),
      borders: options.borders,
    }),
  ).flat();
  const told = [...events, ...CHANNELS.flatMap((channel) => operatorChanges(chance, channel, start, end))];
  const deliveries = told
    .filter(() => chance.is(0.99))
    .flatMap((event): Delivery[] => {
      const once = { event, deliveredAt: event.at + lateness(chance) };
      return chance.is(0.05)
        ? [once, { event, deliveredAt: once.deliveredAt + chance.between(0, HOUR) }]
        : [once];
    })
    .sort((a, b) => a.deliveredAt - b.deliveredAt);
  const instants = Array.from({ length: options.instants }, () =>
    Math.min(end - 1, Math.max(start, instant(chance, { start, end, rushes, events, ...options }))),
  ).sort((a, b) => a - b);
  return { start, end, deliveries, instants };
}

/** The first instant of a day of Rome, by the rule of the European Union: summer is from the last Sunday of March to that of October. */
export function romeMidnight(year: number, month: number, day: number): number {
  const midnight = Date.UTC(year, month - 1, day);
  // A day past the end of its month is one of the next.
  const own = new Date(midnight).getUTCFullYear();
  const isSummer = midnight > lastSunday(own, 3) && midnight <= lastSunday(own, 10);
  return midnight - (isSummer ? 2 : 1) * HOUR;
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 0));
  return Date.UTC(year, month - 1, last.getUTCDate() - last.getUTCDay());
}

function arrival(chance: Chance, start: number, end: number, rushes: readonly number[]): number {
  const at = chance.is(0.5)
    ? chance.between(start - 6 * HOUR, end)
    : chance.of(rushes) + chance.between(0, 40 * MINUTE);
  return chance.is(0.3) ? at - (at % (10 * SECOND)) : at;
}

function lateness(chance: Chance): number {
  if (chance.is(0.9)) return 0;
  return chance.is(0.7) ? chance.between(0, MINUTE) : chance.between(0, 30 * MINUTE);
}

/** Anywhere, in a rush, or exactly where something begins or ends to count. */
function instant(
  chance: Chance,
  day: {
    readonly start: number;
    readonly end: number;
    readonly rushes: readonly number[];
    readonly events: readonly HelplineEvent[];
    readonly borders: readonly number[];
  },
): number {
  if (chance.is(0.2)) return chance.between(day.start, day.end);
  if (chance.is(0.4)) return chance.of(day.rushes) + chance.between(0, 2 * HOUR);
  const at = chance.of(day.events).at + chance.of([0, 15 * MINUTE, 30 * MINUTE, HOUR, ...day.borders]);
  const border = chance.is(0.3) ? at - (at % (10 * SECOND)) : at;
  return border + chance.of([-1, 0, 0, 1]);
}

/** Two connectors may count the people of one channel; each has its own sequence. */
function operatorChanges(chance: Chance, channel: Channel, start: number, end: number): HelplineEvent[] {
  return ["pbx", "desk"].slice(0, chance.between(0, 3)).flatMap((source) => {
    const times = Array.from({ length: chance.between(1, 120) }, () => chance.between(start - 6 * HOUR, end));
    return times
      .sort((a, b) => a - b)
      .map((at, sequence): HelplineEvent => ({
        type: "operators.changed",
        source,
        id: `${channel}:${sequence}`,
        at: epochMs(at),
        channel,
        sequence,
        counts: chance.is(0.1)
          ? null
          : {
              available: chance.between(0, 6),
              ringing: chance.between(0, 2),
              busy: chance.between(0, 9),
              wrapUp: chance.between(0, 3),
              paused: chance.between(0, 3),
              offline: chance.between(0, 9),
            },
      }));
  });
}
