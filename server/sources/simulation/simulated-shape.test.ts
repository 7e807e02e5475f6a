/**
 * Sixty ordinary days and several 25 Novembers against the seed report. The bands
 * are about three standard errors of the process, so that another seed passes too.
 */
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { Channel } from "#domain/contact-event.ts";

import {
  dayOf,
  daysFrom,
  type SeenContact,
  simulated1522,
  simulatedContacts,
  waitSeconds,
} from "../../../test/support/simulated-house.ts";

const DAYS = 60;
const { calendar, baseline } = simulated1522;
const days = daysFrom(simulated1522, dayOf(simulated1522, 2026, 4, 1), DAYS);
const contacts = simulatedContacts(simulated1522, days);
const of = (channel: Channel): SeenContact[] => contacts.filter((contact) => contact.channel === channel);
const calls = of("phone");
const chats = of("chat");

function assertBetween(value: number, low: number, high: number, what: string): void {
  assert.ok(value >= low && value <= high, `${what}: ${value} is not between ${low} and ${high}`);
}
const mean = (values: readonly number[]): number => sum(values) / values.length;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const share = (part: readonly unknown[], whole: readonly unknown[]): number => part.length / whole.length;

describe("sixty ordinary days of calls", () => {
  const ended = (outcome: string) => calls.filter((call) => call.outcome === outcome);
  const queued = calls.filter(({ queuedAt }) => queuedAt !== null);
  const waits = ended("completed").map(waitSeconds);

  it("number 315 a day, net of blacklisted ones", () => {
    assertBetween((calls.length - ended("blacklisted").length) / DAYS, 295, 336, "net calls a day");
  });

  it("end as those of the report do", () => {
    assertBetween(share(ended("blacklisted"), calls), 0.183, 0.223, "blacklisted");
    assertBetween(share(ended("closed-in-welcome"), calls), 0.265, 0.3, "closed in welcome");
    assertBetween(share(ended("completed"), queued), 0.826, 0.866, "answered");
    assertBetween(share(ended("abandoned"), queued), 0.08, 0.112, "abandoned");
    assertBetween(share(ended("unanswered"), queued), 0.04, 0.068, "unanswered");
    assertBetween(share(ended("voicemail"), queued), 0.0005, 0.008, "voicemail");
  });

  it("wait 50 s on average, and most of them less than 20 s", () => {
    assertBetween(mean(waits), 40, 62, "mean wait");
    assertBetween(
      share(
        waits.filter((wait) => wait <= 20),
        waits,
      ),
      0.74,
      0.86,
      "answered within 20 s",
    );
  });

  it("last as long as those of the report", () => {
    const talks = ended("completed").map((call) => (Number(call.endedAt) - Number(call.answeredAt)) / 1_000);
    assertBetween(mean(talks), 355, 385, "mean talk");
  });
});

describe("sixty ordinary days of chats", () => {
  it("number 78 a day, 88 of 100 from the site", () => {
    assertBetween(chats.length / DAYS, 73, 84, "chats a day");
    assertBetween(
      share(
        chats.filter(({ entry }) => entry === "site"),
        chats,
      ),
      0.862,
      0.893,
      "from the site",
    );
  });

  it("are answered within 20 and 60 s as in the report", () => {
    assertBetween(share(answeredWithin(chats, 20), chats), 0.78, 0.85, "within 20 s");
    assertBetween(share(answeredWithin(chats, 60), chats), 0.935, 0.975, "within 60 s");
  });
});

for (const channel of ["phone", "chat"] as const)
  it(`follows the hours of the week (${channel})`, () => {
    const seen = baseline.channels[channel].perHour.map((row) => row.map(() => 0));
    for (const { arrivedAt, blacklisted } of of(channel)) {
      const { weekday, hour } = calendar.local(arrivedAt);
      const row = seen[weekday - 1];
      if (row !== undefined && !blacklisted) row[hour] = (row[hour] ?? 0) + 1;
    }
    const perDay = byHour(seen.flat());
    const expected = byHour(baseline.channels[channel].perHour.flat());
    assert.ok(correlation(perDay, expected) > 0.95);
    if (channel === "phone")
      assert.ok(correlation(seen.flat(), baseline.channels[channel].perHour.flat()) > 0.95);
  });

it("gets almost 800 net calls and twice the usual chats on 25 November, and answers fewer of them", () => {
  const peaks = [2024, 2025, 2026, 2027, 2028].map((year) =>
    simulatedContacts(simulated1522, [dayOf(simulated1522, year, 11, 25)]),
  );
  for (const peak of peaks) {
    const net = peak.filter(({ channel, blacklisted }) => channel === "phone" && !blacklisted);
    assertBetween(net.length, 700, 900, "net calls");
    assertBetween(peak.filter(({ channel }) => channel === "chat").length, 150, 240, "chats");
  }
  const queued = peaks.flat().filter(({ channel, queuedAt }) => channel === "phone" && queuedAt !== null);
  assertBetween(
    share(
      queued.filter(({ answeredAt }) => answeredAt !== null),
      queued,
    ),
    0.65,
    0.84,
    "answered",
  );
});

const answeredWithin = (all: readonly SeenContact[], seconds: number): SeenContact[] =>
  all.filter((contact) => contact.answeredAt !== null && waitSeconds(contact) <= seconds);

/** Sums over the weekdays. */
const byHour = (week: readonly number[]): number[] =>
  Array.from({ length: 24 }, (_, hour) => sum(week.filter((_value, index) => index % 24 === hour)));

function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const covariance = sum(a.map((value, index) => (value - meanA) * ((b[index] ?? 0) - meanB)));
  const spread = (values: readonly number[], middle: number) =>
    Math.sqrt(sum(values.map((value) => (value - middle) ** 2)));
  return covariance / (spread(a, meanA) * spread(b, meanB));
}
