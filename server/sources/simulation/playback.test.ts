import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { LocalDay } from "#domain/calendar.ts";
import type { ContactFact, HelplineEvent } from "#domain/contact-event.ts";
import { type EpochMs, earlier, epochMs, hours, later, minutes } from "#domain/time.ts";

import { dayOf, simulated1522 } from "../../../test/support/simulated-house.ts";
import { Playback } from "./playback.ts";

const { calendar } = simulated1522;
const today = dayOf(simulated1522, 2026, 4, 14);
const ALL = 1_000;

/** Each day: one call at noon, and one at 23:50 that ends twenty minutes later. */
function plan(day: LocalDay): HelplineEvent[] {
  const noon = later(day.start, hours(12));
  const late = earlier(day.end, minutes(10));
  return [
    arrived(`${day.key}/noon`, noon),
    ended(`${day.key}/noon`, later(noon, minutes(5))),
    arrived(`${day.key}/late`, late),
    ended(`${day.key}/late`, later(late, minutes(20))),
  ];
}
const base = { source: "s" };
const arrived = (contact: string, at: EpochMs): ContactFact => ({
  ...base,
  id: `${contact}/arrived`,
  at,
  type: "contact.arrived",
  contact,
  channel: "phone",
  entry: "phone",
});
const ended = (contact: string, at: EpochMs): ContactFact => ({
  ...base,
  id: `${contact}/ended`,
  at,
  type: "contact.ended",
  contact,
  outcome: "completed",
});
const playbackAt = (now: EpochMs) => new Playback({ plan, calendar, now });
const idsOf = (playback: Playback, now: EpochMs, limit = ALL) =>
  playback.take(now, limit).map(({ event }) => event.id);

describe("a playback", () => {
  it("begins with the day so far and with whole contacts that were open at midnight", () => {
    const now = later(today.start, hours(13));
    assert.deepEqual(idsOf(playbackAt(now), now), [
      "2026-04-13/late/arrived",
      "2026-04-13/late/ended",
      "2026-04-14/noon/arrived",
      "2026-04-14/noon/ended",
    ]);
  });

  it("hands out each event once, at its time, no more at once than asked for", () => {
    const playback = playbackAt(later(today.start, minutes(1)));
    assert.deepEqual(idsOf(playback, later(today.start, minutes(1))), ["2026-04-13/late/arrived"]);
    assert.equal(playback.nextAt(), later(today.start, minutes(10)));
    const afternoon = later(today.start, hours(15));
    assert.deepEqual(idsOf(playback, afternoon, 2), ["2026-04-13/late/ended", "2026-04-14/noon/arrived"]);
    assert.deepEqual(idsOf(playback, afternoon, 2), ["2026-04-14/noon/ended"]);
    assert.deepEqual(idsOf(playback, afternoon, 2), []);
  });

  it("goes on over midnight, contacts of the old day among those of the new", () => {
    const playback = playbackAt(later(today.start, hours(23)));
    idsOf(playback, later(today.start, hours(23)));
    assert.deepEqual(
      playback.take(later(today.end, hours(13)), ALL).map(({ event, day }) => [event.id, day.key]),
      [
        ["2026-04-14/late/arrived", "2026-04-14"],
        ["2026-04-14/late/ended", "2026-04-14"],
        ["2026-04-15/noon/arrived", "2026-04-15"],
        ["2026-04-15/noon/ended", "2026-04-15"],
      ],
    );
  });

  it("wakes at midnight even when nothing is left to hand out", () => {
    const playback = new Playback({ plan: () => [], calendar, now: today.start });
    assert.equal(playback.nextAt(), today.end);
    assert.deepEqual(playback.take(today.end, ALL), []);
    assert.equal(playback.nextAt(), calendar.dayOf(today.end).end);
  });

  it("plans no more than the last two days after a long sleep", () => {
    const planned: string[] = [];
    const playback = new Playback({
      calendar,
      now: today.start,
      plan: (day) => {
        planned.push(day.key);
        return plan(day);
      },
    });
    playback.take(epochMs(dayOf(simulated1522, 2026, 6, 1).start + 1), ALL);
    assert.deepEqual(planned, ["2026-04-13", "2026-04-14", "2026-05-31", "2026-06-01"]);
  });
});
