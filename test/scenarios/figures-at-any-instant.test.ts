import assert from "node:assert/strict";
import { it } from "node:test";

import { Board, type BoardRules } from "#domain/board.ts";
import { createCalendar } from "#domain/calendar.ts";
import { type Channel, CHANNELS } from "#domain/contact-event.ts";
import type { RateRules } from "#domain/metrics.ts";
import { epochMs, seconds } from "#domain/time.ts";
import { snapshotOf } from "#engine/snapshot.ts";

import { arrivalsByStep, naiveChannel } from "../support/naive-channel.ts";
import type { NaiveContact } from "../support/naive-contact.ts";
import { type NaiveDay, naiveDay, romeMidnight } from "../support/naive-day.ts";
import { NaiveFacts } from "../support/naive-facts.ts";
import { seededRandom } from "../support/seeded-random.ts";

const SEED = 1522;
const DAYS = 100;
const INSTANTS = 100;
/** Dates on which a calendar may go wrong: both changes of the clock, a leap day, the turn of a year. The others are drawn. */
const DATES: readonly (readonly [year: number, month: number, day: number])[] = [
  [2026, 10, 25],
  [2027, 3, 28],
  [2028, 2, 29],
  [2026, 12, 31],
  [2027, 1, 1],
  [2027, 10, 31],
  [2028, 3, 26],
  [2026, 11, 25],
];

/** A short abandon of the phone may be longer than its first threshold. */
const RULES = {
  phone: { thresholds: [seconds(3), seconds(20)], shortAbandon: seconds(5) },
  chat: { thresholds: [seconds(20), seconds(60), seconds(915)], shortAbandon: seconds(10) },
} satisfies BoardRules;
const BORDERS = [3_000, 5_000, 10_000, 20_000, 60_000, 900_000, 915_000, 7_200_000];
const ABANDONS = ["against", "ignored", "credited"] as const;
const LANGUAGES = ["it", "en"];
const ENTRIES = { phone: ["phone", "partner"], chat: ["site", "app"] };
const calendar = createCalendar("Europe/Rome");

it("every figure is that of a count by hand, at any instant of any day", () => {
  const random = seededRandom(SEED);
  let busy = 0;
  for (let number = 0; number < DAYS; number += 1) {
    const [year, month, date] = DATES[number] ?? [2026, 6, 1 + Math.floor(random() * 900)];
    const bounds = { start: romeMidnight(year, month, date), end: romeMidnight(year, month, date + 1) };
    const day = naiveDay(random, bounds, { instants: INSTANTS, borders: BORDERS });
    busy += checkDay(day, `seed ${SEED}, day ${number}`);
  }
  assert.ok(busy > (DAYS * INSTANTS) / 5, `only ${busy} instants had much to compare`);
});

/**
 * Feeds a board and the lists with what has come by each instant, and compares all that a
 * wall is told. Returns at how many instants somebody waited and somebody had been answered lately.
 */
function checkDay(day: NaiveDay, where: string): number {
  const board = new Board({ rules: RULES, calendar });
  const facts = new NaiveFacts();
  let next = 0;
  let busy = 0;
  for (const [index, now] of day.instants.entries()) {
    const come = day.deliveries.slice(next).filter(({ deliveredAt }) => deliveredAt <= now);
    next += come.length;
    for (const { event } of come) board.apply(event);
    facts.learn(come.map(({ event }) => event));
    const contacts = CHANNELS.flatMap((channel) => facts.contacts(channel));
    const lately = ({ answeredAt }: NaiveContact) => answeredAt !== null && answeredAt > now - 900_000;
    if (contacts.some(({ fate }) => fate === "waiting") && contacts.some(lately)) busy += 1;
    for (const rates of ratesOf(index))
      checkInstant(board, facts, { now, day, rates }, `${where}, instant ${index} (${now})`);
  }
  for (const channel of CHANNELS) {
    const line = board.channel(channel)?.dayTally(board.dayOf(epochMs(day.start))).arrivals;
    assert.deepEqual([...(line ?? [])], arrivalsByStep(facts.contacts(channel), day), where);
  }
  return busy;
}

/** All forms of a service level at every instant; short abandons are left out of one channel and then of the other. */
function ratesOf(index: number): readonly Readonly<Record<Channel, RateRules>>[] {
  return ABANDONS.map((abandons) => {
    const counted = { abandons, shortAbandons: "counted" } as const;
    const leftOut = { abandons, shortAbandons: "leftOut" } as const;
    return index % 2 === 0 ? { phone: leftOut, chat: counted } : { phone: counted, chat: leftOut };
  });
}

function checkInstant(
  board: Board,
  facts: NaiveFacts,
  asked: {
    readonly now: number;
    readonly day: NaiveDay;
    readonly rates: Readonly<Record<Channel, RateRules>>;
  },
  where: string,
): void {
  const { now, day, rates } = asked;
  const told = snapshotOf({
    board,
    house: {
      // The hours of desks have tests of their own.
      languages: LANGUAGES.map((language) => ({
        language,
        timetable: { hours: [], byAppointment: true, closedOn: null },
      })),
      entries: ENTRIES,
      rates,
    },
    calendar,
    sources: [],
    now: epochMs(now),
  });
  assert.deepEqual([told.asOfMs, told.dayStartMs, told.dayEndMs], [now, day.start, day.end], where);
  assert.equal(told.channels.length, CHANNELS.length);
  for (const [place, channel] of CHANNELS.entries()) {
    const { thresholds, shortAbandon } = RULES[channel];
    const counted = naiveChannel(facts.contacts(channel), facts.operators(channel), {
      channel,
      now,
      day,
      rules: { thresholds, shortAbandonMs: shortAbandon, ...rates[channel] },
      languages: LANGUAGES,
      entries: ENTRIES[channel],
    });
    assert.deepEqual(
      told.channels[place],
      counted,
      `${channel}, ${JSON.stringify(rates[channel])}, ${where}`,
    );
  }
}
